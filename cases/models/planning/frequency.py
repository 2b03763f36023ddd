"""How often a case is reviewed, a child seen and a worker supervised, by status and level of risk.

The team sets these itself, on a page and without code: no rule of law names them (DOMAIN.md section 2.4, LOCAL). What
is not set by anybody is the recommendation of that section, in `cases/timescales.py`.
"""

from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.utils import timezone

from cases.models.base.host import CaseHost
from cases.models.base.states import OPEN_STATES, State
from cases.models.risk.level import RiskLevel
from cases.timescales import LONGEST_FREQUENCY, RECOMMENDED
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Versioned

NOT_ASSESSED = ""
LEVELS = [(NOT_ASSESSED, "Not assessed yet"), *reversed(RiskLevel.choices)]


class CaseAtALevel(CaseHost, Protocol):
    risk_level: Any


class FrequencyQuerySet(models.QuerySet["Frequency"]):
    def in_order(self) -> list["Frequency"]:
        """Victim first, the highest level first."""
        place = {level: number for number, (level, _) in enumerate(LEVELS)}
        return sorted(
            self.select_related("changed_by"),
            key=lambda one: (one.state != State.VICTIM, place[one.level] or len(place)),
        )

    def of_case(self, case: CaseAtALevel) -> "Frequency":
        """The one for this case as it stands."""
        return self.get(state=case.state, level=case.risk_level)

    def for_cases(self, path: str = "case") -> Self:
        """The one row for the case that an outer query names by `path`; empty when it asks for cases themselves."""
        of_case = f"{path}__" if path else ""
        return self.filter(state=models.OuterRef(f"{of_case}state"), level=models.OuterRef(f"{of_case}risk_level"))

    def of_key(self, pk: int) -> "Frequency | None":
        return self.filter(pk=pk).first()


@track_history()
class Frequency(Versioned):
    """All three in calendar days. There is a row for each open status and level, made with the table itself."""

    state = models.CharField("status", max_length=10, choices=[(one.value, one.label) for one in OPEN_STATES])
    level = models.CharField("level of risk", max_length=10, choices=LEVELS, blank=True)
    review_days = models.PositiveSmallIntegerField()
    seen_days = models.PositiveSmallIntegerField()
    supervision_days = models.PositiveSmallIntegerField()
    because = models.TextField("why", blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    right_to_change = SiteRight.SET_FREQUENCIES
    called_here, save_again = "this", ""

    objects = FrequencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "frequencies"
        constraints = [
            models.UniqueConstraint(fields=["state", "level"], name="one_frequency_of_each"),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{name}__range": (1, LONGEST_FREQUENCY)}), name=f"frequency_{name}_is_possible"
                )
                for name in ("review_days", "seen_days", "supervision_days")
            ],
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.get_level_display().lower()}"

    @classmethod
    def start(cls) -> None:
        """Make the rows that are not there yet, as recommended. Never changes one that is."""
        Frequency.objects.bulk_create(
            [Frequency(state=state, level=level, **RECOMMENDED[level]) for state in OPEN_STATES for level, _ in LEVELS],
            ignore_conflicts=True,
        )

    def gives(self, right: SiteRight, *, to: User) -> bool:
        return to.has_site_right(right)

    def not_given(self, right: Right, *, to: User) -> str:
        return "Only a service manager sets how often cases are reviewed."

    @transaction.atomic
    def change(self, *, by: User, because: str, version: int | None = None, **days: Any) -> Self:
        """Set the days from now on, for every open case of this status and level.

        Raises NotYours, NotYet (a number of days that cannot be), ChangedMeanwhile.
        """
        self.begin_change(by=by, version=version)
        if obstacles := why_not_days(because=because, **days):
            raise NotYet(*obstacles)
        for name, number in days.items():
            setattr(self, name, number)
        self.because, self.changed_by, self.changed_at = because, by, timezone.now()
        self.save_next_version()
        return self


def why_not_days(*, because: str, **days: Any) -> list[str]:
    sentences = [
        f"A number of days lies between 1 and {LONGEST_FREQUENCY}; {number} does not."
        for number in days.values()
        if not 1 <= number <= LONGEST_FREQUENCY
    ]
    return sentences + ([] if because.strip() else ["Say why this changes."])


def every_frequency() -> list["Frequency"]:
    return Frequency.objects.in_order()


def frequency_of_key(pk: int) -> "Frequency | None":
    return Frequency.objects.of_key(pk)


class DaysLater(Func):
    """A date and a number of days, as the date so many calendar days later."""

    template = "(%(expressions)s)"
    arg_joiner = " + "
    output_field = models.DateField()


def days_after(day: str | Combinable, which: str, path: str = "case") -> "DaysLater":
    """For an annotation: the day `which` (a field of Frequency) after the expression `day`, by the case's frequency."""
    number = models.Subquery(Frequency.objects.for_cases(path).values(which)[:1], output_field=models.IntegerField())
    return DaysLater(F(day) if isinstance(day, str) else day, number)
