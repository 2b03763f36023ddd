"""Somebody who changes their name has one name on each page, and their past stands under the name they had then; two of
one name are told apart; whoever comes back has their account opened again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.forms.access.allocation import AllocateForm
from cases.forms.filters import CaseFilter
from emerald.accounts.forms.colleagues import called
from emerald.accounts.models import AccountChange, User
from emerald.govuk.template_filters import by
from tests.factories.people import make_user


@pytest.fixture
def ruth(db):
    return make_user(role="system_administrator", name="Ruth Hadley")


@pytest.fixture
def rename(ruth):
    """rename(user, name, days_ago): an administrator put it in so long ago; the day is moved, which nobody can do."""

    def do(user, name, days_ago=0):
        AccountChange.correct(user, name=name, phone="", email=user.email, by=ruth)
        past = f"{timezone.now() - timedelta(days=days_ago):%Y-%m-%dT%H:%M:%S+00:00}"
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "UPDATE accounts_user SET joined_at = now() - interval '900 days', former_names ="
                " jsonb_set(former_names, '{-1,until}', to_jsonb(%s::text)) WHERE id = %s",
                [past, user.pk],
            )
            cursor.execute("SET LOCAL session_replication_role = origin")
        user.refresh_from_db()

    return do


def test_the_past_stands_under_the_name_of_then_with_the_new_one_beside_it(priya, rename):
    rename(priya, "Priya Shah", days_ago=400)
    rename(priya, "Priya Okafor", days_ago=100)
    now = timezone.now()
    named = {ago: priya.name_at(now - timedelta(days=ago)) for ago in (500, 200, 50)}
    assert named == {500: "Priya Okafor (then Priya Nair)", 200: "Priya Okafor (then Priya Shah)", 50: "Priya Okafor"}
    assert priya.name_at(timezone.localdate() - timedelta(days=500)) == "Priya Okafor (then Priya Nair)"
    assert priya.name_at(None) == "Priya Okafor"


def test_a_slip_put_right_the_same_day_and_another_spelling_are_no_former_names(priya, rename):
    User.objects.filter(pk=priya.pk).update(name="Pryia Nair")
    rename(priya, "Priya Nair")
    assert priya.names_before == []
    rename(priya, "PRIYA NAIR", days_ago=3)
    assert priya.name_at(timezone.now() - timedelta(days=9)) == "PRIYA NAIR"


def test_what_somebody_was_called_is_kept_by_the_database_and_nobody_unsays_it(priya):
    User.objects.filter(pk=priya.pk).update(name="Priya Shah", former_names=[])
    User.objects.filter(pk=priya.pk).update(former_names=[])
    priya.refresh_from_db()
    assert [one["name"] for one in priya.former_names] == ["Priya Nair"]
    assert make_user(name="New").former_names == []


def test_one_page_has_one_name_and_says_who_is_meant_by_the_other(case, priya, morag, rename, signed_in):
    entry = case.entries.order_by("pk").first()
    rename(priya, "Priya Shah")
    page = signed_in(morag).get(reverse("case_chronology", args=[case.reference])).text
    assert "Priya Nair is called Priya Shah from now on." in page
    assert "Priya Shah" in signed_in(morag).get(reverse("case", args=[case.reference])).text
    assert by(entry, "recorded") == morag.name


def test_the_author_of_an_old_line_is_named_as_then(case, morag, rename, signed_in):
    entry = case.entries.order_by("pk").first()
    rename(morag, "Morag Bell")
    entry.recorded_by.refresh_from_db()
    entry.recorded_at = timezone.now() - timedelta(days=3)
    assert by(entry, "recorded") == "Morag Bell (then Morag Ellis)"
    assert by(entry, "read") == ""


def test_somebody_is_found_by_the_name_they_had(priya, rename, ruth, signed_in):
    rename(priya, "Priya Shah", days_ago=10)
    browser = signed_in(ruth)
    assert "Priya Shah" in browser.get(reverse("people"), {"name": "nair"}).text
    assert "Priya Nair, until" in browser.get(reverse("person", args=[priya.pk])).text


def test_two_of_one_name_are_told_apart_in_every_choice_and_the_others_are_not_made_longer(case, team, morag, rf):
    twins = [make_user(name="Sam Ash", teams=[team]) for _ in range(2)]
    one = make_user(name="Ada Reed", teams=[team])
    labels = [str(label) for _, label in AllocateForm(case=case).fields["lead"].choices]
    assert {f"Sam Ash, {team.name}, {twin.email}" for twin in twins} | {"Ada Reed"} <= set(labels)
    request = rf.get("/")
    request.user = morag
    lead = CaseFilter({}, request=request).form.fields["lead"]
    assert {f"Sam Ash, {team.name}, {twin.email}" for twin in twins} < {str(label) for _, label in lead.choices}
    assert called([twins[0], one], with_role=True) == ["Sam Ash, caseworker", "Ada Reed, caseworker"]


def test_only_equal_names_cost_another_question(team, django_assert_num_queries):
    people = [make_user(name="Ada Reed", teams=[team]), make_user(name="Bo Reed", teams=[team])]
    with django_assert_num_queries(0):
        called(people)


def test_whoever_comes_back_is_not_made_twice_unless_it_is_another_person(priya, rename, ruth):
    rename(priya, "Priya Shah", days_ago=30)
    User.objects.filter(pk=priya.pk).update(is_active=False)
    assert User.objects.who_left_as("priya  NAIR") == User.objects.who_left_as("Priya Shah") == [priya]
    assert User.objects.who_left_as("Priya") == User.objects.who_left_as(" ") == []


def test_the_page_that_adds_somebody_says_who_left_by_that_name(priya, ruth, signed_in):
    priya.leave()
    browser, page = signed_in(ruth), reverse("add_person")
    typed = {"name": "Priya Nair", "email": "p.nair@emerald.example", "phone": ""}
    assert "Somebody of this name worked here" in browser.post(page, typed).text
    assert "Their access has ended: give it back" in browser.post(page, typed | {"email": priya.email}).text
    assert User.objects.filter(name="Priya Nair").count() == 1
    assert browser.post(page, typed | {"is_another": "on"}).status_code == 302
    assert User.objects.filter(name="Priya Nair").count() == 2
