"""The questions one asks of cases, each by its name."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from cases.models.access.allocation import Allocation
from cases.models.access.restriction import Restriction
from cases.models.access.visible import visible
from cases.models.as_at import changes_known, lead_among, state_on
from cases.models.base.states import OPEN_STATES, State
from cases.models.base.working_days import WorkingDaysAfter
from cases.models.risk.assessment import RiskAssessment
from cases.models.teams.change import TeamMove, team_on
from cases.timescales import FIRST_ASSESSMENT_WORKING_DAYS
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right

# The current workers stand beside `allocations`, not in its place, where the former ones would be missing.
_WORKING = "working"
WITHOUT_LEAD = Q(state__in=OPEN_STATES, led=False)


def _workers() -> Any:
    return models.Prefetch("allocations", Allocation.objects.current().select_related("user"), to_attr=_WORKING)


def with_workers(cases: Sequence[Any]) -> None:
    """The current workers of cases from several lists that were asked `with_child`, in one query for all."""
    models.prefetch_related_objects(cases, _workers())


def with_proposals(cases: Sequence[Any]) -> None:
    """The proposals to close of these cases, with who made them, in one query."""
    models.prefetch_related_objects(cases, _proposals())


def _proposals() -> Any:
    return models.Prefetch("closures", apps.get_model("cases", "Closure").objects.select_related("proposed_by"))


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any, right: str = Right.SEE_CASE, *, short: bool = False) -> Self:
        """Those on which `user` holds `right`: the only way in. See `cases.models.access.visible`."""
        found: Self = visible(self, user, right, short=short)
        return found

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)

    def of_living_children(self) -> Self:
        """Whom there is something to be done with: what is due of others ended with the day on which they died."""
        return self.filter(child__died_on=None)

    def closed(self) -> Self:
        return self.filter(state=State.CLOSED)

    def at_risk(self) -> Self:
        return self.filter(state=State.AT_RISK)

    def victims(self) -> Self:
        return self.filter(state=State.VICTIM)

    def of_team(self, team: Team) -> Self:
        return self.filter(team=team)

    def worked_by(self, user: User) -> Self:
        """Cases in which `user` has a current part."""
        return self.filter(pk__in=Allocation.objects.current().filter(user=user).values("case"))

    def led_by(self, user: User) -> Self:
        """Cases whose current lead worker is `user`."""
        return self.filter(pk__in=Allocation.objects.current().leads().filter(user=user).values("case"))

    def unallocated(self) -> Self:
        """Open cases without a current lead worker: the queue."""
        return self.filter(WITHOUT_LEAD)

    def closing(self) -> Self:
        """Open cases whose closure waits for approval."""
        return self.filter(closures__outcome="waiting")

    def at_level(self, level: str) -> Self:
        """Those whose signed-off level of risk is `level`; "" for those without one."""
        return self.filter(risk_level=level)

    def first_assessment_due(self) -> Any:
        """Open cases without a level, each with `due_on` (a date): so many working days after it opened."""
        return (
            self.open()
            .of_living_children()
            .at_level("")
            .annotate(due_on=WorkingDaysAfter(F("opened_on"), FIRST_ASSESSMENT_WORKING_DAYS))
        )

    def assessments_waiting_for_sign_off(self) -> Any:
        """Cases with an assessment that a manager has to sign off or return, each with `due_on` (a date) and
        `assessment` (its key)."""
        waiting = RiskAssessment.objects.waiting().filter(case=OuterRef("pk"))
        return self.filter(pk__in=RiskAssessment.objects.waiting().values("case")).annotate(
            due_on=Subquery(waiting.values("due_on")[:1]), assessment=Subquery(waiting.values("pk")[:1])
        )

    def with_level_on(self, day: date) -> Any:
        """Each with `level_then`: the level of risk signed off by the end of `day` (a date, Europe/London), or None."""
        signed = RiskAssessment.objects.signed_off().filter(case=OuterRef("pk"), decided_at__date__lte=day)
        return self.annotate(level_then=Subquery(signed.order_by("-decided_at", "-pk").values("level")[:1]))

    def with_people(self) -> Any:
        """Ready for a list: child, team, current workers and whether it is restricted, at a constant cost."""
        restricted = Restriction.objects.in_force().filter(child=OuterRef("child"))
        with_child = self.select_related("child", "team").annotate(restricted_now=Exists(restricted))
        return with_child.prefetch_related(_workers())

    def with_child(self) -> Self:
        """Ready for a list that says nothing of teams, whose workers are asked for by `with_workers`."""
        return self.select_related("child")

    def with_closures(self) -> Any:
        """Ready for the list of closures: as `with_people`, with each case's proposals and who made them."""
        return self.with_people().with_proposals()

    def with_proposals(self) -> Any:
        return self.prefetch_related(_proposals())

    def with_assessment_waiting(self) -> Any:
        """Ready for the list of assessments to sign off: as `with_people`, with `due_on` and `waiting` (in a list)."""
        return (
            self.assessments_waiting_for_sign_off()
            .with_people()
            .prefetch_related(
                models.Prefetch("risk_assessments", RiskAssessment.objects.waiting().with_people(), to_attr="waiting")
            )
        )

    def newest_first(self) -> Self:
        return self.order_by("-opened_on", "-pk")

    def by_child(self) -> Self:
        """By the children's names, as one looks for a child in a list."""
        return self.order_by("child__family_name__in_order", "child__given_names__in_order", "pk")

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def beside(self, case: Any) -> Self:
        """The child's other cases that are with the same team as `case`, the first episode first."""
        return self.filter(child=case.child_id, team=case.team_id).exclude(pk=case.pk).order_by("episode")

    def moved_by(self, move: TeamMove) -> Self:
        """Those that went to another team by `move`."""
        return self.filter(team_changes__move=move)

    def among(self, cases: models.QuerySet[Any]) -> Self:
        """Those of these that are in `cases` too."""
        return self.filter(pk__in=cases.values("pk"))

    def as_known(self, known_on: date | None = None) -> Any:
        """Those of which anything was known at the end of `known_on` (a date, Europe/London; None: now), each with
        `closed_then` and `reason_then`: the day and the reason of its closing, as they were known."""
        if known_on is None:
            return self.annotate(closed_then=F("closed_on"), reason_then=F("closure_reason"))
        told = changes_known(known_on)
        closing = told.filter(to_state=State.CLOSED).order_by("-pk")
        return self.filter(Exists(told)).annotate(
            closed_then=Subquery(closing.values("effective_on")[:1]),
            reason_then=Coalesce(Subquery(closing.values("reason")[:1]), Value("")),
        )

    def as_at(self, day: date, known_on: date | None = None) -> Any:
        """The cases open on `day` (a date, Europe/London), each with `state_then`, `lead_then` (a user id or None) and
        `team_then` (a team id), and with what `as_known` says.

        Open on a day: opened on it or before, and not closed or closed after it (DOMAIN.md section 2.1). The status is
        what the history says took effect by the end of that day, whenever it was recorded; with `known_on`, by the end
        of that one.
        """
        there = self.as_known(known_on).filter(opened_on__lte=day)
        leads = Allocation.objects.on(day, known_on).leads()
        return there.filter(Q(closed_then=None) | Q(closed_then__gt=day)).annotate(
            state_then=state_on(day, known_on), lead_then=lead_among(leads), team_then=team_on(day, known_on)
        )

    def longest_unseen_first(self) -> Self:
        return self.order_by(F("last_seen_on").asc(nulls_first=True), "pk")
