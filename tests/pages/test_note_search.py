"""Finding notes of direct work by their words: what is found, what is marked, and what is never told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.audit.models.access_entry import AccessEntry
from interventions.search.queries import PAGE
from interventions.search.words import highlighted
from tests.cast import NOTE_TEXT
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_session

FIND = "/notes/find/"
NONE, AGO = "No note found", timedelta(days=20)


@pytest.fixture
def note(case, priya):
    return make_session(
        case,
        by=priya,
        what_happened=f"{NOTE_TEXT}, where they were walking.",
        childs_words="Zoë’s café feels safe",
        next_step="Ring the academy",
    )


def found(browser, words, address=FIND, **more):
    answer = browser.post(address, {"words": words, **more})
    assert answer.status_code == 200
    return answer.text


def link(session):
    return reverse("session", args=[session.case.reference, session.pk])


@pytest.mark.parametrize(
    "words",
    [
        "yellow",
        "YELLOW house",
        "walk",
        "walked",
        '"yellow house"',
        "yellow -school",
        "school or canal",
        "zoe cafe",
        "Zoë",
        "academies",
        "canal zoe ring",
        "'yellow",
        "yellow & | ! :*",
        '"yellow',
    ],
)
def test_a_note_is_found_by_its_words(note, priya, signed_in, words):
    assert link(note) in found(signed_in(priya), words)


@pytest.mark.parametrize(
    "words",
    [
        "green",
        "yellow green",
        '"house yellow"',
        "yellow -canal",
        "school",
        "مريم ‏الزهراني",
        "x" * 200,
        "12345",
        "-yellow",
        "\\ % _ yellowish'); --",
    ],
)
def test_a_note_without_the_words_is_not_found(note, priya, signed_in, words):
    assert NONE in found(signed_in(priya), words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Enter the words to look for"),
        ("the and of", "too common"),
        ("'&|!:*", "too common"),
        ("()", "too common"),
        ("\\", "too common"),
        ("-" * 33, "too common"),
        ("- " * 60, "too common"),
        ('-"' * 60, "too common"),
        ('-""' * 60, "too common"),
        ("-(" * 60, "too common"),
        ("💚", "too common"),
        ("a\x00b", "ull character"),
        ("long " * 2_000, "200 characters"),
    ],
)
def test_what_cannot_be_looked_for_is_answered_with_a_sentence(note, priya, signed_in, words, sentence):
    for address in (FIND, reverse("find_in_case_notes", args=[note.case.reference])):
        text = found(signed_in(priya), words, address)
        assert sentence in text
        assert link(note) not in text


def test_what_came_of_a_next_step_is_found_too(note, priya, signed_in):
    note.finish_next_step(by=priya, on=timezone.localdate(), outcome="A taxi from now on.")
    assert "<mark>taxi</mark>" in found(signed_in(priya), "taxis")


def test_the_words_are_marked_and_a_script_in_a_note_stays_words(case, priya, signed_in):
    make_session(case, by=priya, what_happened="<script>alert(1)</script> <b>lantern</b> \ue000<i>\ue001 & left")
    text = found(signed_in(priya), "lantern")
    assert "<mark>lantern</mark>" in text
    assert "<script>alert" not in text
    assert "<b>" not in text
    assert "\ue000" not in text


def test_a_mark_without_its_other_half_vanishes():
    assert highlighted("a \ue000b\ue001 <\ue001 \ue000&") == "a <mark>b</mark> &lt; &amp;"


def test_notes_are_narrowed_by_kind_worker_and_day(note, case, morag, priya, owen, signed_in):
    browser, day = signed_in(morag), timezone.localdate(note.held_at)
    for more, there in (
        ({"work": "safety"}, True),
        ({"work": "online"}, False),
        ({"worker": priya.pk}, True),
        (date_parts("since", day), True),
        (date_parts("until", day), True),
        (date_parts("since", day + timedelta(days=1)), False),
        (date_parts("until", day - AGO), False),
    ):
        assert (link(note) in found(browser, "yellow", **more)) is there, more
    assert "There is a problem" in found(browser, "yellow", worker=owen.pk)
    assert "on or after the first" in found(
        browser, "yellow", **date_parts("since", day), **date_parts("until", day - AGO)
    )


def test_only_ones_own_colleagues_can_be_chosen(note, morag, owen, signed_in):
    text = signed_in(morag).get(FIND).text
    assert "Priya Nair" in text
    assert "Owen Marsh" not in text


def test_an_auditor_chooses_among_those_whose_notes_they_may_read(note, morag, owen, ada, signed_in):
    browser = signed_in(ada)
    make_session(make_case(lead=owen), by=owen, what_happened="Yellow elsewhere.")
    assert "Priya Nair" not in browser.get(FIND).text
    note.case.allocate(ada, part=Part.LINKED, by=morag)
    text = browser.get(FIND).text
    assert "Priya Nair" in text
    assert "Owen Marsh" not in text
    assert link(note) in found(browser, "yellow", worker=note.recorded_by.pk)
    assert "There is a problem" in found(browser, "yellow", worker=owen.pk)


@pytest.mark.parametrize("role", ["caseworker", "practice_manager", "service_manager", "auditor"])
def test_an_unconnected_person_finds_nothing_whatever_is_there(role, note, elsewhere, signed_in):
    browser = signed_in(make_user(role=role, teams=[elsewhere]))
    there, absent = found(browser, "yellow"), found(browser, "yellowish")
    assert NONE in there
    assert there.replace("yellow", "").count("\n") == absent.count("\n")


def test_a_colleague_of_the_team_without_the_case_finds_nothing_and_the_manager_does(note, team, morag, signed_in):
    assert NONE in found(signed_in(make_user(role="caseworker", teams=[team])), "yellow")
    assert link(note) in found(signed_in(morag), "yellow")


def test_a_linked_auditor_finds_the_notes(note, morag, ada, signed_in):
    assert NONE in found(signed_in(ada), "yellow")
    note.case.allocate(ada, part=Part.LINKED, by=morag)
    assert link(note) in found(signed_in(ada), "yellow")


@pytest.mark.parametrize(
    "role",
    [
        "camhs_practitioner",
        "police_liaison",
        "missing_coordinator",
        "business_support",
        "data_protection_officer",
        "system_administrator",
    ],
)
def test_who_may_not_read_notes_is_refused_and_told_whom_to_ask(role, note, team, morag, sunita, signed_in):
    person = make_user(role=role, teams=[team])
    if role not in {"business_support", "system_administrator"}:
        note.case.allocate(person, part=Part.LINKED, by=morag)
    for answer in (signed_in(person).get(FIND), signed_in(person).post(FIND, {"words": "yellow"})):
        assert answer.status_code == 403
        assert "Ask Sunita Rao, service manager." in answer.text
        assert "canal" not in answer.text


def test_a_restricted_record_is_searched_for_those_named_alone(note, morag, sunita, signed_in):
    note.case.restrict(by=sunita, category="staff", because="Relative.", named=[sunita])
    assert NONE in found(signed_in(morag), "yellow")
    assert link(note) in found(signed_in(sunita), "yellow")


def test_the_search_of_a_case_stays_in_it(note, morag, priya, signed_in):
    other = make_case(manager=morag, lead=priya)
    make_session(other, by=priya, what_happened="A yellow boat.")
    text = found(signed_in(morag), "yellow", reverse("find_in_case_notes", args=[note.case.reference]))
    assert link(note) in text
    assert other.reference not in text
    assert (
        reverse("find_in_case_notes", args=[other.reference])
        in signed_in(morag).get(reverse("case_sessions", args=[other.reference])).text
    )


def test_older_notes_come_with_the_same_words_each_once(case, priya, signed_in):
    made = {
        make_session(case, by=priya, what_happened="Lantern", held_at=timezone.now() - timedelta(minutes=n)).pk
        for n in range(PAGE + 3)
    }
    browser = signed_in(priya)
    first = found(browser, "lantern", work="safety")
    before = first.split('name="before" value="')[1].split('"')[0]
    assert 'name="work" value="safety"' in first
    second = found(browser, "lantern", work="safety", before=before)
    pages = [{key for key in made if f'id="found-session-{key}"' in text} for text in (first, second)]
    assert (len(pages[0]), len(pages[1]), pages[0] & pages[1]) == (PAGE, 3, set())
    assert 'name="before"' not in second
    for nonsense in ("x", "-1", "9" * 30, "²", "session-0", "contact-1", "session-"):
        assert 'name="before"' in found(browser, "lantern", before=nonsense)


def test_the_answer_is_the_same_for_one_who_has_many_cases(note, morag, owen, signed_in, monkeypatch):
    monkeypatch.setattr("cases.models.access.visible.PROBE", 0)
    assert link(note) in found(signed_in(morag), '"yellow house" -school')
    assert NONE in found(signed_in(owen), "yellow")


def test_a_search_is_recorded_with_what_was_shown_and_without_its_words(note, priya, signed_in):
    found(signed_in(priya), "yellow")
    entry = AccessEntry.objects.get(verb="searched")
    assert (entry.subject_ids, entry.detail) == ([note.case.pk], f"Sessions: {note.pk}")
    assert "yellow" not in str(vars(entry))


@pytest.mark.parametrize("address", [FIND, "case"])
def test_a_search_costs_the_same_whatever_there_is(
    address, note, morag, priya, signed_in, django_assert_max_num_queries
):
    browser = signed_in(morag)
    address = FIND if address == FIND else reverse("find_in_case_notes", args=[note.case.reference])
    costs = []
    for _ in range(2):
        found(browser, "yellow", address)
        with django_assert_max_num_queries(20) as asked:
            found(browser, "yellow", address)
        costs.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))
        for _ in range(4):
            make_session(make_case(manager=morag, lead=priya), by=priya, what_happened="A yellow boat.")
            make_session(note.case, by=priya, what_happened="A yellow coat.")
    assert costs[0] == costs[1] <= 13  # of which one looks whether a contact has the words


def test_the_longest_note_there_can_be_is_saved_and_found(case, priya, signed_in):
    words = " ".join(f"{uuid4().hex[:5]}ж" for _ in range(14_000))[:100_000]
    note = make_session(case, by=priya, what_happened=f"lantern {words}"[:100_000], childs_words=words)
    assert link(note) in found(signed_in(priya), "lantern")
