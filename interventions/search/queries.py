"""Finding notes, of direct work and of other contacts, by their words, among those one may read and no others.

What is searched is the database's own column `words` of a session, of a contact and of the part a session shares with
others (`interventions.search.words`), in English: "walked" finds "walking". Quotation marks keep words together, a
minus leaves out, `or` gives a choice; nothing typed is ever an error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models import Case
from cases.models.access.staffing import caseworkers_near
from cases.models.access.visible import VisibleCases
from cases.models.children.snapshot import as_known_to
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from interventions.contacts.models.contact import Contact
from interventions.search.words import SEARCHED, extract, matching
from interventions.sessions.models.session import Session

PAGE = 25
KINDS = {model.page: model for model in SEARCHED}
# What the page of what was found shows: reading and making less is most of what a quick search costs.
SHOWN = {
    Session: (
        "held_at",
        "attendance",
        "cancelled_by",
        "place",
        "work",
        "child_seen_alone",
        "group",
        "struck_out__session",
    ),
    Contact: ("happened_at", "kind", "with_whom", "direction", "struck_out__contact"),
}
SHOWN_OF_BOTH = (
    "case__reference",
    "case__state",
    "case__child_then",
    "case__child__given_names",
    "case__child__family_name",
    "case__child__preferred_name",
    "recorded_by__name",
)
Key = tuple[datetime, str, int]  # (moment, kind, key)
KEY = re.compile(r"(session|contact)-([0-9]{1,18})")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, and what narrows them. A type of work leaves out contacts, which have none."""

    words: str
    worker: User | None = None
    work: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Found:
    """One page of sessions and contacts, newest first; `older` is the key the next one begins after, or ""."""

    notes: list[Any]  # sessions and contacts, each with its `extract`
    older: str


def whose_notes(by: User) -> QuerySet[User]:
    """Who can be chosen as the one who recorded: the caseworkers of one's teams, for whom a list of names tells nothing
    new; without a team, as for an auditor, who recorded something one may read, be it a session or a contact."""
    if by.teams:
        return caseworkers_near(by).order_by("name__in_order", "pk")
    recorded = Q()
    for notes in _readable(VisibleCases(by, Right.READ_SESSIONS)):
        recorded |= Q(pk__in=notes.order_by().values("recorded_by"))
    return User.objects.filter(recorded).order_by("name__in_order", "pk")


def find_notes(wanted: Wanted, *, by: User, before: str = "") -> Found:
    """Among all the notes `by` may read. `before`: the `older` of the page before, or nonsense.

    Who has few cases is answered from those cases' notes alone: neither the answer nor its time depends on notes they
    cannot see. Who has many is answered through the index of words.
    """
    seen = VisibleCases(by, Right.READ_SESSIONS)
    found = _page(_readable(seen), wanted, before, by_index=not seen.are_few)
    as_known_to(by, [one.case for one in found.notes])
    return found


def _readable(seen: VisibleCases) -> list[Any]:
    return [seen.among(model.objects.all(), case="case") for model in KINDS.values()]


def find_notes_of(case: Case, wanted: Wanted, *, before: str = "") -> Found:
    """Among the notes of one case, which the caller's door has opened."""
    return _page([case.sessions.all(), case.contacts.all()], wanted, before, by_index=False)


def _page(readable: list[Any], wanted: Wanted, before: str, *, by_index: bool) -> Found:
    """First which, of both kinds in one order, then what of them."""
    start = _start(readable, before)
    keys = sorted((key for notes in readable for key in _keys(notes, wanted, start, by_index)), reverse=True)
    shown = {key: note for notes in readable for key, note in _shown(notes, keys[:PAGE], wanted.words)}
    # A note that was moved between the two questions is not theirs to read any more.
    notes = [shown[key[1:]] for key in keys[:PAGE] if key[1:] in shown]
    return Found(notes, f"{keys[PAGE - 1][1]}-{keys[PAGE - 1][2]}" if len(keys) > PAGE else "")


def _start(readable: list[Any], before: str) -> Key | None:
    """(moment, kind, key) of the note called `before`, or None when there is none here."""
    if not (found := KEY.fullmatch(before)):
        return None
    kind, key = found[1], int(found[2])
    notes = next(notes for notes in readable if notes.model.page == kind)
    moment = notes.filter(pk=key).values_list(notes.at, flat=True).first()
    return (moment, kind, key) if moment else None


def _keys(notes: Any, wanted: Wanted, start: Key | None, by_index: bool) -> list[Key]:
    """(moment, kind, key) of the first PAGE + 1 after `start`; of one moment sessions come first."""
    kind, narrowed = notes.model.page, _narrowed(notes, wanted)
    if start:
        moment, of_kind, key = start
        earlier = Q(**{f"{notes.at}__lt": moment})
        if kind == of_kind:
            earlier |= Q(**{notes.at: moment, "pk__lt": key})
        elif kind < of_kind:
            earlier |= Q(**{notes.at: moment})
        narrowed = narrowed.filter(earlier)
    if wanted.work and notes.model is not Session:
        return []
    found = narrowed.filter(matching(notes.model, wanted.words, by_index=by_index)).newest_first()
    return [(moment, kind, key) for key, moment in found.values_list("pk", notes.at)[: PAGE + 1]]


def _shown(notes: Any, keys: list[Key], words: str) -> Iterator[tuple[tuple[str, int], Any]]:
    """((kind, key), note) for those keys that are of this kind, each with its extract and what a page of what was
    found shows of it (SHOWN)."""
    model, mine = notes.model, [key for _, of_kind, key in keys if of_kind == notes.model.page]
    if not mine:
        return
    found = notes.filter(pk__in=mine).order_by().annotate(extract=extract(model, words))
    for note in found.select_related("case__child", "recorded_by", "struck_out").only(*SHOWN[model], *SHOWN_OF_BOTH):
        yield (model.page, note.pk), note


def _narrowed(notes: Any, wanted: Wanted) -> Any:
    if wanted.worker:
        notes = notes.filter(recorded_by=wanted.worker)
    if wanted.work and notes.model is Session:
        notes = notes.filter(work=wanted.work)
    if wanted.since:
        notes = notes.filter(**{f"{notes.at}__gte": _midnight(wanted.since)})
    if wanted.until:
        notes = notes.filter(**{f"{notes.at}__lt": _midnight(wanted.until + timedelta(days=1))})
    return notes


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
