"""The words of notes as the database has them: what asks for them, and the extract round those that were found.

The question, the comparison and the extract are Django's own full-text expressions. Two things they stand on are SQL
text: the words of a note together with the part it shares with others, and a note as one text. Made out of Django's
objects both say the same to the database, but those are made anew for each search. The column `words`
(`interventions.notes.models.found_by`) is no field of the models, so that no page carries it about. What that would
cost: decision 36.
"""

import re
from collections.abc import Iterable

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVectorExact, SearchVectorField
from django.db import DatabaseError, connection, transaction
from django.db.models import Q, TextField
from django.db.models.expressions import RawSQL
from markupsafe import Markup, escape

from cases.parts import CasePart
from emerald.text.compared import as_compared
from interventions.contacts.models.contact import Contact
from interventions.sessions.models.session import Session

ENGLISH = "english"
# Round a word that was found, until the text has been escaped: two letters for private use that mean nothing.
START, STOP = "\ue000", "\ue001"
FOUND = re.compile(f"{START}([^{START}{STOP}]*){STOP}")
NO_QUESTION = re.compile(r"-(?![\w\"])")
SEARCHED = (Session, Contact)
Searched = type[Session | Contact]
# Of a session with several children the shared part comes first, for a child who was there.
SHARED = """CASE WHEN interventions_session.attendance = 'held' THEN left((SELECT shared.what_happened
    FROM interventions_sharedpart shared WHERE shared.id = interventions_session.group_id), 60000) ELSE '' END"""
COLUMN: dict[Searched, str] = {model: f'"{model._meta.db_table}"."words"' for model in SEARCHED}
GROUP = '"interventions_session"."group_id"'
# The words of a child's part together with those of the part shared with other children, if the child was there. Joined
# to something, if only to nothing, the column is no longer the one the index is of: then the cases decide what is read.
WHOLE: dict[Searched, str] = {
    Session: f"""{COLUMN[Session]} || CASE
        WHEN {GROUP} IS NULL OR "interventions_session"."attendance" <> 'held' THEN ''::tsvector
        ELSE (SELECT shared.words FROM interventions_sharedpart shared WHERE shared.id = {GROUP}) END""",  # noqa: S608  our own names; values are parameters
    Contact: f"{COLUMN[Contact]} || ''::tsvector",
}


def fold(text: str) -> str:
    """`text` as the column has it. A minus that stands before no word is no question: PostgreSQL would take it for one,
    and fails at more than 32 of them."""
    return NO_QUESTION.sub(" ", as_compared(text))


def says_something(words: str) -> bool:
    """False for words so common that English searches leave them out, for signs alone, and for what PostgreSQL cannot
    make a question of."""
    try:
        # By hand, because Django asks nothing without a table.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT numnode(websearch_to_tsquery(%s, %s))", [ENGLISH, fold(words)])
            return bool(cursor.fetchone()[0] > 0)
    except DatabaseError:
        return False


def matching(model: Searched, words: str, *, by_index: bool) -> Q:
    """The condition that a note of `model` has the words. By the index: of words for who was alone, of groups for the
    few who were not."""
    asked = _question(fold(words))
    whole = SearchVectorExact(_as_vector(WHOLE[model]), asked)
    if not by_index:
        return Q(whole)
    alone = SearchVectorExact(_as_vector(COLUMN[model]), asked)
    # The group is asked first, so that nothing is put together for who was alone.
    return Q(group=None) & Q(alone) | Q(group__isnull=False) & Q(whole) if model is Session else Q(alone)


def extract(model: Searched, words: str) -> SearchHeadline:
    """The sentences round the words, with marks that `highlighted` turns into a page's."""
    # Left as PostgreSQL has them: 15 to 35 words in each of the two pieces.
    asked = _question(fold(words))
    if words != fold(words):
        asked |= _question(words)
    return SearchHeadline(
        RawSQL(_text(model), [], output_field=TextField()),  # noqa: S611  our own columns
        asked,
        config=ENGLISH,
        start_sel=START,
        stop_sel=STOP,
        max_fragments=2,
        fragment_delimiter=" … ",
    )


def highlighted(extract: str) -> Markup:
    """An extract for a page: escaped first, then its marks become <mark>. A mark without its other half vanishes."""
    marked = FOUND.sub(r"<mark>\1</mark>", str(escape(extract)))
    return Markup(marked.replace(START, "").replace(STOP, ""))  # noqa: S704  escaped in the line above


def columns_of(model: Searched) -> Iterable[tuple[str, int]]:
    """(column, how many signs of it are read), as the part that has this model declares them."""
    records = (record for record in CasePart.joined("records") if record.model == model._meta.label)
    found: Iterable[tuple[str, int]] = next(records).search
    return found


def _as_vector(sql: str) -> RawSQL:
    return RawSQL(sql, [], output_field=SearchVectorField())  # noqa: S611  our own columns; the words go in as values


def _question(words: str) -> SearchQuery:
    return SearchQuery(words, config=ENGLISH, search_type="websearch")


def _text(model: Searched) -> str:
    """What is searched in a note of this model, as one text in SQL."""
    parts = [f"left({model._meta.db_table}.{name}, {most})" for name, most in columns_of(model)]
    return "concat(" + ", ".join(f"E'\\n', {part}" for part in ([SHARED] if model is Session else []) + parts) + ")"
