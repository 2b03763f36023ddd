"""The questions of the risk assessment, as data the team keeps itself (DOMAIN.md section 2.3: our own set).

An indicator is never edited: changing its wording retires it and puts a new one in its place, so that an old assessment
always shows the words that were asked.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Self, TypeVar

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Locking
from emerald.words import day_in_words


class Domain(models.TextChoices):
    """The parts of a child's life that are looked at, in the order in which they are asked (DOMAIN.md section 2.3)."""

    MISSING = "missing", "Missing and education"
    HEALTH = "health", "Health"
    RELATIONSHIPS = "relationships", "Relationships"
    ONLINE = "online", "Online"
    MATERIAL = "material", "Gifts, money and lifts"
    PLACES = "places", "Places"
    VULNERABILITY = "vulnerability", "What makes a child easier to exploit"
    PROTECTIVE = "protective", "What protects the child"


class Weight(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


IN_ORDER = models.Case(*(models.When(domain=domain, then=place) for place, domain in enumerate(Domain.values)))


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def in_force(self) -> Self:
        """Those that are asked now."""
        return self.filter(active_to=None)

    def retired(self) -> Self:
        return self.exclude(active_to=None).order_by("-active_to", "-pk")

    def as_asked(self) -> Self:
        """In the order of the form."""
        return self.order_by(IN_ORDER, "place", "pk")

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def of_key(self, pk: int) -> "Indicator | None":
        """The one with this key among these, or None."""
        return self.select_related("replaces").filter(pk=pk).first()


@track_history()
class Indicator(Locking):
    """One question. In force from `active_from` until it is retired on `active_to` (dates, Europe/London)."""

    domain = models.CharField(max_length=20, choices=Domain)
    wording = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    weight = models.CharField(max_length=6, choices=Weight)
    place = models.PositiveSmallIntegerField(default=0)
    active_from = models.DateField(default=timezone.localdate)
    active_to = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacement")
    # Empty for the set the house came with.
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=now)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    because = models.CharField("why it was retired", max_length=300, blank=True)

    right_to_change = SiteRight.SET_INDICATORS

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["domain", "place"], condition=Q(active_to=None), name="indicator_in_force")]
        constraints = [
            models.CheckConstraint(condition=~Q(wording=""), name="indicator_has_words"),
            models.CheckConstraint(
                condition=Q(active_to=None, retired_by=None, because="")
                | (Q(active_to__gte=F("active_from"), retired_by__isnull=False) & ~Q(because="")),
                name="indicator_retired_has_who_and_why",
            ),
            models.UniqueConstraint(fields=["wording"], condition=Q(active_to=None), name="indicator_is_asked_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="never_edited",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF TG_OP = 'DELETE' OR OLD.active_to IS NOT NULL
                       OR to_jsonb(NEW) - ARRAY['active_to', 'retired_by_id', 'because']
                          <> to_jsonb(OLD) - ARRAY['active_to', 'retired_by_id', 'because'] THEN
                        RAISE EXCEPTION 'an indicator is never edited: it is retired and another put in its place'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def is_protective(self) -> bool:
        """Whether a yes makes the child safer."""
        return self.domain == Domain.PROTECTIVE

    @property
    def is_in_force(self) -> bool:
        return self.active_to is None

    def gives(self, right: SiteRight, *, to: User) -> bool:
        return to.has_site_right(right)

    def not_given(self, right: Right, *, to: User) -> str:
        return "You cannot change the questions of the risk assessment. Ask a manager."

    def why_not_any_more(self) -> list[str]:
        return [] if self.is_in_force else [f"This was retired already, on {day_in_words(self.active_to)}."]

    @classmethod
    @transaction.atomic
    def add(cls, *, by: User, domain: str, wording: str, weight: int, hint: str = "") -> "Indicator":
        """Ask something new from now on. Raises NotYours, NotYet."""
        cls().ask_right(by=by)
        if obstacles := why_not_word(wording):
            raise NotYet(*obstacles)
        last = cls.objects.filter(domain=domain).aggregate(last=models.Max("place"))["last"] or 0
        return cls.objects.create(
            domain=domain, wording=wording, hint=hint, weight=weight, place=last + 10, written_by=by
        )

    @transaction.atomic
    def retire(self, *, by: User, because: str) -> None:
        """Ask this no more. What was answered stays on every assessment. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        if not because.strip():
            raise NotYet("Say why it is no longer asked.")
        self.active_to, self.retired_by, self.because = timezone.localdate(), by, because
        self.save(update_fields=["active_to", "retired_by", "because"])

    @transaction.atomic
    def reword(self, *, by: User, because: str, wording: str, weight: int, hint: str = "") -> "Indicator":
        """Retire this one and ask the new words in its place. Raises NotYours, NotYet. Returns the new Indicator."""
        self.retire(by=by, because=because)
        if obstacles := why_not_word(wording):
            raise NotYet(*obstacles)
        return type(self).objects.create(
            domain=self.domain,
            wording=wording,
            hint=hint,
            weight=weight,
            place=self.place,
            replaces=self,
            written_by=by,
        )


def why_not_word(wording: str) -> list[str]:
    if Indicator.objects.in_force().filter(wording=wording).exists():
        return ["This is asked already, in the same words."]
    return []


Thing = TypeVar("Thing")


def by_domain(
    things: Iterable[Thing], *, domain: Callable[[Any], str] = lambda one: one.domain
) -> list[tuple[Domain, list[Thing]]]:
    """[(Domain, its things)] in the order of the form, without the empty ones."""
    things = list(things)
    found = [(one, [thing for thing in things if domain(thing) == one]) for one in Domain]
    return [(one, its) for one, its in found if its]


def indicator_set() -> dict[str, Any]:
    """What is asked now, by part of the child's life, and what was asked before."""
    return {
        "sections": by_domain(Indicator.objects.in_force().as_asked()),
        "retired": Indicator.objects.retired().select_related("replacement", "retired_by"),
    }


def open_indicator(key: int) -> "Indicator | None":
    """The indicator with this key, or None. It shows no child, so it has no door."""
    return Indicator.objects.of_key(key)
