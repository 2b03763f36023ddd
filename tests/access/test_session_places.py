"""Where a child was met is read by those who read sessions. Who only hears of them hears no place: not in the list, the
chronology, its print, the case page or a pinned line, whatever the place is called."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as some

from cases.models.access.allocation import Part
from cases.models.chronology.entries import Kind
from interventions.sessions.models.attendance import without_place
from interventions.sessions.models.work import Work
from tests.factories.people import make_user
from tests.factories.sessions import make_session

PLACE = "Yellow house (back door): ring twice"
PAGES = ("case", "case_sessions", "case_chronology", "print_chronology")


@pytest.fixture
def readers(case, morag, priya, ada, signed_in):
    """{name: browser} of somebody of every role that is joined to a case by a link, and of the team."""
    made = {"lead worker": priya, "practice manager": morag}
    for role in ("camhs_practitioner", "police_liaison", "auditor", "data_protection_officer", "missing_coordinator"):
        made[role] = make_user(role=role)
        case.allocate(made[role], part=Part.LINKED, by=morag)
    return {name: signed_in(user) for name, user in made.items()}


def test_only_who_reads_sessions_reads_where_they_were(case, priya, morag, readers):
    make_session(case, by=priya, place=PLACE)
    case.pin(case.entries.of_kind(Kind.DIRECT_WORK).get(), by=morag, note="Look here")
    told = {
        name: [
            page
            for page in PAGES
            if PLACE in (answer := browser.get(reverse(page, args=[case.reference]))).text and answer.status_code == 200
        ]
        for name, browser in readers.items()
    }
    reads = {name for name, pages in told.items() if pages}
    assert reads == {"lead worker", "practice manager", "auditor"}
    assert all(told[name] == list(PAGES) for name in reads)


def test_who_hears_still_hears_that_there_was_a_session(case, priya, readers):
    make_session(case, by=priya, place=PLACE)
    for page in PAGES[1:]:  # the case page has the latest five lines alone
        shown = readers["police_liaison"].get(reverse(page, args=[case.reference])).text
        assert "Priya Nair saw the child alone: safety planning." in shown


@given(
    place=some.text(min_size=1, max_size=160),
    work=some.sampled_from(list(Work)),
    company=some.sampled_from(["", " alone", " in a group", " in a group and for a while alone"]),
)
def test_whatever_a_place_is_called_nothing_of_it_is_left(place, work, company):
    begin = f"Priya Nair saw the child{company}: {work.label.lower()}"
    assert without_place(f"{begin} ({place}).") == f"{begin}."


@pytest.mark.parametrize(
    "sentence",
    [
        "Priya Nair offered a session; the child did not attend.",
        "Next step after a session was finished.",
        "Priya Nair added to the record of a session.",
    ],
)
def test_other_lines_are_read_as_they_were_told(sentence):
    assert without_place(sentence) == sentence
