"""100,000 notes: saving one more, and finding words in them. Run by `python3 -m emerald bench`.

Saving costs a constant number of queries, and hardly more time for a child about whom 2,000 notes were written than for
one about whom there is one.

The search must not cost more than three times what the database needs for the same page: the same rows with the same
people and extracts, under the same condition of access, in SQL written by hand for the way that person is served. What
is compared is `find_notes` with all it asks (probe, keys, page). Beside it stands the whole answer to the posted form,
and what that costs when nothing is found: frame, session, access log and drawing.
"""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from cases.models.access.visible import PROBE, VisibleCases, permission_ids
from emerald.accounts.permissions import Right
from interventions.models import Contact, Session
from interventions.search.queries import PAGE, Wanted, find_notes
from interventions.search.words import COLUMN, GROUP, WHOLE
from tests.benchmarks import large_council
from tests.benchmarks.clock import milliseconds, print_table
from tests.factories.sessions import make_session
from tests.pages.posted_session import page as page_of
from tests.pages.posted_session import typed

PROFILES = ("ten", "7 %", "all")
RARE, COMMON = "lantern", "school"
AT_MOST_TIMES_BARE = 3  # RELIABILITY.md section 8
OF_ONE_CHILD = 2_000
AT_MOST_TIMES_A_SHORT_CASE = 1.5

TEXT = """'We talked about school, the walk home and who is there. ' ||
        CASE WHEN cases_case.id %% 100 = 77 THEN 'A lantern. ' ELSE '' END
        || repeat(md5(cases_case.id::text) || ' ', 20)"""
OTHERWISE = {"case_id": "cases_case.id", "held_at": "opened_on + interval '12 hours'", "what_happened": TEXT}
# How the rights of one person are asked by hand: of those with many cases for each note, of those with few before.
HELD = """
    (EXISTS (SELECT 1 FROM cases_caseuserobjectpermission p WHERE p.content_object_id = TABLE.case_id
             AND user_id = %(user)s AND permission_id = %(right)s)
     OR EXISTS (SELECT 1 FROM cases_casegroupobjectpermission p JOIN accounts_user_groups g USING (group_id)
                WHERE p.content_object_id = TABLE.case_id AND g.user_id = %(user)s AND permission_id = %(right)s))"""
THEIRS = """
    TABLE.case_id = ANY(ARRAY(
        SELECT content_object_id FROM cases_caseuserobjectpermission
        WHERE user_id = %(user)s AND permission_id = %(right)s
        UNION ALL SELECT content_object_id
        FROM cases_casegroupobjectpermission JOIN accounts_user_groups USING (group_id)
        WHERE accounts_user_groups.user_id = %(user)s AND permission_id = %(right)s))"""
# How the words are asked for by hand: of those with many cases by the index, of those with few in their cases alone.
ASKED = "websearch_to_tsquery('english', %(words)s)"
BY_INDEX = {
    Session: f"""({GROUP} IS NULL AND {COLUMN[Session]} @@ {ASKED}
        OR {GROUP} IS NOT NULL AND ({WHOLE[Session]}) @@ {ASKED})""",
    Contact: f"{COLUMN[Contact]} @@ {ASKED}",
}
BY_CASES = {model: f"({whole}) @@ {ASKED}" for model, whole in WHOLE.items()}
ONE_KIND = """
    (SELECT '{kind}' AS kind, {table}.id, {at} AS at FROM {table} WHERE {matches} AND {held}
     ORDER BY {at} DESC, {table}.id DESC LIMIT 26)"""
BARE = """
    SELECT note.*, cases_case.reference, cases_child.*, accounts_user.name, ts_headline('english', concat_ws(E'\\n',
        what_happened, childs_words, next_step, next_step_outcome), websearch_to_tsquery('english', %(words)s),
        'MaxWords=35, MinWords=15, MaxFragments=2')
    FROM (SELECT * FROM (EVERY_KIND) each_kind ORDER BY at DESC, kind DESC, id DESC LIMIT 25) page
    JOIN interventions_session note ON note.id = page.id AND kind = 'session'
    JOIN cases_case ON cases_case.id = case_id JOIN cases_child ON cases_child.id = child_id
    JOIN accounts_user ON accounts_user.id = recorded_by_id
    ORDER BY page.at DESC, page.id DESC"""


