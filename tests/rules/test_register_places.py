"""A place of concern: who records it, what cannot be true of it, and its plan."""

from datetime import timedelta

import pytest
from django.utils import timezone

from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models import Place
from perpetrators.models.register.scope import Scope
from tests.days import Later
from tests.factories.people import make_user
from tests.factories.register import make_place

pytestmark = pytest.mark.django_db


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


@pytest.fixture
def lodge(man, team, rhys):
    place = make_place(area=team, by=rhys)
    man.link(by=rhys, place=place, nature="Works there")
    return place


def record(by, team, **more):
    facts = {"kind": "park", "name": "Quarry Park", "lines": "Behind the school"}
    return Place.record(by=by, area=team, **facts | more)


def test_police_liaison_record_a_place_by_itself(rhys, team):
    assert record(rhys, team).reference.startswith("PL-")


def test_a_caseworker_records_a_place_of_a_person_of_concern_of_their_child(man, priya, team):
    place = record(priya, team, person=man, nature="Meets children there")
    assert set(Place.objects.visible_to(priya)) == {place}
    assert man.links.current().get(place=place).nature == "Meets children there"


def test_nobody_else_records_a_place(man, priya, owen, team):
    with pytest.raises(NotYours, match="from the page of a person"):
        record(priya, team)
    with pytest.raises(NotYours):
        record(owen, team, person=man, nature="Lives there")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"name": " "}, "what the place is called"),
        ({"lines": " "}, "where it is"),
        ({"kind": "online"}, "by which the online space is found"),
    ],
)
def test_a_place_can_be_found(facts, sentence, rhys, team):
    with pytest.raises(NotYet, match=sentence):
        record(rhys, team, **facts)


def test_a_place_of_a_person_says_what_they_have_to_do_with_it(man, rhys, team):
    with pytest.raises(NotYet, match="what the person has to do"):
        record(rhys, team, person=man)


def test_a_worker_keeps_a_place_of_their_childs_and_no_other(lodge, priya, owen, ada, case, morag):
    lodge.change(by=priya, kind="hotel", name="Harbour Inn", lines="2 Quay Road", version=1)
    assert Place.objects.get().name == "Harbour Inn"
    case.allocate(ada, part="linked", by=morag)
    for somebody in (owen, ada):
        with pytest.raises(NotYours, match="Rhys Calder, police liaison"):
            lodge.change(by=somebody, kind="hotel", name="X", lines="Y")


def test_a_change_from_an_old_page_changes_nothing(lodge, priya):
    with pytest.raises(ChangedMeanwhile):
        lodge.change(by=priya, kind="hotel", name="X", lines="Y", version=7)


def test_a_number_is_added_and_taken_off(lodge, priya, owen):
    with pytest.raises(NotYet):
        lodge.add_particular(by=priya, kind="phone", value=" ")
    one = lodge.add_particular(by=priya, kind="phone", value="0113 496 0000")
    with pytest.raises(NotYours):
        lodge.take_off_particular(one, by=owen)
    lodge.take_off_particular(one, by=priya)
    assert not lodge.particulars.exists()


def test_the_plan_says_what_is_to_be_achieved_and_who_said_so(lodge, priya):
    with pytest.raises(NotYet):
        lodge.write_plan(by=priya, aims=" ")
    lodge.write_plan(by=priya, aims="No child is given a room.", version=1)
    place = Place.objects.get()
    assert (place.plan_aims, place.plan_changed_by, place.version) == ("No child is given a room.", priya, 2)


def test_an_action_has_an_owner_a_day_and_an_outcome(lodge, priya, rhys):
    action = lodge.add_action(by=priya, text="Train the night staff", due_on=tomorrow(), owner=rhys)
    action.change(
        by=priya, text="Train all staff", due_on=tomorrow(), owner_elsewhere="Licensing", owner=None, version=1
    )
    action.resolve(by=rhys, status="done", what_was_done="Six came.", version=2)
    assert lodge.actions.latest_resolved().get().whose == "Licensing"
    with pytest.raises(NotYet, match="marked “Done” already"):
        action.resolve(by=rhys, status="dropped", what_was_done="Again.")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": " "}, "what is to be done"),
        ({"owner_elsewhere": ""}, "who does it"),
        ({"due_on": None}, "by when"),
        ({"due_on": Later(lambda: tomorrow() - timedelta(days=2))}, "today or later"),
    ],
)
def test_an_action_that_says_too_little_is_refused(facts, sentence, lodge, priya):
    with pytest.raises(NotYet, match=sentence):
        lodge.add_action(by=priya, **{"text": "Visit", "due_on": tomorrow(), "owner_elsewhere": "Licensing"} | facts)


def test_an_action_is_not_given_to_somebody_who_cannot_open_the_place(lodge, priya, owen):
    with pytest.raises(NotYet, match="Owen Marsh cannot open this place"):
        lodge.add_action(by=priya, text="Visit", due_on=tomorrow(), owner=owen)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"what_was_done": ""}, "what was done"),
        ({"status": "open"}, "whether it was done"),
        ({"on": Later(tomorrow)}, "future"),
        ({"on": Later(lambda: tomorrow() - timedelta(days=9))}, "before the place was recorded"),
    ],
)
def test_an_action_is_resolved_with_what_was_done(facts, sentence, lodge, priya):
    action = lodge.add_action(by=priya, text="Visit", due_on=tomorrow(), owner_elsewhere="Licensing")
    with pytest.raises(NotYet, match=sentence):
        action.resolve(by=priya, **{"status": "done", "what_was_done": "Visited."} | facts)


@pytest.mark.parametrize("role", ["practice_manager", "business_support", "auditor"])
def test_the_rights_on_a_place_are_those_through_its_persons(role, lodge, man, team):
    somebody = make_user(role=role, name="Kit Amory", teams=[team])
    assert Scope(somebody).rights_on_place(lodge) == Scope(somebody).rights_on(man)
