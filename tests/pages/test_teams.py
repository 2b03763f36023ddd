"""The pages about teams: reached from where one looks, they show what changes before it is done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, MoveTold, TeamMove
from cases.models.teams.preview import what_changes
from emerald.accounts.models import Team
from emerald.accounts.roles import CASEWORKER
from emerald.reminders.models import DueThing
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.pages.form_reader import FormReader


@pytest.fixture
def sunita(team, elsewhere):
    """Service manager of both teams."""
    return make_user(role="service_manager", name="Sunita Rao", teams=[team, elsewhere])


@pytest.fixture
def gwen(elsewhere):
    return make_user(role="practice_manager", name="Gwen Parry", teams=[elsewhere])


def day(on=None):
    on = on or timezone.localdate()
    return {"on_day": on.day, "on_month": on.month, "on_year": on.year}


def shown_and_sent(browser, page, answers):
    """The form sent once, and from the page it shows then; (what was shown, the answer)."""
    shown = browser.post(page, answers)
    return shown.text, browser.post(page, FormReader(shown.text).fields | answers)


def test_a_case_is_moved_from_its_own_page_after_seeing_what_changes(case, sunita, morag, gwen, elsewhere, signed_in):
    browser = signed_in(sunita)
    workers = browser.get(reverse("case_allocation", args=[case.reference])).text
    page = reverse("move_case", args=[case.reference])
    assert page in workers
    answers = {"to": elsewhere.pk, "because": "The family moved.", **day()}
    shown, answer = shown_and_sent(browser, page, answers)
    assert "What changes" in shown and "Gwen Parry, practice manager" in shown and "Morag Ellis" in shown
    assert "Priya Nair works 1 of them and does not work in Emerald South" in shown
    assert answer.status_code == 302
    assert Case.objects.get(pk=case.pk).team == elsewhere
    workers = browser.get(reverse("case_allocation", args=[case.reference])).text
    assert "Which team had the case" in workers and "The family moved." in workers


def test_nothing_is_moved_where_something_else_would_change_than_was_shown(case, sunita, gwen, elsewhere, signed_in):
    browser, page = signed_in(sunita), reverse("move_case", args=[case.reference])
    answers = {"to": elsewhere.pk, "because": "The family moved.", **day()}
    shown = browser.post(page, answers)
    make_user(role="practice_manager", name="Late Comer", teams=[elsewhere])
    again = browser.post(page, FormReader(shown.text).fields | answers)
    assert "Late Comer" in again.text and not TeamMove.objects.exists()


def test_both_managers_read_that_cases_went_until_they_say_so(case, sunita, morag, gwen, elsewhere, signed_in):
    answers = {"to": elsewhere.pk, "because": "The family moved.", **day()}
    shown_and_sent(signed_in(sunita), reverse("move_case", args=[case.reference]), answers)
    for manager, sees in ((morag, False), (gwen, True)):
        told, browser = MoveTold.objects.get(manager=manager), signed_in(manager)
        page = reverse("team_move", args=[told.pk])
        assert page in browser.get(reverse("due")).text
        text = browser.get(page).text
        assert "The family moved." in text and (case.reference in text) is sees
        assert browser.post(page, {}).status_code == 302
        assert page not in browser.get(reverse("due")).text
    assert not DueThing.objects.filter(source="team_move").exists()


def test_what_was_told_to_one_manager_is_not_there_for_another(case, sunita, morag, gwen, elsewhere, signed_in):
    answers = {"to": elsewhere.pk, "because": "The family moved.", **day()}
    shown_and_sent(signed_in(sunita), reverse("move_case", args=[case.reference]), answers)
    told = MoveTold.objects.get(manager=morag)
    assert signed_in(gwen).get(reverse("team_move", args=[told.pk])).status_code == 404


def test_cases_of_a_team_are_chosen_and_moved_together(case, sunita, morag, gwen, elsewhere, signed_in):
    other, stays = make_case(manager=morag), make_case(manager=morag)
    browser = signed_in(sunita)
    assert reverse("my_teams") in browser.get(reverse("team_cases")).text
    assert reverse("move_cases", args=[case.team.slug]) in browser.get(reverse("my_teams")).text
    answers = {"which": [case.pk, other.pk], "to": elsewhere.pk, "because": "Fewer here.", **day()}
    shown, answer = shown_and_sent(browser, reverse("move_cases", args=[case.team.slug]), answers)
    assert "2 cases go to Emerald South" in shown and answer.status_code == 302
    assert set(Case.objects.filter(team=elsewhere)) == {case, other} and Case.objects.get(pk=stays.pk).team == case.team


def test_a_team_is_split_from_the_list_of_teams(case, sunita, morag, priya, signed_in):
    browser = signed_in(sunita)
    page = reverse("split_team", args=[case.team.slug])
    assert page in browser.get(reverse("my_teams")).text
    answers = {"name": "Emerald West", "going": [priya.pk], "in_both": [morag.pk], "which": [case.pk], "because": "-"}
    shown, answer = shown_and_sent(browser, page, answers | day())
    assert "Emerald West begins with Morag Ellis, Priya Nair, Sunita Rao" in shown and answer.status_code == 302
    assert Case.objects.get(pk=case.pk).team == Team.objects.get(name="Emerald West")


def test_a_team_is_joined_and_one_that_is_not_empty_says_what_keeps_it(case, sunita, morag, gwen, elsewhere, signed_in):
    browser = signed_in(sunita)
    assert "1 open case" in browser.get(reverse("end_team", args=[case.team.slug])).text
    answers = {"into": elsewhere.pk, "because": "One team less.", **day()}
    page = reverse("join_team", args=[case.team.slug])
    assert "Morag Ellis, practice manager" in browser.post(page, answers).text
    morag.memberships.create(team=elsewhere)
    shown, answer = shown_and_sent(browser, page, answers)
    assert "1 open case" in shown and answer.status_code == 302
    assert "Joined to Emerald South" in browser.get(reverse("my_teams")).text


def test_the_page_of_a_worker_says_which_of_their_cases_are_with_a_team_they_left(
    case, priya, sunita, elsewhere, signed_in
):
    priya.take_up(CASEWORKER, teams=[elsewhere])
    text = signed_in(sunita).get(reverse("person", args=[priya.pk])).text
    assert "1 case that Priya Nair leads is with Emerald North, where they do not work" in text
    assert reverse("move_cases", args=[case.team.slug]) in text


def test_what_is_due_on_a_case_is_due_for_the_team_that_has_it(case, sunita, morag, gwen, elsewhere, signed_in):
    def due_for(manager):
        return case.reference in signed_in(manager).get(reverse("due_team")).text

    assert due_for(morag) and not due_for(gwen)
    answers = {"to": elsewhere.pk, "because": "The family moved.", **day()}
    shown_and_sent(signed_in(sunita), reverse("move_case", args=[case.reference]), answers)
    assert due_for(gwen) and not due_for(morag)


def test_what_would_change_costs_the_same_for_one_case_and_for_many(
    case, sunita, morag, elsewhere, django_assert_num_queries
):
    today, many = timezone.localdate(), [case, *(make_case(manager=morag) for _ in range(3))]
    with CaptureQueriesContext(connection) as of_one:
        what_changes([case], to=elsewhere, on=today)
    with django_assert_num_queries(len(of_one)):
        what_changes(many, to=elsewhere, on=today)
