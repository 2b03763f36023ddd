"""Finding notes of direct work by their words, among those one may read and no others.

What is searched is the database's own column `words` of a session (migration 0002) and of the part it shares with
others (0003), in English: "walked" finds "walking". Quotation
marks keep words together, a minus leaves out, `or` gives a choice; nothing typed is ever an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection
from django.db.models import BooleanField, TextField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from markupsafe import Markup, escape

from cases.models.staffing import caseworkers_near
from cases.models.visible import Seen
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from interventions.models.session import Session

PAGE = 25
ENGLISH = "websearch_to_tsquery('english', %s)"
# Round a word that was found, until the text has been escaped: two letters for private use that mean nothing.
START, STOP = "\ue000", "\ue001"
FOUND = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
SEARCHED = (("what_happened", 60_000), ("childs_words", 30_000), ("next_step", 400), ("next_step_outcome", 30_000))
# Of a session with several children the shared part comes first, for a child who was there.
SHARED = """CASE WHEN interventions_session.attendance = 'held' THEN left((SELECT shared.what_happened
    FROM interventions_sharedpart shared WHERE shared.id = interventions_session.group_id), 60000) ELSE '' END"""
TEXT = f"concat(E'\\n', {SHARED}, " + ", ".join(
    f"E'\\n', left(interventions_session.{name}, {most})" for name, most in SEARCHED) + ")"
SHORT = f"StartSel={START}, StopSel={STOP}, MaxWords=35, MinWords=15, MaxFragments=2, FragmentDelimiter=' … '"
# Long, and not on the page of what was found.
NOT_SHOWN = (*(name for name, _ in SEARCHED), "case__child__sounds", "case__child__beginnings")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, and what narrows them."""

    words: str
    worker: object = None
    work: str = ""
    since: object = None
    until: object = None


@dataclass(frozen=True)
class Found:
    """One page, newest first; `older` is the key the next one begins after, or None."""

    sessions: list
    older: int | None


def fold(text):
    """`text` as the column has it: without accents."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))


def says_something(words):
    """False for words so common that English searches leave them out, and for signs alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT numnode({ENGLISH})", [fold(words)])
        return cursor.fetchone()[0] > 0


def whose_notes(by):
    """Who can be chosen as the one who recorded: the caseworkers of one's teams, for whom a list of names tells nothing
    new; without a team, as for an auditor, who recorded something one may read."""
    if by.teams:
        return caseworkers_near(by).order_by("name", "pk")
    readable = Seen(by, Right.READ_SESSIONS).among(Session.objects.all(), case="case")
    return User.objects.filter(pk__in=readable.order_by().values("recorded_by")).order_by("name", "pk")


def find_notes(wanted, *, by, before=None):
    """Among all the notes `by` may read.

    Who has few cases is answered from those cases' notes alone: neither the answer nor its time depends on notes they
    cannot see. Who has many is answered through the index of words.
    """
    seen = Seen(by, Right.READ_SESSIONS)
    return _page(seen.among(Session.objects.all(), case="case"), wanted, before, by_index=not seen.few)


def find_notes_of(case, wanted, *, before=None):
    """Among the notes of one case, which the caller's door has opened."""
    return _page(case.sessions.all(), wanted, before, by_index=False)


def _page(readable, wanted, before, *, by_index):
    notes = _narrowed(readable.older_than(before), wanted).filter(_matches(wanted.words, by_index=by_index))
    # Two statements: in one, the database joins every note before it counts to 25. The second needs no condition of
    # access: its keys are those the first one found under it a moment ago.
    keys = list(notes.newest_first().values_list("pk", flat=True)[: PAGE + 1])
    shown = Session.objects.filter(pk__in=keys[:PAGE]).select_related("case__child", "recorded_by", "struck_out").defer(
        *NOT_SHOWN).annotate(extract=_extract(wanted.words)).newest_first()
    return Found(list(shown), keys[PAGE - 1] if len(keys) > PAGE else None)


def _narrowed(notes, wanted):
    if wanted.worker:
        notes = notes.filter(recorded_by=wanted.worker)
    if wanted.work:
        notes = notes.filter(work=wanted.work)
    if wanted.since:
        notes = notes.filter(held_at__gte=_midnight(wanted.since))
    if wanted.until:
        notes = notes.filter(held_at__lt=_midnight(wanted.until + timedelta(days=1)))
    return notes


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


OWN, GROUP = '"interventions_session"."words"', '"interventions_session"."group_id"'
# The words of a child's part together with those of the part shared with other children, if the child was there.
WITH_SHARED = f"""({OWN} || CASE
    WHEN {GROUP} IS NULL OR "interventions_session"."attendance" <> 'held' THEN ''::tsvector
    ELSE (SELECT shared.words FROM interventions_sharedpart shared WHERE shared.id = {GROUP}) END)"""


def _matches(words, *, by_index):
    """By the index: of words for who was alone, of groups for the few who were not. Without it, joined to something,
    the column is no longer the one the index is of: then the cases decide what is read."""
    if not by_index:
        return RawSQL(f"{WITH_SHARED} @@ {ENGLISH}", [fold(words)], output_field=BooleanField())
    return RawSQL(f"({GROUP} IS NULL AND {OWN} @@ {ENGLISH} OR {GROUP} IS NOT NULL AND {WITH_SHARED} @@ {ENGLISH})",
                  [fold(words)] * 2, output_field=BooleanField())


def _extract(words):
    """The sentences round the words, with marks that `highlighted` turns into a page's."""
    asked = dict.fromkeys([fold(words), words])
    return RawSQL(f"ts_headline('english', {TEXT}, {' || '.join([ENGLISH] * len(asked))}, %s)", [*asked, SHORT],
                  output_field=TextField())


def highlighted(extract):
    """An extract for a page: escaped first, then its marks become <mark>. A mark without its other half vanishes."""
    marked = FOUND.sub(r"<mark>\1</mark>", str(escape(extract)))
    return Markup(marked.replace(START, "").replace(STOP, ""))
