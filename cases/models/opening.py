"""Opening a case: its reference, its first line of history, its first allocation. Reopening is a new episode."""

from datetime import date, timedelta
from typing import Any, Protocol

from django.apps import apps
from django.db import models
from django.utils import timezone

from cases.models.access.allocation import Part
from cases.models.access.locks import changes_rights
from cases.models.access.visible import rights_on
from cases.models.base.host import CaseHost
from cases.models.base.states import OPEN_STATES, State
from cases.models.children.child import Child
from cases.models.children.identifiers import NUMBERS
from cases.models.children.identity_match import IdentityMatch
from cases.models.children.search_criteria import SearchCriteria
from cases.models.chronology.entries import Kind
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right, SiteRight
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import why_in_future
from emerald.guards import NotYet, NotYours
from emerald.words import day_in_words

CHILDHOOD_ENDS_AT = 18  # DOMAIN.md section 1: anyone under 18
RE_REFERRAL_WITHIN_DAYS = 365  # DOMAIN.md section 2.1: flagged when reopened within 12 months


class CaseNumber(models.Model):
    """The last number given in a year. The row is locked while a case is opened, so that no number is given twice."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def next_reference(cls, year: int) -> str:
        CaseNumber.objects.bulk_create([CaseNumber(year=year)], ignore_conflicts=True)
        row = cls.objects.select_for_update().get(year=year)
        row.last += 1
        row.save(update_fields=["last"])
        return f"EM-{year}-{row.last:04d}"


@acting_as_emerald("open a case")
@changes_rights
def open_case(
    child: Child,
    *,
    team: Team,
    by: User,
    status: str,
    rationale: str,
    lead: User | None = None,
    opened_on: date | None = None,
    section_47: bool | None = None,
    section_47_reason: str = "",
    asked: str = "",
) -> Any:
    """Open a case for `child` (saved or not) in `team`. Returns the Case.

    `status` is at risk or victim; a victim needs `lead` and an answer about a section 47 enquiry. `opened_on`: a date,
    default today. `asked`: who said that this is another child than the one on a record `by` cannot open; without it a
    new child who is almost certainly on such a record is refused. Raises NotYours without the right to open cases in
    that team, or of a child who is known already the right to reopen; NotYet with the sentences otherwise.
    """
    if not by.has_site_right(SiteRight.OPEN_CASES) or not by.memberships.filter(team=team).exists():
        raise NotYours(f"You cannot open a case in {team.name}. Ask one of its managers.")
    child, opened_on = _held(child), opened_on or timezone.localdate()
    if not may_open_again(child, by):
        raise NotYours("This child is known already. A manager of the team that knows them reopens the case.")
    obstacles = why_not_open(child, status=status, lead=lead, opened_on=opened_on, section_47=section_47)
    same = IdentityMatch(SearchCriteria.of(child), by=by) if not child.pk else None
    if same and not asked and same.hidden:
        obstacles.append(same.sentence)
    if obstacles:
        raise NotYet(*obstacles)
    if same:
        unseen = same.unseen  # before there is this record itself to be found
        child.listen()
        child.save_with_numbers(by=by, was=dict.fromkeys(NUMBERS, ""))
    case = _write(child, team=team, status=status, opened_on=opened_on)
    case.state_changes.create(
        step="open",
        from_state="",
        to_state=status,
        effective_on=opened_on,
        by=by,
        version=1,
        rationale=rationale + (f"\n\nAsked first whether the child is known already: {asked}" if asked else ""),
        section_47=section_47,
        section_47_reason=section_47_reason,
    )
    told = f"Case opened: {State(status).label.lower()}." + (
        " It was asked first whether the child is known already." if asked else ""
    )
    case.chronicle(Kind.STATUS, told, by=by, on=opened_on, page="case_status", reference=case.reference)
    if same:  # managers of the other record hear of it, of a restricted one those named; who opened this case does not
        apps.get_model("cases", "Likeness").notice(child, {(other, "name") for other in unseen}, by=by)
    case.begin_reviews()
    case.begin_restricted(by=by, lead=lead)
    case.sync_rights()
    if lead:
        case.allocate(lead, part=Part.LEAD, by=by, on=opened_on)
    return case


def may_open_again(child: Child, by: User) -> bool:
    """Whether `by` may open an episode for this child: a team that takes in a child opens all that is known of them."""
    latest = child.cases.order_by("-episode").first() if child.pk else None
    return latest is None or Right.REOPEN in rights_on(latest, by)


def _held(child: Child) -> Child:
    """The child, locked when known before, so that two episodes cannot open at the same moment."""
    if child.pk:
        type(child).lock_rows([child.pk])
    return child


def why_not_open(
    child: Child, *, status: str, lead: User | None, opened_on: date, section_47: bool | None
) -> list[str]:
    """The sentences that stand in the way of opening."""
    sentences = []
    if child.pk and child.cases.filter(state__in=OPEN_STATES).exists():
        sentences.append("This child has an open case already.")
    if status not in OPEN_STATES:
        sentences.append("A case opens as at risk or as victim.")
    if status == State.VICTIM and lead is None:
        sentences.append("Allocate a lead worker: a victim always has a current allocated worker.")
    if status == State.VICTIM and section_47 is None:
        sentences.append("Say whether a section 47 enquiry was considered.")
    sentences += why_in_future(opened_on, "The opening date")
    if child.died_on and child.died_on < opened_on:
        sentences.append(f"The child died on {day_in_words(child.died_on)}, before the opening date.")
    if not child.was_born_by(opened_on):
        sentences.append("The opening date is before the child was born.")
    elif child.age_on(opened_on) >= CHILDHOOD_ENDS_AT:
        sentences.append("The child was 18 or older on the opening date. Emerald is for children under 18.")
    return sentences


def _write(child: Child, *, team: Team, status: str, opened_on: date) -> Any:
    model = apps.get_model("cases", "Case")
    episodes = child.cases.count()
    return model.objects.create(
        reference=CaseNumber.next_reference(opened_on.year),
        child=child,
        episode=episodes + 1,
        team=team,
        state=status,
        opened_on=opened_on,
    )


class ReopenedHost(CaseHost, Protocol):
    """What this trait needs of the case, and what it has of its own."""

    episode: Any

    @property
    def previous_episode(self) -> Any: ...
    def why_not_reopen(self) -> list[str]: ...


class Reopened(models.Model):
    """The trait of a case that a later episode can follow it."""

    class Meta:
        abstract = True

    @acting_as_emerald("open a case")
    def why_not_reopen(self: ReopenedHost) -> list[str]:
        if self.is_open:
            return ["This case is open."]
        if self.child.cases.filter(state__in=OPEN_STATES).exists():
            return ["This child has an open case already."]
        return []

    @changes_rights
    def reopen(
        self: ReopenedHost,
        *,
        by: User,
        status: str,
        rationale: str,
        lead: User | None = None,
        opened_on: date | None = None,
        section_47: bool | None = None,
        section_47_reason: str = "",
    ) -> Any:
        """Start the next episode; this one stays as it is. Raises as `open_case`, and NotYours without the right."""
        self.begin_change(by=by, right=Right.REOPEN)
        obstacles = self.why_not_reopen()
        if obstacles:
            raise NotYet(*obstacles)
        opened_on = opened_on or timezone.localdate()
        if opened_on < self.closed_on:
            raise NotYet(f"The new episode cannot begin before {day_in_words(self.closed_on)}, when this one closed.")
        again = open_case(
            self.child,
            team=self.team,
            by=by,
            status=status,
            rationale=rationale,
            lead=lead,
            opened_on=opened_on,
            section_47=section_47,
            section_47_reason=section_47_reason,
        )
        self.chronicle(Kind.STATUS, f"Reopened as {again.reference}.", by=by, page="case", reference=again.reference)
        return again

    @property
    @acting_as_emerald("open a case")
    def previous_episode(self: ReopenedHost) -> Any:
        return self.child.cases.filter(episode__lt=self.episode).order_by("-episode").first()

    @property
    def is_re_referral(self: ReopenedHost) -> bool:
        """Opened within 12 months of the end of the episode before."""
        before = self.previous_episode
        return bool(
            before and before.closed_on and self.opened_on - before.closed_on <= timedelta(days=RE_REFERRAL_WITHIN_DAYS)
        )
