"""Advice to another professional about a child, who may or may not have a case here.

Counted apart: never direct work, never a child supported (DOMAIN.md section 1 "advisory", section 2.1 "Consultation";
the cabinet report [B1], paragraph 11.1). Who may see one, and why: decisions/0020-contacts.md.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from cases.models import Case
from cases.models.access.visible import VisibleCases
from cases.models.base.after_closing import by_closing, reads_on
from cases.models.chronology.entries import Kind
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.append_only import AppendOnly
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import end_of, now
from emerald.guards import NotYet, NotYours
from interventions.notes.models.addendum import Added
from interventions.notes.models.rules import CLOCKS_DIFFER_BY, why_moment_in_future


class Advice(models.TextChoices):
    """What was asked for. Wording is the team's own (REC)."""

    SIGNS = "signs", "Whether these are signs of exploitation"
    THRESHOLD = "threshold", "Whether and where to refer"
    SAFETY = "safety", "Keeping a child safe"
    TALKING = "talking", "How to talk with a child or family"
    LAW = "law", "Law, disruption and evidence"
    OTHER = "other", "Something else"


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: User) -> "ConsultationQuerySet":
        """Of a case: for those who read its direct work; what was recorded after the case closed, if they read the
        child's details today. Of no case: for who gave the advice and, of their own teams, for managers. Ended accounts
        see nothing."""
        if not user.is_authenticated or not user.may_enter():
            return self.none()
        free = Q(given_by=user)
        if user.has_site_right(SiteRight.READ_TEAM_ADVICE):
            free |= Q(team__in=user.teams.with_those_joined_into())
        tied = VisibleCases(user, Right.READ_SESSIONS).among(self.model.objects.exclude(case=None), case="case")
        today = VisibleCases(user, Right.READ_CHILD).among(tied, case="case")
        return self.filter(
            Q(free, case=None)
            | Q(pk__in=today.order_by().values("pk"))
            | Q(pk__in=_of_that_time(tied, user).order_by().values("pk"))
        )

    def readable_with(self, rights: frozenset[str], *, to: User) -> "ConsultationQuerySet":
        """Of one case, those that `to`, with `rights` on it, may read."""
        if Right.READ_SESSIONS not in rights:
            return self.none()
        return self if reads_on(rights) else _of_that_time(self, to)

    def given_within(self, since: date, until: date) -> "ConsultationQuerySet":
        """Given after the day `since` and by the end of the day `until` (Europe/London)."""
        return self.filter(given_at__date__gt=since, given_at__date__lte=until)

    def known_on(self, day: date | None) -> "ConsultationQuerySet":
        """Those recorded by the end of `day` (Europe/London); all of them for None."""
        return self.filter(recorded_at__lt=end_of(day)) if day else self

    def newest_first(self) -> "ConsultationQuerySet":
        return self.order_by("-given_at", "-pk")

    def with_people(self) -> "ConsultationQuerySet":
        return self.select_related("given_by", "team", "case")

    def of_key(self, pk: int) -> "Consultation | None":
        return self.with_people().filter(pk=pk).first()


def _of_that_time(advice: ConsultationQuerySet, reader: User) -> ConsultationQuerySet:
    """What was recorded before its case closed, and what `reader` gave themself."""
    return by_closing(advice, "recorded_at") | advice.filter(given_by=reader)


class Consultation(models.Model):
    """One piece of advice. Never changed: what is wrong or missing is added below (`add`)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, db_index=False, related_name="consultations")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    to_name = models.CharField(max_length=120)
    to_role = models.CharField(max_length=120, blank=True)
    to_agency = models.CharField(max_length=160)
    kind = models.CharField("what was asked for", max_length=10, choices=Advice)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    question = models.TextField()
    advice = models.TextField()
    follow_up = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-given_at", "-id"], name="consultation_newest_first"),
            models.Index(fields=["team", "-given_at", "-id"], name="consultation_of_team"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("given_at") - CLOCKS_DIFFER_BY), name="consultation_is_recorded_after_it"
            ),
            models.CheckConstraint(
                name="consultation_is_complete",
                condition=~Q(question="") & ~Q(advice="") & ~Q(to_name="") & ~Q(to_agency=""),
            ),
        ]
        triggers = [AppendOnly()]

    def __str__(self) -> str:
        return f"Consultation {self.given_at:%Y-%m-%d}"

    @classmethod
    def seen_by(cls, user: User) -> ConsultationQuerySet:
        """Those that `user` may see: where every page starts."""
        return cls.objects.visible_to(user)

    @classmethod
    @transaction.atomic
    def give(
        cls,
        *,
        by: User,
        team: Team,
        given_at: datetime,
        to_name: str,
        to_agency: str,
        kind: str,
        question: str,
        advice: str,
        case: Case | None = None,
        **more: Any,
    ) -> "Consultation":
        """Record advice that `by`, of `team`, gave at `given_at` (aware datetime). `case`: when the child has one that
        `by` reads. `more`: to_role, follow_up. Raises NotYours, NotYet."""
        if not by.has_site_right(SiteRight.ADVISE) or not by.teams.filter(pk=team.pk).exists():
            raise NotYours("Only caseworkers and managers record advice, for a team of their own.")
        if case is not None and not Case.objects.visible_to(by, Right.READ_SESSIONS).filter(pk=case.pk).exists():
            raise NotYet("No case of that reference is yours to read.")
        told = {
            "Say whom you advised.": to_name.strip(),
            "Say which agency they belong to.": to_agency.strip(),
            "Say what they asked.": question.strip(),
            "Say what you advised.": advice.strip(),
        }
        obstacles = [sentence for sentence, holds in told.items() if not holds]
        if obstacles := obstacles + why_moment_in_future(given_at, "Advice"):
            raise NotYet(*obstacles)
        given = cls.objects.create(
            given_by=by,
            team=team,
            given_at=given_at,
            to_name=to_name,
            to_agency=to_agency,
            kind=kind,
            question=question,
            advice=advice,
            case=case,
            **more,
        )
        if case is not None:
            case.chronicle(
                Kind.CONTACT,
                f"{by.name} advised another professional.",
                by=by,
                at=given_at,
                needs=Right.HEAR_OF_SESSIONS,
                page="consultation",
                consultation=given.pk,
            )
        return given

    @transaction.atomic
    def add(self, text: str, *, by: User) -> "ConsultationAddendum":
        """Add to it below. Only who gave the advice does, while they still see it. Raises NotYours, NotYet."""
        if by.pk != self.given_by_id or not type(self).objects.visible_to(by).filter(pk=self.pk).exists():
            raise NotYours("Only who gave this advice can add to it.")
        if not text.strip():
            raise NotYet("Enter what you want to add.")
        return self.addenda.create(text=text, written_by=by)


class ConsultationAddendum(Added):
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="addenda")

    class Meta:
        verbose_name_plural = "consultation addenda"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="consultation_addendum_says_something")]
        triggers = [AppendOnly()]
