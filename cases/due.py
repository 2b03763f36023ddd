"""What is due on cases, told to the register of reminders, and the people who may be told of a case.

`people_of_cases` is the one every source about cases uses. A person is in it only by a row of rights on the case, so a
restricted record reaches the people named on it and nobody else.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Value, When

from cases.models import Case, Closure, Restriction
from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.visible import permission_ids
from emerald.accounts.permissions import Right
from emerald.accounts.roles import PRACTICE_MANAGER, SERVICE_MANAGER
from emerald.reminders.ladder import SERVICE_MANAGERS, Audience
from emerald.reminders.register import Source, add_source

MANAGERS = {PRACTICE_MANAGER.key: Audience.PRACTICE_MANAGER, SERVICE_MANAGER.key: Audience.SERVICE_MANAGER}


def people_of_cases(right=Right.SEE_CASE):
    """(case, person, audience) for everybody who holds `right` on a case and may be told of what is due on it.

    The current lead worker; the managers of the team, or those named on a restricted record; and as colleagues, who
    are told only when they cover for somebody, all others joined to it by name.
    """
    permission = permission_ids()[right]
    by_name = CaseUserObjectPermission.objects.filter(permission=permission)
    leads = by_name.filter(content_object__allocations__user=F("user"), content_object__allocations__part="lead",
                           content_object__allocations__ended_on=None)
    others = by_name.annotate(audience=as_audience("user__role"))
    teams = (CaseGroupObjectPermission.objects.filter(permission=permission, group__team_group__role__in=MANAGERS,
                                                        group__user__isnull=False)
             .annotate(audience=as_audience("group__team_group__role")))
    return leads.annotate(audience=Value(int(Audience.WORKER))).values_list("content_object", "user", "audience").union(
        others.values_list("content_object", "user", "audience"),
        teams.values_list("content_object", "group__user", "audience"), all=True)


def as_audience(role):
    return models.Case(*(When(**{role: key}, then=Value(int(audience))) for key, audience in MANAGERS.items()),
                       default=Value(int(Audience.COLLEAGUE)), output_field=models.IntegerField())


def closures_to_approve():
    """A closure somebody proposed is due for a decision on the day it was proposed."""
    return (Closure.objects.waiting().annotate(due_on=models.functions.TruncDate("proposed_at"))
            .values_list("pk", "case_id", "case__reference", "due_on"))


def restrictions_to_review():
    """On the latest episode: a restriction outlives the case it was made on."""
    later = Case.objects.filter(child=OuterRef("child"), episode__gt=OuterRef("child__cases__episode"))
    return (Restriction.objects.in_force().filter(~Exists(later), child__cases__isnull=False)
            .values_list("pk", "child__cases", "child__cases__reference", "review_on"))


add_source(Source("closure", "Closure to approve or return", due=closures_to_approve, people=people_of_cases,
                  page="case_closure", ladder=SERVICE_MANAGERS))
add_source(Source("restriction", "Review of who may open a restricted record", due=restrictions_to_review,
                  people=people_of_cases, page="case_restriction", ladder=SERVICE_MANAGERS))
