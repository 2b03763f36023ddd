"""Finding notes, of direct work and of other contacts, by their words, among those one may read and no others.

What is searched is the database's own column `words` (migrations 0002 and 0004), in English: "walked" finds "walking".
Quotation marks keep words together, a minus leaves out, `or` gives a choice; nothing typed is ever an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import connection
from django.db.models import BooleanField, F, Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat, Left
from django.utils import timezone
from markupsafe import Markup, escape

from cases.models.visible import Seen
from emerald.accounts.permissions import Right
from interventions.models.contact import Contact
from interventions.models.session import Session

PAGE = 25
ENGLISH = "websearch_to_tsquery('english', %s)"
# Round a word that was found, until the text has been escaped: two letters for private use that mean nothing.
START, STOP = "\ue000", "\ue001"
FOUND = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
SEARCHED = {
    Session: (("what_happened", 60_000), ("childs_words", 30_000), ("next_step", 400), ("next_step_outcome", 30_000)),
    Contact: (("what_was_said", 60_000), ("childs_words", 30_000), ("decisions", 30_000), ("with_name", 200),
              ("agency", 160), ("present", 1000), ("next_step", 400), ("next_step_outcome", 30_000)),
}
KINDS = {model.page: model for model in SEARCHED}
KEY = re.compile(r"(session|contact)-([0-9]{1,18})")


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, and what narrows them. A type of work leaves out contacts, which have none."""

    words: str
    worker: object = None
    work: str = ""
    since: object = None
    until: object = None


@dataclass(frozen=True)
class Found:
    """One page of sessions and contacts, newest first; `older` is the key the next one begins after, or ""."""

    notes: list
    older: str


def fold(text):
    """`text` as the column has it: without accents."""
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))


def says_something(words):
    """False for words so common that English searches leave them out, and for signs alone."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT numnode({ENGLISH})", [fold(words)])
        return cursor.fetchone()[0] > 0


def find_notes(wanted, *, by, before=""):
    """Among all the notes `by` may read. `before`: the `older` of the page before, or nonsense.

    Who has few cases is answered from those cases' notes alone: neither the answer nor its time depends on notes they
    cannot see. Who has many is answered through the index of words.
    """
    seen = Seen(by, Right.READ_SESSIONS)
    return _page([seen.among(model.objects.all(), case="case") for model in KINDS.values()], wanted, before,
                 by_index=not seen.few)


def find_notes_of(case, wanted, *, before=""):
    """Among the notes of one case, which the caller's door has opened."""
    return _page([case.sessions.all(), case.contacts.all()], wanted, before, by_index=False)


def _page(readable, wanted, before, *, by_index):
    """First which, of both kinds in one order, then what of them."""
    start = _start(readable, before)
    keys = sorted((key for notes in readable for key in _keys(notes, wanted, start, by_index)), reverse=True)
    shown = {key: note for notes in readable for key, note in _shown(notes, keys[:PAGE], wanted.words)}
    # A note that was moved between the two questions is not theirs to read any more.
    notes = [shown[key[1:]] for key in keys[:PAGE] if key[1:] in shown]
    return Found(notes, f"{keys[PAGE - 1][1]}-{keys[PAGE - 1][2]}" if len(keys) > PAGE else "")


def _start(readable, before):
    """(moment, kind, key) of the note called `before`, or None when there is none here."""
    if not (found := KEY.fullmatch(before)):
        return None
    kind, key = found[1], int(found[2])
    notes = next(notes for notes in readable if notes.model.page == kind)
    moment = notes.filter(pk=key).values_list(notes.at, flat=True).first()
    return (moment, kind, key) if moment else None


def _keys(notes, wanted, start, by_index):
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
    matching = narrowed.filter(_matches(notes.model, wanted.words, by_index=by_index)).newest_first()
    return [(moment, kind, key) for key, moment in matching.values_list("pk", notes.at)[: PAGE + 1]]


def _shown(notes, keys, words):
    """((kind, key), note) for those keys that are of this kind, each with its extract."""
    kind, texts = notes.model.page, SEARCHED[notes.model]
    mine = [key for _, of_kind, key in keys if of_kind == kind]
    if not mine:
        return
    for note in notes.filter(pk__in=mine).select_related("case__child", "recorded_by").defer(
            *(name for name, _ in texts)).annotate(extract=_extract(texts, words)):
        yield (kind, note.pk), note


def _narrowed(notes, wanted):
    if wanted.worker:
        notes = notes.filter(recorded_by=wanted.worker)
    if wanted.work and notes.model is Session:
        notes = notes.filter(work=wanted.work)
    if wanted.since:
        notes = notes.filter(**{f"{notes.at}__gte": _midnight(wanted.since)})
    if wanted.until:
        notes = notes.filter(**{f"{notes.at}__lt": _midnight(wanted.until + timedelta(days=1))})
    return notes


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _matches(model, words, *, by_index):
    """Joined to nothing, the column is no longer the one the index is of: then the cases decide what is read."""
    column = f'"{model._meta.db_table}"."words"' + ("" if by_index else " || ''::tsvector")
    return RawSQL(f"({column}) @@ {ENGLISH}", [fold(words)], output_field=BooleanField())


def _extract(texts, words):
    """The sentences round the words, with marks that `highlighted` turns into a page's."""
    query = SearchQuery(fold(words), config="english", search_type="websearch")
    if fold(words) != words:
        query |= SearchQuery(words, config="english", search_type="websearch")
    parts = [part for name, most in texts for part in (Value("\n"), Left(F(name), most))]
    return SearchHeadline(Concat(*parts, output_field=TextField()), query, config="english", start_sel=START,
                          stop_sel=STOP, max_words=35, min_words=15, max_fragments=2, fragment_delimiter=" … ")


def highlighted(extract):
    """An extract for a page: escaped first, then its marks become <mark>. A mark without its other half vanishes."""
    marked = FOUND.sub(r"<mark>\1</mark>", str(escape(extract)))
    return Markup(marked.replace(START, "").replace(STOP, ""))