def bare_question(held, matches):
    """The search by hand: of both kinds of notes which, and what of those. (There are no contacts in the benchmark.)"""
    kinds = [
        ONE_KIND.format(
            kind=model.page,
            table=model._meta.db_table,
            at=model.objects.all().at,
            matches=f"({matches[model]})",
            held=held.replace("TABLE", model._meta.db_table),
        )
        for model in (Session, Contact)
    ]
    return BARE.replace("EVERY_KIND", " UNION ALL ".join(kinds))


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        loaded = large_council.load()
        write_notes(loaded.ten)
        yield loaded
        large_council.empty()


def write_notes(worker):
    """One note for each case: copies of one that the verb recorded."""
    one = make_session(Case.objects.visible_to(worker).open()[0], by=worker, childs_words="I like it.")
    copy(one, "cases_case", OTHERWISE)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM interventions_session WHERE id = %s", [one.pk])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE interventions_session")


def copy(one, over, otherwise):
    """A copy of the session for each row of `over`, whatever columns a session has by then."""
    columns = [field.column for field in Session._meta.concrete_fields if not field.primary_key]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"""
            INSERT INTO interventions_session ({", ".join(columns)})
            SELECT {", ".join(otherwise.get(column, f"one.{column}") for column in columns)}
            FROM {over}, interventions_session one WHERE one.id = %s""",
            [one.pk],
        )
        cursor.execute("SET session_replication_role = origin")


def ours(person, words):
    return find_notes(Wanted(words=words), by=person).notes


def bare(person, words, question):
    with connection.cursor() as cursor:
        cursor.execute(question, {"user": person.pk, "words": words, "right": permission_ids()[Right.READ_SESSIONS]})
        return cursor.fetchall()


def browser_of(person):
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def answered(person):
    """Asks the page, as a browser does."""
    browser = browser_of(person)

    def ask(words):
        assert browser.post(reverse("find_in_notes"), {"words": words}).status_code == 200

    return ask


@pytest.mark.django_db
@pytest.mark.parametrize("words", [RARE, COMMON])
def test_a_search_costs_at_most_three_times_the_bare_question(council, words):
    rows, slow = {}, []
    for name in PROFILES:
        person = council.profiles[name]
        few = VisibleCases(person, Right.READ_SESSIONS).are_few
        question = bare_question(THEIRS, BY_CASES) if few else bare_question(HELD, BY_INDEX)
        assert [one.pk for one in ours(person, words)] == [row[0] for row in bare(person, words, question)]
        page = answered(person)
        mine, best = milliseconds(partial(ours, person, words), partial(bare, person, words, question))
        whole, nothing = milliseconds(partial(page, words), partial(page, "nowhere"), rounds=11)
        rows[name] = (mine, best, mine / best, whole, nothing)
        if mine > AT_MOST_TIMES_BARE * best:
            slow.append(name)
    print_table(
        f"“{words}” in 100,000 notes, first page of {PAGE}, median ms (few is up to {PROBE} cases)",
        ("search", "bare SQL", "ratio", "whole answer", "none found"),
        rows,
    )
    assert slow == []


@pytest.mark.django_db
def test_saving_a_note_costs_the_same_for_a_child_with_2000_notes_as_for_one_with_one(council):
    browser, (short, full) = browser_of(council.ten), Case.objects.visible_to(council.ten).open()[:2]
    one = make_session(full, by=council.ten)
    copy(one, f"generate_series(1, {OF_ONE_CHILD}) n", {"held_at": "one.held_at - n * interval '1 hour'"})

    def save(case):
        answer = browser.post(page_of(case, "record_session"), typed(once=uuid4(), draft=uuid4()))
        assert answer.status_code == 302

    def queries(case):
        with CaptureQueriesContext(connection) as asked:
            save(case)
        return len(asked)

    save(short)  # the first one also reads what a process keeps
    few, many = queries(short), queries(full)
    times = milliseconds(partial(save, short), partial(save, full))
    print_table(
        "One more note, posted and saved, in 100,000",
        ("queries", "median ms"),
        {"with one note": (few, times[0]), f"with {OF_ONE_CHILD} notes": (many, times[1])},
    )
    assert few == many
    assert times[1] <= AT_MOST_TIMES_A_SHORT_CASE * times[0]
