"""Finding notes, of direct work and of other contacts, by their words, among those one may read and no others.

What is searched is the database's own column `words` of a session, of a contact and of the part a session shares with
others (migration 0002), in English: "walked" finds "walking". Quotation marks keep words
together, a minus leaves out, `or` gives a choice; nothing typed is ever an error.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, Q, TextField
from django.db.models.expressions import RawSQL
from django.utils import timezone
from markupsafe import Markup, escape

from cases.models.access.staffing import caseworkers_near
from cases.models.access.visible import Seen
from cases.models.children.child_then import as_known_to
from cases.parts import CasePart
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from interventions.contacts.models.contact import Contact
from interventions.sessions.models.session import Session

PAGE = 25
ENGLISH = "websearch_to_tsquery('english', %s)"
# Round a word that was found, until the text has been escaped: two letters for private use that mean nothing.
START, STOP = "\ue000", "\ue001"
FOUND = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
KINDS = {model.page: model for model in (Session, Contact)}
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
    Contact: ("happened_at", "kind", "with_whom", "direction"),
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
KEY = re.compile(r"(session|contact)-([0-9]{1,18})")
# Of a session with several children the shared part comes first, for a child who was there.
SHARED = """CASE WHEN interventions_session.attendance = 'held' THEN left((SELECT shared.what_happened
    FROM interventions_sharedpart shared WHERE shared.id = interventions_session.group_id), 60000) ELSE '' END"""
NO_QUESTION = re.compile(r"-(?![\w\"])")
SHORT = f"StartSel={START}, StopSel={STOP}, MaxWords=35, MinWords=15, MaxFragments=2, FragmentDelimiter=' … '"


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
    """`text` as the column has it: without accents. A minus that stands before no word is no question: PostgreSQL would
    take it for one, and fails at more than 32 of them."""
    plain = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text))
    return NO_QUESTION.sub(" ", plain)


def says_something(words):
    """False for words so common that English searches leave them out, for signs alone, and for what PostgreSQL cannot
    make a question of."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT numnode({ENGLISH})", [fold(words)])
            return cursor.fetchone()[0] > 0
    except DatabaseError:
        return False


def whose_notes(by):
    """Who can be chosen as the one who recorded: the caseworkers of one's teams, for whom a list of names tells nothing
    new; without a team, as for an auditor, who recorded something one may read, be it a session or a contact."""
    if by.teams:
        return caseworkers_near(by).order_by("name", "pk")
    recorded = Q()
    for notes in _readable(Seen(by, Right.READ_SESSIONS)):
        recorded |= Q(pk__in=notes.order_by().values("recorded_by"))
    return User.objects.filter(recorded).order_by("name", "pk")


def find_notes(wanted, *, by, before=""):
    """Among all the notes `by` may read. `before`: the `older` of the page before, or nonsense.

    Who has few cases is answered from those cases' notes alone: neither the answer nor its time depends on notes they
    cannot see. Who has many is answered through the index of words.
    """
    seen = Seen(by, Right.READ_SESSIONS)
    found = _page(_readable(seen), wanted, before, by_index=not seen.few)
    as_known_to(by, [one.case for one in found.notes])
    return found


def _readable(seen):
    return [seen.among(model.objects.all(), case="case") for model in KINDS.values()]


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
    """((kind, key), note) for those keys that are of this kind, each with its extract and what a page of what was
    found shows of it (SHOWN)."""
    model, mine = notes.model, [key for _, of_kind, key in keys if of_kind == notes.model.page]
    if not mine:
        return
    related = ["case__child", "recorded_by", *(["struck_out"] if model is Session else [])]
    found = notes.filter(pk__in=mine).order_by().annotate(extract=_extract(model, words))
    for note in found.select_related(*related).only(*SHOWN[model], *SHOWN_OF_BOTH):
        yield (model.page, note.pk), note


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


WORDS = {model: f'"{model._meta.db_table}"."words"' for model in KINDS.values()}
GROUP = '"interventions_session"."group_id"'
# The words of a child's part together with those of the part shared with other children, if the child was there.
WITH_SHARED = f"""({WORDS[Session]} || CASE
    WHEN {GROUP} IS NULL OR "interventions_session"."attendance" <> 'held' THEN ''::tsvector
    ELSE (SELECT shared.words FROM interventions_sharedpart shared WHERE shared.id = {GROUP}) END)"""  # noqa: S608  our own names; values are parameters
# By the index: of words for who was alone, of groups for the few who were not. Without it, joined to something, the
# column is no longer the one the index is of: then the cases decide what is read.
BY_INDEX = {
    Session: f"({GROUP} IS NULL AND {WORDS[Session]} @@ {ENGLISH} OR {GROUP} IS NOT NULL AND "
    f"{WITH_SHARED} @@ {ENGLISH})",
    Contact: f"{WORDS[Contact]} @@ {ENGLISH}",
}
BY_CASES = {Session: f"{WITH_SHARED} @@ {ENGLISH}", Contact: f"({WORDS[Contact]} || ''::tsvector) @@ {ENGLISH}"}


def _matches(model, words, *, by_index):
    sql = (BY_INDEX if by_index else BY_CASES)[model]
    return RawSQL(sql, [fold(words)] * sql.count("%s"), output_field=BooleanField())  # noqa: S611  our own columns; the words go in as values


def _extract(model, words):
    """The sentences round the words, with marks that `highlighted` turns into a page's."""
    asked = dict.fromkeys([fold(words), words])
    return RawSQL(  # noqa: S611  our own columns; the words go in as values
        f"ts_headline('english', {_text(model)}, {' || '.join([ENGLISH] * len(asked))}, %s)",
        [*asked, SHORT],
        output_field=TextField(),
    )


def _columns(model):
    """(column, how many signs of it are read), as the part that has this model declares them."""
    records = (record for record in CasePart.joined("records") if record.model == model._meta.label)
    return next(records).search


def _text(model):
    """What is searched in a note of this model, as one text in SQL."""
    parts = [f"left({model._meta.db_table}.{name}, {most})" for name, most in _columns(model)]
    return "concat(" + ", ".join(f"E'\\n', {part}" for part in ([SHARED] if model is Session else []) + parts) + ")"


def highlighted(extract):
    """An extract for a page: escaped first, then its marks become <mark>. A mark without its other half vanishes."""
    marked = FOUND.sub(r"<mark>\1</mark>", str(escape(extract)))
    return Markup(marked.replace(START, "").replace(STOP, ""))  # noqa: S704  escaped in the line above
