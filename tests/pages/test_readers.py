"""Who has opened this record."""

import pytest
from django.urls import reverse

from cases.models.access.allocation import Part
from emerald.audit.actor import in_the_name_of
from emerald.audit.models.access_entry import AccessEntry
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.pages.costs import questions


def page(case, name="case_readers", **asked):
    return reverse(name, args=[case.reference], query=asked)


def words(answer):
    """What the page says, without its line breaks."""
    return " ".join(answer.text.split())


def look(case, person, number):
    with in_the_name_of(person):
        AccessEntry.objects.bulk_create(
            AccessEntry(verb="opened", page="case", subject="case", subject_id=case.pk, reference=case.reference)
            for _ in range(number)
        )


def test_everybody_who_opened_the_record_is_named_with_role_page_and_number(case, priya, morag, signed_in):
    browser = signed_in(priya)
    for name in ("case_chronology", "case_sessions", "case_chronology"):
        browser.get(page(case, name))
    shown = words(signed_in(morag).get(page(case)))
    assert "Priya Nair</a>, Caseworker: opened 3 times; last on" in shown
    assert "Opened: the chronology" in shown
    assert "Opened: the list of direct work" in shown


def test_reading_this_page_is_itself_in_it(case, morag, signed_in):
    shown = words(signed_in(morag).get(page(case)))
    assert "Morag Ellis</a>, Practice manager: opened 1 time; last on" in shown
    assert "Opened: who has opened this record" in shown


def test_lists_that_showed_the_case_are_counted_apart(case, priya, morag, signed_in):
    signed_in(priya).get(reverse("my_cases"))
    assert "never opened, seen in a list 1 time" in words(signed_in(morag).get(page(case)))


def test_somebody_who_may_not_see_the_case_and_tried_is_named_as_refused(case, owen, morag, signed_in):
    assert signed_in(owen).get(page(case, "case_chronology")).status_code == 404
    shown = words(signed_in(morag).get(page(case)))
    assert "Owen Marsh</a>, Caseworker: never opened, refused 1 time" in shown
    assert "Refused" in shown


def test_a_page_refused_for_want_of_a_right_is_in_it(case, priya, morag, signed_in):
    assert signed_in(priya).get(page(case)).status_code == 403
    assert "refused 1 time" in words(signed_in(morag).get(page(case)))


def test_other_cases_readers_are_not_in_it(case, morag, sunita, signed_in):
    other = make_case(manager=morag)
    signed_in(sunita).get(page(other, "case_chronology"))
    assert "Sunita Rao" not in signed_in(morag).get(page(case)).text


def test_the_readers_list_can_be_filtered_by_one_person(case, priya, morag, sunita, signed_in):
    signed_in(priya).get(page(case, "case_chronology"))
    signed_in(sunita).get(page(case, "case_status"))
    log = signed_in(morag).get(page(case, person=priya.pk)).text.split('id="log"')[1]
    assert "What Priya Nair opened" in log
    assert "the chronology" in log
    assert "Sunita Rao" not in log


@pytest.mark.parametrize("asked", [{"person": "nobody"}, {"person": "9" * 30}, {"after": "\x00"}, {"person": "-1"}])
def test_nonsense_in_the_address_narrows_nothing(case, morag, signed_in, asked):
    answer = signed_in(morag).get(page(case, **asked))
    assert answer.status_code == 200
    assert "Every visit" in answer.text


def test_older_visits_follow_by_key_and_stay_narrowed(case, priya, morag, signed_in):
    look(case, priya, 60)
    answer = signed_in(morag).get(page(case, person=priya.pk))
    assert answer.text.count('<th scope="row"') == 50
    older = [part.split('"')[0] for part in answer.text.split('href="') if "after=" in part.split('"')[0]]
    assert signed_in(morag).get(page(case) + older[0].replace("&amp;", "&")).text.count('<th scope="row"') == 10


def test_a_page_nobody_named_is_called_by_its_address(case, morag, priya, signed_in):
    look(case, priya, 1)
    with in_the_name_of("nightly task"):
        AccessEntry.objects.create(verb="exported", page="some_new_page", subject="case", subject_id=case.pk)
    assert "Exported: some new page" in signed_in(morag).get(page(case)).text


@pytest.mark.parametrize("who", ["morag", "sunita"])
def test_the_teams_managers_read_the_readers_list(case, who, request, signed_in):
    assert signed_in(request.getfixturevalue(who)).get(page(case)).status_code == 200


@pytest.mark.parametrize("role", ["auditor", "data_protection_officer"])
def test_a_linked_auditor_and_data_protection_officer_read_it(case, morag, role, signed_in):
    someone = make_user(role=role)
    assert signed_in(someone).get(page(case)).status_code == 404
    case.allocate(someone, part=Part.LINKED, by=morag)
    assert signed_in(someone).get(page(case)).status_code == 200


@pytest.mark.parametrize("role", ["camhs_practitioner", "police_liaison", "missing_coordinator"])
def test_other_linked_people_do_not_read_the_readers_list(case, morag, role, signed_in):
    someone = make_user(role=role)
    case.allocate(someone, part=Part.LINKED, by=morag)
    assert signed_in(someone).get(page(case)).status_code == 403


def test_the_readers_list_takes_7_queries_however_many_visits(case, priya, morag, signed_in):
    """5 of the door, 1 for what they add up to, 1 for the visits; the budget is 12."""
    browser = signed_in(morag)
    for more in (10, 490):
        look(case, priya, more)
        assert questions(browser, page(case))[0] == 7
