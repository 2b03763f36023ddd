"""A case: one episode of support for one child."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cases.models.access.allocated import AllocatedHost
from cases.models.access.led import LED_TRIGGERS
from cases.models.access.reading_end import EndsReadingHost
from cases.models.access.restricted import RestrictableHost
from cases.models.access.trait import WithAccess
from cases.models.base.host import CaseHost
from cases.models.base.states import OPEN_STATES
from cases.models.children.child import Child
from cases.models.children.snapshot import CHILD_THEN_CONSTRAINTS, CHILD_THEN_TRIGGERS, KeepsChildThen
from cases.models.chronology.trait import WithChronology
from cases.models.episode import Episode
from cases.models.lifecycle import LIFECYCLE_CONSTRAINTS, LIFECYCLE_TRIGGERS
from cases.models.planning.trait import WithPlanning
from cases.models.queries import WITHOUT_LEAD, CaseQuerySet
from cases.models.risk.level import LEVEL_TRIGGERS, AtALevel
from cases.models.teams.change import TEAM_TRIGGERS
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now


@track_history(exclude=["led", "opened_in"])  # said by the allocations and by the lines of its teams, which are kept
class Case(Episode, WithAccess, AtALevel, WithPlanning, WithChronology, KeepsChildThen):  # type: ignore[misc]  # two of them refresh
    rights: frozenset[str]  # those of the reader, put there by the door

    reference = models.CharField(max_length=16, unique=True, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, db_index=False, related_name="cases")
    episode = models.PositiveSmallIntegerField(default=1, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, db_index=False, related_name="cases")
    # The team it was opened in, where another has it or had it since; None where it was with `team` all the time.
    # Copied from `team` by the database alone, so that the table need not be held for a key of its own.
    opened_in = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    # Pushed here by direct work, so that a list of cases never has to reach out for it.
    last_seen_on = models.DateField(null=True, blank=True, editable=False)
    # Whether somebody is its lead worker today: kept by the database, so that the queue of those without has an index.
    led = models.BooleanField(db_default=False, editable=False)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = Right.choices  # type: ignore[assignment]  # the stubs want its texts lazy
        indexes = [
            models.Index(fields=["-opened_on", "-id"], name="case_newest_first"),
            models.Index(fields=["team", "-opened_on", "-id"], name="case_of_team"),
            models.Index(fields=["risk_level", "-opened_on", "-id"], name="case_of_level"),
            models.Index(fields=["-opened_on", "-id"], condition=WITHOUT_LEAD, name="case_without_lead"),
            models.Index(
                F("last_seen_on").asc(nulls_first=True),
                F("id"),
                condition=Q(state__in=OPEN_STATES),
                name="case_longest_unseen",
            ),
        ]
        constraints = [*LIFECYCLE_CONSTRAINTS, *CHILD_THEN_CONSTRAINTS]
        triggers = [*LIFECYCLE_TRIGGERS, *LEVEL_TRIGGERS, *LED_TRIGGERS, *CHILD_THEN_TRIGGERS, *TEAM_TRIGGERS]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.reference])

    def child_was_seen(self, on: date) -> None:
        """Note that a worker saw the child on this day; an earlier day than the one noted changes nothing."""
        newer = type(self).objects.filter(pk=self.pk).exclude(last_seen_on__gte=on)
        if newer.update(last_seen_on=on):
            self.last_seen_on = on

    def child_was_last_seen(self, on: date | None) -> None:
        """Note this day, or None, whatever was noted before: for when a visit turns out not to have been one, or not to
        have been of this child."""
        type(self).objects.filter(pk=self.pk).update(last_seen_on=on)
        self.last_seen_on = on

    def whom_to_ask(self) -> str:
        """The sentence that ends every refusal: the team's practice managers by name."""
        names = (
            User.objects.may_enter()
            .filter(role="practice_manager", memberships__team=self.team)
            .values_list("name", flat=True)
        )
        return f"Ask {' or '.join(names)}, practice manager." if names else "Ask a service manager."

    def what_changed_since(self, version: int) -> str:
        """One sentence for the person whose page was overtaken."""
        change = self.state_changes.filter(version__gt=version).select_related("by").first()
        if change is None:
            return super().what_changed_since(version)
        return (
            f"While your page was open, {change.by.name} changed the status to "
            f"{change.get_to_state_display().lower()}. Nothing was saved; what you typed is still here."
        )


if TYPE_CHECKING:
    every_case_is_one: CaseHost = Case()
    its_traits_need: tuple[AllocatedHost, RestrictableHost, EndsReadingHost] = (Case(), Case(), Case())
