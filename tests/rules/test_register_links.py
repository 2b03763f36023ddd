"""What joins a person of concern to a child, another person or a place: who may make it, and who learns of what.

Source: DOMAIN.md section 7, rules 8 and 9, and its row "police intelligence (handling code)".
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Case
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models import Link, PersonOfConcern
from tests.days import Later
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_person, make_place

pytestmark = pytest.mark.django_db
GRADED = {"is_intelligence": True, "source_grade": "2", "assessed": "C", "handling": "P"}


@pytest.fixture
def man(team, rhys):
    return make_person(area=team, officer=rhys)


@pytest.fixture
def known(man, tamsin, case):
    """The same man, linked to Tamsin."""
    link_child(man, tamsin)
    return man


@pytest.fixture
def jory(elsewhere, owen):
    """A child of another team, led by Owen."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    case = make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow"))
    case.allocate(owen, part="lead", by=manager)
    return case.child


def heard(case):
    return [entry.sentence for entry in case.entries.of_kind("disruption")]


def test_police_liaison_links_only_children_they_may_know_of(man, tamsin, case, rhys, morag):
    with pytest.raises(NotYours):
        man.link(by=rhys, child=tamsin, nature="Seen together")
    case.allocate(rhys, part="linked", by=morag)
    man.link(by=rhys, child=tamsin, nature="Seen together")
    assert heard(case) == [f"{man.reference} was recorded as a person of concern, suspected."]


def test_a_worker_links_their_own_child_to_a_person_they_may_see_and_no_other(known, man, case, priya, morag, jory):
    mine = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Trevanion"))
    mine.allocate(priya, part="lead", by=morag)
    known.link(by=priya, child=mine.child, nature="Drives her")
    with pytest.raises(NotYours):
        known.link(by=priya, child=jory, nature="Drives him")


def test_a_worker_does_not_reach_a_person_by_linking_a_child_of_theirs(man, tamsin, case, priya):
    with pytest.raises(NotYours, match="Ask Rhys Calder"):
        man.link(by=priya, child=tamsin, nature="Drives her")
    assert not PersonOfConcern.objects.visible_to(priya).exists()


def test_the_officer_hears_of_the_child_as_soon_as_a_worker_links_them(known, case, rhys, priya, morag):
    mine = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Trevanion"))
    mine.allocate(priya, part="lead", by=morag)
    known.link(by=priya, child=mine.child, nature="Drives her")
    assert set(Case.objects.visible_to(rhys)) == {case, mine}


def test_a_child_without_an_open_case_hears_in_the_latest(known, case, sunita, morag, rhys):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    case.closure_waiting.approve(by=sunita)
    case.refresh_from_db()
    assert not case.is_open
    known.links.get().take_back(by=rhys, because="Not the same man")
    assert heard(case)[-1:] == [f"The link to {known.reference} was taken back."]


@pytest.mark.parametrize("end", ["child", "place", "other"])
def test_the_same_two_are_linked_once(end, known, team, rhys, tamsin, priya):
    ends = {"child": tamsin, "place": make_place(area=team, by=rhys), "other": make_person(area=team, officer=rhys)}
    if end != "child":
        known.link(by=rhys, **{end: ends[end]}, nature="Works there")
    with pytest.raises(NotYet, match=r"linked (to this person )?already"):
        known.link(by=rhys, **{end: ends[end]}, nature="Again")


def test_two_people_are_linked_once_whoever_came_first_and_nobody_to_themselves(known, team, rhys):
    friend = make_person(area=team, officer=rhys)
    known.link(by=rhys, other=friend, nature="Brothers")
    with pytest.raises(NotYet, match="linked already"):
        friend.link(by=rhys, other=known, nature="Brothers")
    with pytest.raises(NotYet, match="to themselves"):
        known.link(by=rhys, other=known, nature="Brothers")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"nature": " "}, "what links them"),
        ({"since": Later(lambda: timezone.localdate() + timedelta(days=2))}, "today or in the past"),
        (
            Later(lambda: {"since": timezone.localdate(), "until": timezone.localdate() - timedelta(days=1)}),
            "before the start",
        ),
        ({"is_intelligence": True}, "grade of its source"),
        (GRADED | {"handling": "C"}, "handling conditions"),
    ],
)
def test_a_link_that_cannot_be_so_is_refused_with_a_sentence(facts, sentence, man, team, rhys):
    with pytest.raises(NotYet, match=sentence):
        man.link(by=rhys, place=make_place(area=team, by=rhys), **{"nature": "Works there"} | facts)


def test_a_link_does_not_begin_before_the_child_was_born(known, case, rhys, morag):
    young = make_child(given_names="Wren", family_name="Trevanion")
    make_case(manager=morag, child=young).allocate(rhys, part="linked", by=morag)
    young.refresh_from_db()
    before = timezone.localdate().replace(year=1999, day=1)
    with pytest.raises(NotYet, match="before the child was born"):
        known.link(by=rhys, child=young, nature="Seen together", since=before)


def test_intelligence_is_graded_by_police_liaison_alone(known, team, rhys, priya):
    place = make_place(area=team, by=rhys)
    with pytest.raises(NotYours, match="police liaison"):
        known.link(by=priya, other=known, nature="Works there", **GRADED)
    made = known.link(by=rhys, place=place, nature="Works there", **GRADED)
    with pytest.raises(NotYours, match="recorded by police liaison"):
        made.change(by=priya, handling="C", handling_conditions="Ask first")


def test_intelligence_with_conditions_is_changed_by_police_liaison_alone(known, rhys, priya):
    link = known.links.get()
    link.change(by=rhys, **GRADED | {"handling": "C", "handling_conditions": "Ask first"})
    with pytest.raises(NotYours, match="handling conditions"):
        link.change(by=priya, nature="Gave her a lift")
    with pytest.raises(NotYours, match="handling conditions"):
        link.take_back(by=priya, because="Not so")


def test_a_link_taken_back_stays_to_be_read_and_neither_officer_nor_worker_sees_through_it(known, case, rhys, priya):
    link = known.links.get()
    link.take_back(by=priya, because="Another man")
    link.refresh_from_db()
    assert (link.ended_by, link.because) == (priya, "Another man")
    assert not Case.objects.visible_to(rhys).exists()
    assert f"The link to {known.reference} was taken back." in heard(case)
    with pytest.raises(NotYours):
        link.take_back(by=priya, because="Once more")


def test_a_link_is_taken_back_once(known, rhys):
    known.link(by=rhys, place=make_place(area=known.area, by=rhys), nature="Works there")
    link = known.links.get(child=None)
    link.take_back(by=rhys, because="Another man")
    with pytest.raises(NotYet, match="taken back already"):
        link.take_back(by=rhys, because="Once more")


def test_taking_a_link_back_needs_a_reason_and_a_right(known, priya, owen):
    link = known.links.get()
    with pytest.raises(NotYet, match="why"):
        link.take_back(by=priya, because=" ")
    with pytest.raises(NotYours):
        link.take_back(by=owen, because="Not so")


def test_two_people_who_change_a_link_at_once_lose_nothing(known, rhys, priya):
    mine, theirs = Link.objects.get(), Link.objects.get()
    mine.change(by=rhys, version=1, nature="Gave her a phone")
    with pytest.raises(ChangedMeanwhile):
        theirs.change(by=priya, version=1, nature="Gave her money")
    assert Link.objects.get().nature == "Gave her a phone"
