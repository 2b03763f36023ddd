"""How many queries the pages of the morning take, whoever looks and whatever they are told of."""

import pytest
from django.urls import reverse

from emerald.accounts.roles import ROLES
from emerald.reminders.keeping import keep_all
from emerald.reminders.models import Absence, Told
from tests.access.test_matrix import connect
from tests.factories.people import make_user
from tests.factories.register import make_measure, make_person
from tests.house import case, house, morag, priya, sunita, team, world
from tests.reminders.due_pages import add, day

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def reader(request, world, team, case, priya):
    """Somebody of the role, connected to the case; as an officer they look after a person and a measure."""
    role = request.param
    reader = make_user(role=role, teams=[team])
    connect(reader, world)
    if role == "police_liaison":
        person = make_person(area=team, officer=reader)
        make_measure(area=team, by=reader, person=person, officer=reader, review_on=day(5))
    add(case, 3, by=priya)
    keep_all()
    return reader


@pytest.mark.parametrize("reader", ROLES, indirect=True)
def test_home_and_what_is_due_take_a_dozen_queries(reader, signed_in, queries_of):
    browser = signed_in(reader)
    assert queries_of(browser, reverse("due")) <= MOST
    assert queries_of(browser, reverse("due", query={"on": "beside"})) <= MOST
    assert queries_of(browser, reverse("home")) <= MOST


@pytest.mark.parametrize("reader", ["caseworker", "police_liaison"], indirect=True)
def test_whom_somebody_stands_in_for_takes_one_more_at_most(reader, priya, signed_in, queries_of):
    Absence.arrange(priya, by=priya, starts=day(0), until=day(3), covered_by=reader)
    browser = signed_in(reader)
    assert "in place of Priya Nair" in browser.get(reverse("due")).text
    assert queries_of(browser, reverse("due")) <= MOST
    assert queries_of(browser, reverse("home")) <= MOST + 1


@pytest.mark.parametrize("reader", ["police_liaison"], indirect=True)
def test_what_is_told_of_several_kinds_of_record_is_among_it(reader, signed_in):
    """Or these numbers would be of an empty page."""
    assert Told.objects.filter(person=reader.pk).values("told_by").distinct().count() > 1
    assert "Review" in signed_in(reader).get(reverse("due")).text
