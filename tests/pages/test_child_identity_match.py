"""Looking for the child before a case is opened: what is found, and what is not told."""

import pytest

from cases.models import Case
from emerald.audit.models.access_entry import AccessEntry
from tests.factories.children import make_case, make_child
from tests.pages.posted_opening import LOOK, NEW, look, opening

HIDDEN = "There may be a record of this child that you cannot open."


def test_the_search_says_what_it_found_and_why(case, morag, signed_in):
    text = signed_in(morag).post(LOOK, look(given_names="Tamzin", family_name="Quilfeather")).text
    for words in ("1 possible match", case.reference, "Name sounds alike, same date of birth", "At risk"):
        assert words in text
    assert HIDDEN not in text


def test_a_search_leaves_an_entry_without_what_was_searched_for(case, morag, signed_in):
    signed_in(morag).post(LOOK, look(given_names="Tamsin", family_name="Quillfeather"))
    entry = AccessEntry.objects.get(verb="searched")
    assert entry.subject_ids == [case.pk]
    assert "Tamsin" not in str(vars(entry))


def restricted_child(morag, sunita):
    mine = make_case(manager=morag, child=make_child(given_names="Jory", family_name="Penhallow"))
    mine.restrict(by=sunita, category="staff", because="Relative.", named=[])


@pytest.mark.parametrize("beside_a_restricted_one", [False, True])
def test_a_child_one_cannot_see_gives_one_sentence_and_no_reference(
    beside_a_restricted_one, morag, sunita, elsewhere, signed_in
):
    if beside_a_restricted_one:
        restricted_child(morag, sunita)
    make_case(team=elsewhere, child=make_child(given_names="Jori", family_name="Penhalow"))
    text = signed_in(morag).post(LOOK, look()).text
    assert "No match among the cases you can see" in text
    assert f"{HIDDEN} Ask Sunita Rao, service manager, before you open a case." in text
    assert text.count("EM-") == 0


def test_a_restricted_child_is_not_heard_of_by_whoever_looks(morag, sunita, signed_in):
    restricted_child(morag, sunita)
    text = signed_in(morag).post(LOOK, look()).text
    assert "No match among the cases you can see" in text
    assert HIDDEN not in text and text.count("EM-") == 0


@pytest.mark.parametrize(
    ("given", "family"), [("Malcom", "Thrupp"), ("Malcolm", "Thrup"), ("Malolm", "Thrupp"), ("Malcolm", "Trupp")]
)
def test_a_child_with_one_letter_less_whom_another_team_knows_is_noticed_and_not_shown(
    given, family, morag, sunita, elsewhere, team, signed_in
):
    make_case(team=elsewhere, child=make_child(given_names="Malcolm", family_name="Thrupp"))
    browser, typed = signed_in(morag), {"given_names": given, "family_name": family}
    text = browser.post(LOOK, look(**typed)).text
    assert "No match among the cases you can see" in text
    assert f"{HIDDEN} Ask Sunita Rao, service manager, before you open a case." in text
    assert text.count("EM-") == 0
    asked = opening(browser, team, **typed)
    assert "Tick the box once you have asked" in browser.post(NEW, asked).text
    assert Case.objects.count() == 1
    browser.post(NEW, asked | {"asked_first": "on", "whom_asked": "Sunita Rao"})
    assert Case.objects.count() == 2


def test_another_child_of_the_family_and_the_day_whom_another_team_knows_is_not_spoken_of(morag, elsewhere, signed_in):
    make_case(team=elsewhere, child=make_child(given_names="Wren", family_name="Penhallow"))
    assert HIDDEN not in signed_in(morag).post(LOOK, look()).text


def test_a_name_alone_tells_nothing_of_a_child_one_cannot_see(morag, sunita, elsewhere, signed_in):
    make_case(team=elsewhere, child=make_child(given_names="Jory", family_name="Penhallow"))
    blank = {"date_of_birth_day": "", "date_of_birth_month": "", "date_of_birth_year": ""}
    assert HIDDEN not in signed_in(morag).post(LOOK, look(**blank)).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"given_names": "", "family_name": ""}, "Enter a name, or one of the child’s numbers"),
        ({"given_names": "a\x00b"}, "null character"),
        ({"nhs_number": "123"}, "NHS number must have 10 digits"),
        ({"estimated_age": "x"}, "Age must be a whole number"),
        ({"date_of_birth_month": 13}, "Date of birth must be a real date"),
    ],
)
def test_a_search_that_makes_no_sense_is_answered_with_a_sentence(morag, signed_in, typed, sentence):
    answer = signed_in(morag).post(LOOK, look(**typed))
    assert sentence in answer.text
    assert "possible match" not in answer.text
