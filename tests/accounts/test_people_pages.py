"""Who sees, adds, changes and ends the access of whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.accounts.models import Team, User
from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLES
from emerald.audit.models import AccessEntry
from emerald.parts import People
from tests.factories.people import make_user
from tests.parts import joined_for_this_test

SEES_PEOPLE = {"practice_manager", "service_manager", "auditor", "data_protection_officer", "system_administrator"}
MANAGES_PEOPLE = {"system_administrator"}
APPROVES_ROLES = {"service_manager"}
NEW = {"name": "Nell Ashby", "email": "Nell.Ashby@emerald.example"}
TODAY = timezone.localdate


def date_boxes(name, date):
    return {f"{name}_day": date.day, f"{name}_month": date.month, f"{name}_year": date.year}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("name", "args", "roles"),
    [
        ("my_account", 0, set(ROLES)),
        ("who_may_do_what", 0, set(ROLES)),
        ("usersessions_list", 0, set(ROLES)),
        ("people", 0, SEES_PEOPLE),
        ("person", 1, SEES_PEOPLE),
        ("roles_waiting", 0, SEES_PEOPLE),
        ("add_person", 0, MANAGES_PEOPLE),
        ("change_person", 1, MANAGES_PEOPLE),
        ("ask_role", 1, MANAGES_PEOPLE),
        ("end_access", 1, MANAGES_PEOPLE),
        ("give_access_back", 1, MANAGES_PEOPLE),
        ("invite_person", 1, MANAGES_PEOPLE),
        ("remove_second_step", 1, MANAGES_PEOPLE),
        ("teams", 0, MANAGES_PEOPLE),
    ],
)
def test_each_page_opens_to_its_roles_and_to_no_other(at_work, owen, role, name, args, roles):
    answer = at_work(make_user(role=role)).get(reverse(name, args=[owen.pk] * args))
    assert answer.status_code == (200 if role in roles else 403)


@pytest.mark.parametrize("name", ["people", "add_person", "roles_waiting", "teams"])
def test_somebody_without_a_role_sees_no_people(at_work, db, name):
    assert at_work(make_user(role=None)).get(reverse(name)).status_code == 403


def test_a_refusal_says_who_may_and_is_written_down(at_work, priya):
    page = at_work(priya).get(reverse("add_person"))
    assert "one must be: system administrator" in page.text
    assert AccessEntry.objects.filter(actor_id=priya.pk, verb="refused").exists()


def test_opening_the_list_and_a_person_is_written_down(at_work, morag, priya):
    desk = at_work(morag)
    desk.get(reverse("people"))
    desk.get(reverse("person", args=[priya.pk]))
    seen = AccessEntry.objects.filter(actor_id=morag.pk, subject="person").order_by("pk")
    assert [(one.verb, one.subject_id) for one in seen] == [("listed", None), ("opened", priya.pk)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"Morag Ellis", "Priya Nair", "Owen Marsh"}),
        ({"name": "priya"}, {"Priya Nair"}),
        ({"role": "caseworker"}, {"Priya Nair", "Owen Marsh"}),
        ({"access": "no"}, set()),
        ({"access": "yes", "role": "practice_manager"}, {"Morag Ellis"}),
        ({"role": "nonsense"}, None),
    ],
)
def test_the_list_is_filtered(at_work, morag, priya, owen, asked, found):
    page = at_work(morag).get(reverse("people"), asked).text
    names = {name for name in ("Morag Ellis", "Priya Nair", "Owen Marsh") if f">{name}</a>" in page}
    assert names == (found if found is not None else {"Morag Ellis", "Priya Nair", "Owen Marsh"})


def test_the_list_is_filtered_by_team(at_work, morag, priya, owen, elsewhere):
    page = at_work(morag).get(reverse("people"), {"team": elsewhere.pk}).text
    assert ">Owen Marsh</a>" in page
    assert ">Priya Nair</a>" not in page


def test_the_list_takes_no_more_queries_for_more_people(at_work, morag, django_assert_max_num_queries):
    for _ in range(30):
        make_user(teams=morag.teams)
    desk = at_work(morag)
    desk.get(reverse("people"))
    with django_assert_max_num_queries(25):
        desk.get(reverse("people"))


def test_an_administrator_adds_somebody_who_then_has_no_role_and_no_password(at_work, ruth):
    answer = at_work(ruth).post(reverse("add_person"), NEW)
    nell = User.objects.get(email="nell.ashby@emerald.example")
    assert answer["Location"] == reverse("invite_person", args=[nell.pk])
    assert (nell.role, nell.has_usable_password()) == ("", False)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter their full name"),
        ({"email": "nell"}, "must be an e-mail address"),
        ({"email": "RUTH"}, "has an account with this e-mail address already"),
        (date_boxes("access_ends_on", datetime.date(2020, 1, 1)), "Access ends on"),
    ],
)
def test_somebody_is_not_added_with_wrong_particulars(at_work, ruth, wrong, sentence):
    wrong = {"email": ruth.email.upper()} if wrong.get("email") == "RUTH" else wrong
    page = at_work(ruth).post(reverse("add_person"), NEW | wrong)
    assert sentence in page.text
    assert User.objects.count() == 1


def test_particulars_can_be_put_right_and_the_old_address_no_longer_signs_in(at_work, ruth, sunita, priya, desk):
    old = priya.email
    new = {"name": "Priya Nair-Cole", "email": "p@emerald.example", "because": "Married."}
    at_work(ruth).post(reverse("change_person", args=[priya.pk]), new)
    priya.accountchanges.get().approve(by=sunita)
    assert User.objects.get(pk=priya.pk).name == "Priya Nair-Cole"
    assert desk.sign_in(old).status_code == 200
    assert desk.sign_in("p@emerald.example").status_code == 302


def test_posted_fields_that_are_not_on_the_form_change_nothing(at_work, ruth, priya):
    at_work(ruth).post(
        reverse("change_person", args=[priya.pk]),
        {"name": priya.name, "email": priya.email, "role": "service_manager", "is_superuser": "on", "is_active": ""},
    )
    priya.refresh_from_db()
    assert (priya.role, priya.is_superuser, priya.is_active) == ("caseworker", False, True)


@pytest.mark.parametrize("name", ["change_person", "ask_role", "end_access", "give_access_back", "invite_person"])
def test_nobody_changes_their_own_access_or_role(at_work, ruth, name):
    desk = at_work(ruth)
    address = reverse(name, args=[ruth.pk])
    assert desk.get(address).status_code == 403
    assert desk.post(address, {"when": "now", "role": "service_manager", "because": "I"}).status_code == 403
    assert User.objects.get(pk=ruth.pk).may_enter()


def test_an_administrator_ends_access_at_once(at_work, ruth, priya):
    at_work(ruth).post(reverse("end_access", args=[priya.pk]), {"when": "now"})
    assert not User.objects.get(pk=priya.pk).may_enter()


def test_access_ends_after_a_day(at_work, ruth, priya):
    last = TODAY() + datetime.timedelta(days=3)
    at_work(ruth).post(reverse("end_access", args=[priya.pk]), {"when": "date"} | date_boxes("on", last))
    priya.refresh_from_db()
    assert (priya.may_enter(last), priya.may_enter(last + datetime.timedelta(days=1))) == (True, False)


def test_access_does_not_end_in_the_past(at_work, ruth, priya):
    yesterday = TODAY() - datetime.timedelta(days=1)
    page = at_work(ruth).post(reverse("end_access", args=[priya.pk]), {"when": "date"} | date_boxes("on", yesterday))
    assert page.status_code == 200
    assert User.objects.get(pk=priya.pk).may_enter()


def test_access_is_given_back(at_work, ruth, sunita, priya):
    priya.leave()
    at_work(ruth).post(reverse("give_access_back", args=[priya.pk]), {"because": "Back from leave."})
    priya.accountchanges.get().approve(by=sunita)
    assert User.objects.get(pk=priya.pk).may_enter()


def test_the_last_person_who_can_approve_roles_cannot_leave(at_work, ruth, sunita):
    page = at_work(ruth).post(reverse("end_access", args=[sunita.pk]), {"when": "now"})
    assert "Nobody else can approve a role that opens case content" in page.text
    assert User.objects.get(pk=sunita.pk).may_enter()


def test_one_of_two_people_who_can_approve_roles_can_leave(at_work, ruth, sunita, hugh):
    at_work(ruth).post(reverse("end_access", args=[sunita.pk]), {"when": "now"})
    assert not User.objects.get(pk=sunita.pk).may_enter()


def test_somebody_who_has_left_does_not_count_as_one_who_can_approve(at_work, ruth, sunita, hugh):
    hugh.leave()
    page = at_work(ruth).post(reverse("end_access", args=[sunita.pk]), {"when": "now"})
    assert "Nobody else can" in page.text


def test_the_leaving_page_tells_what_other_rooms_have_to_say(at_work, ruth, priya, monkeypatch):
    def note(user):
        return ["A sentence.", (f"3 cases wait for {user.name}", SiteRight.SEE_PEOPLE, "person", {"pk": user.pk})]

    joined_for_this_test(
        monkeypatch,
        people=(
            People(
                beforehand=(), role_changed=(), returned=(), leaving=(note,), renamed=(), holds_team=(), teams_joined=()
            ),
        ),
    )
    page = at_work(ruth).get(reverse("end_access", args=[priya.pk])).text
    assert "A sentence." in page
    assert f'3 cases wait for Priya Nair: <a class="govuk-link" href="{reverse("person", args=[priya.pk])}">' in page


def test_a_team_is_added_and_renamed_and_keeps_its_slug(at_work, ruth):
    desk = at_work(ruth)
    desk.post(reverse("teams"), {"name": "Emerald West"})
    desk.post(reverse("rename_team", args=["emerald-west"]), {"name": "Emerald Coast"})
    assert Team.objects.values_list("name", "slug").get() == ("Emerald Coast", "emerald-west")


def test_two_teams_cannot_have_one_name(at_work, ruth, team):
    page = at_work(ruth).post(reverse("teams"), {"name": team.name.upper()})
    assert "There is a team of this name already" in page.text
    assert Team.objects.count() == 1


def test_two_teams_of_like_names_get_different_slugs(db):
    assert [Team.objects.found(name).slug for name in ("Emerald West", "Emerald, West", "Ж")] == [
        "emerald-west",
        "emerald-west-2",
        "team",
    ]


def test_who_may_do_what_names_every_role_and_right(at_work, priya):
    page = at_work(priya).get(reverse("who_may_do_what")).text
    assert [role.title for role in ROLES.values() if role.title not in page] == []
    assert [
        right.label
        for role in ROLES.values()
        for right in role.on_a_case | role.site
        if right.label.replace("'", "&#39;").replace("’", "’") not in page
    ] == []
