"""What is due on cases, told to the register of reminders, and the people who may be told of a case.

`people_of_cases` is the one every source about cases uses. A person is in it only by a row of rights on the case, so a
restricted record reaches the people named on it and nobody else.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet, Value, When

from cases.models import Case, Closure, PlanAction, Restriction, Review
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.visible import permission_ids
from cases.models.base.states import OPEN_STATES
from cases.models.base.working_days import WorkingDaysAfter
from cases.models.planning.oversight import supervision_due
from cases.timescales import PLAN_WITHIN
from emerald.accounts.permissions import Right
from emerald.accounts.roles import PRACTICE_MANAGER, SERVICE_MANAGER
from emerald.reminders.escalation import Audience

MANAGERS = {PRACTICE_MANAGER.key: Audience.PRACTICE_MANAGER, SERVICE_MANAGER.key: Audience.SERVICE_MANAGER}


def people_of_cases(right: Right = Right.SEE_CASE) -> QuerySet[Any, Any]:
    """(case, person, audience) for everybody who holds `right` on a case and may be told of what is due on it.

    The current lead worker; the managers of the team, or those named on a restricted record; and as colleagues, who
    are told only when they cover for somebody, all others joined to it by name.
    """
    permission = permission_ids()[right]
    by_name = CaseUserObjectPermission.objects.filter(permission=permission)
    leads = by_name.filter(
        content_object__allocations__user=F("user"),
        content_object__allocations__part="lead",
        content_object__allocations__ended_on=None,
    )
    others = by_name.annotate(audience=as_audience("user__role"))
    teams = CaseGroupObjectPermission.objects.filter(
        permission=permission, group__team_group__role__in=MANAGERS, group__user__isnull=False
    ).annotate(audience=as_audience("group__team_group__role"))
    return (
        leads.annotate(audience=Value(int(Audience.WORKER)))
        .values_list("content_object", "user", "audience")
        .union(
            others.values_list("content_object", "user", "audience"),
            teams.values_list("content_object", "group__user", "audience"),
            all=True,
        )
    )


def people_of_the_plan() -> QuerySet[Any, Any]:
    return people_of_cases(Right.READ_PLAN)


def people_of_risk() -> QuerySet[Any, Any]:
    return people_of_cases(Right.ASSESS_RISK)


def people_of_oversight() -> QuerySet[Any, Any]:
    return people_of_cases(Right.OVERSEE)


def people_of_actions() -> QuerySet[Any, Any]:
    """As `people_of_cases`, but (action, person, audience): the owner of an action of the plan is told of it, the lead
    worker of one that somebody elsewhere does, and the managers of both."""
    permission = permission_ids()[Right.READ_PLAN]
    action = "content_object__plan_actions"
    open_ones = {f"{action}__status": "open"}
    by_name = CaseUserObjectPermission.objects.filter(permission=permission, **open_ones)
    by_team = CaseGroupObjectPermission.objects.filter(permission=permission, group__user__isnull=False, **open_ones)
    worker, of_group = Value(int(Audience.WORKER)), by_team.filter(group__team_group__role__in=MANAGERS)
    return (
        by_name.filter(**{f"{action}__owner": F("user")})
        .values_list(action, "user", worker)
        .union(
            by_team.filter(**{f"{action}__owner": F("group__user")}).values_list(action, "group__user", worker),
            by_name.filter(
                **{f"{action}__owner": None},
                content_object__allocations__user=F("user"),
                content_object__allocations__part="lead",
                content_object__allocations__ended_on=None,
            ).values_list(action, "user", worker),
            by_name.annotate(audience=as_audience("user__role")).values_list(action, "user", "audience"),
            of_group.annotate(audience=as_audience("group__team_group__role")).values_list(
                action, "group__user", "audience"
            ),
            all=True,
        )
    )


def as_audience(role: str) -> models.Case:
    return models.Case(
        *(When(**{role: key}, then=Value(int(audience))) for key, audience in MANAGERS.items()),
        default=Value(int(Audience.COLLEAGUE)),
        output_field=models.IntegerField(),
    )


def people_of_closures() -> QuerySet[Any, Any]:
    """As `people_of_cases`, but (closure, person, audience): whoever proposed it may not decide it and is not told."""
    permission, closure = permission_ids()[Right.SEE_CASE], "content_object__closures"
    by_name, by_team = (
        model.objects.filter(**{f"{closure}__outcome": "waiting"}, permission=permission).annotate(
            closure=F(closure), proposer=F(f"{closure}__proposed_by")
        )
        for model in (CaseUserObjectPermission, CaseGroupObjectPermission)
    )
    of_group = by_team.filter(group__team_group__role__in=MANAGERS, group__user__isnull=False)
    return (
        by_name.exclude(proposer=F("user"))
        .annotate(audience=as_audience("user__role"))
        .values_list("closure", "user", "audience")
        .union(
            of_group.annotate(member=F("group__user"), audience=as_audience("group__team_group__role"))
            .exclude(proposer=F("member"))
            .values_list("closure", "member", "audience"),
            all=True,
        )
    )


def closures_to_approve() -> QuerySet[Any, Any]:
    """A closure somebody proposed is due for a decision on the day it was proposed. Keyed by the closure itself: its
    people are those of `people_of_closures`."""
    return (
        Closure.objects.waiting()
        .annotate(due_on=models.functions.TruncDate("proposed_at"))
        .values_list("pk", F("pk"), "case__reference", "due_on")
    )


def restrictions_to_review() -> QuerySet[Restriction, tuple[int, int, str, date]]:
    """On the latest episode: a restriction outlives the case it was made on."""
    later = Case.objects.filter(child=OuterRef("child"), episode__gt=OuterRef("child__cases__episode"))
    return (
        Restriction.objects.in_force()
        .filter(~Exists(later), child__cases__isnull=False)
        .values_list("pk", "child__cases", "child__cases__reference", "review_on")
    )


def reviews() -> QuerySet[Any, Any]:
    due: QuerySet[Any] = Review.objects.due()  # with `due_on`
    due = due.filter(case__child__died_on=None)
    return due.values_list("pk", "case_id", "case__reference", "due_on")


def plan_actions() -> QuerySet[Any, Any]:
    """Keyed by the action itself: its people are those of `people_of_actions`."""
    return PlanAction.objects.due().values_list("pk", F("pk"), "case__reference", "due_on")


def first_plans() -> QuerySet[Any, Any]:
    """Of open cases that somebody works: 10 working days after opening (DOMAIN.md section 2.4, REC)."""
    return (
        Case.objects.open()
        .of_living_children()
        .filter(plan=None, state__in=OPEN_STATES)
        .annotate(due_on=WorkingDaysAfter(F("opened_on"), PLAN_WITHIN))
        .values_list("pk", F("pk"), "reference", "due_on")
    )


def supervisions() -> QuerySet[Any, Any]:
    return supervision_due(Case.objects.all()).values_list("pk", F("pk"), "reference", "due_on")


def first_assessments() -> QuerySet[Any, Any]:
    return Case.objects.first_assessment_due().values_list("pk", F("pk"), "reference", "due_on")


def assessments_to_sign_off() -> QuerySet[Any, Any]:
    return Case.objects.assessments_waiting_for_sign_off().values_list("assessment", F("pk"), "reference", "due_on")
