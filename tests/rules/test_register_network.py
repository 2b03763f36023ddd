"""The network around a record: what the reader may see of it, the rest counted, always drawn the same way."""

import pytest

from cases.models.access.allocation import Part
from perpetrators.models import Link
from perpetrators.models.register.scope import Scope
from perpetrators.presenters.network import CONDITIONS, MOST_DRAWN, Network
from perpetrators.presenters.person import PersonPresenter
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Linked to Tamsin."""
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin, confidence="confirmed")
    return person


@pytest.fixture
def jory(elsewhere, owen):
    """A child of another team, led by Owen."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    case = make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow"))
    case.allocate(owen, part=Part.LEAD, by=manager)
    return case.child


@pytest.fixture
def lodge(man, team, rhys):
    """A place of the man's, and of another man whom nobody in the team may see."""
    place = make_place(area=team, by=rhys)
    other = make_person(area=team, officer=rhys, given_names="Corin", family_name="Vane")
    for person in (man, other):
        Link.objects.create(person=person, place=place, nature="Works there", recorded_by=rhys)
    return place


def names(network):
    return {mark.name for mark in network.marks}


def around(start, user, steps=1):
    return Network(start, Scope(user), steps=steps)


def test_one_step_shows_what_is_joined_to_the_record(man, lodge, priya):
    assert names(around(man, priya)) == {"Dale Orchard", "Tamsin Quillfeather", "Harbour Lodge"}


def test_two_steps_show_what_the_first_steps_ends_are_linked_to(man, lodge, tamsin, rhys):
    assert "Corin Vane" not in names(around(man, rhys))
    assert "Corin Vane" in names(around(man, rhys, steps=2))
    assert names(around(tamsin, rhys, steps=2)) == {"Tamsin Quillfeather", "Dale Orchard", "Harbour Lodge"}


@pytest.mark.parametrize("steps", [1, 2])
def test_a_shared_person_never_reveals_one_child_to_the_others_worker(steps, man, jory, lodge, priya, owen):
    link_child(man, jory)
    assert "Jory Penhallow" not in names(around(man, priya, steps))
    assert "Tamsin Quillfeather" not in names(around(man, owen, steps))
    [mark] = [mark for mark in around(man, priya, steps).hidden if mark.of == "person"]
    assert mark.sentence == "1 more connection: ask Rhys Calder, police liaison."


def test_a_restricted_child_is_not_even_counted(man, jory, lodge, priya, elsewhere):
    link_child(man, jory)
    head = make_user(role="service_manager", name="Edda Holm", teams=[elsewhere])
    jory.cases.get().restrict(by=head, category="staff", because="Relative.", named=[])
    assert not [mark for mark in around(man, priya).hidden if mark.of == "person"]
    assert PersonPresenter(man, Scope(priya)).more_links == 0
    assert PersonPresenter(man, Scope(head)).more_links == 1  # Tamsin


def test_a_person_out_of_sight_is_counted_at_the_place(man, lodge, priya):
    [mark] = around(lodge, priya).hidden
    assert (mark.name, mark.more, mark.sentence) == (
        "Harbour Lodge",
        1,
        "1 more connection: ask a police liaison officer.",
    )


def test_whoever_keeps_the_register_is_shown_no_child_that_is_not_theirs(man, jory, rhys):
    Link.objects.create(person=man, child=jory, nature="Lifts", recorded_by=rhys)
    nia = make_officer("Nia Trask")
    network = around(man, nia)
    assert names(network) == {"Dale Orchard"}
    assert network.hidden[0].sentence == "2 more connections: ask a practice manager."


def test_what_is_confirmed_is_solid_and_what_is_not_is_dashed(man, lodge, rhys):
    sure = {line.other.name: line.is_sure for line in around(man, rhys).lines}
    assert sure == {"Tamsin Quillfeather": True, "Harbour Lodge": False}
    man.links.filter(place=lodge).update(
        confidence="confirmed", is_intelligence=True, source_grade="1", assessed="A", handling="P"
    )
    [line] = [line for line in around(man, rhys).lines if line.other.name == "Harbour Lodge"]
    assert (line.is_sure, line.label) == (False, "Intelligence, not fact")


def test_intelligence_with_conditions_is_read_by_police_liaison_alone(man, lodge, tamsin, priya, rhys):
    graded = {
        "is_intelligence": True,
        "source_grade": "2",
        "assessed": "C",
        "handling": "C",
        "nature": "Informant says",
    }
    man.links.update(**graded)
    assert {line.nature for line in around(man, rhys).lines} == {"Informant says"}
    network = around(man, priya)
    assert {line.nature for line in network.lines} == {CONDITIONS}
    assert names(network) == {"Dale Orchard", "Tamsin Quillfeather"}
    assert network.hidden[0].more == 1


def test_a_link_that_was_taken_back_is_not_drawn(man, lodge, rhys):
    man.links.get(place=lodge).take_back(by=rhys, because="Another man.")
    assert names(around(man, rhys)) == {"Dale Orchard", "Tamsin Quillfeather"}


def test_a_mark_leads_to_its_page_and_a_child_to_the_readers_case(man, case, lodge, priya):
    assert {mark.href for mark in around(man, priya).marks} == {
        man.get_absolute_url(),
        lodge.get_absolute_url(),
        f"/cases/{case.reference}/",
    }


def test_where_the_network_goes_on_is_said(man, lodge, rhys):
    assert [(mark.name, mark.further) for mark in around(man, rhys).beyond] == [("Harbour Lodge", 1)]
    assert not around(man, rhys, steps=2).beyond


def test_the_same_network_is_drawn_the_same_way(man, lodge, rhys):
    def drawn():
        network = around(man, rhys, steps=2)
        return network.picture, [(mark.name, mark.x, mark.y) for mark in network.marks]

    assert drawn() == drawn()
    (width, height), marks = drawn()
    assert all(0 < x < width and 0 < y < height for _, x, y in marks)
    assert len({(x, y) for _, x, y in marks}) == len(marks)


def test_what_nobody_could_read_as_a_picture_is_left_to_the_table(man, team, rhys):
    for number in range(MOST_DRAWN):
        other = make_person(area=team, officer=rhys, given_names="N", family_name=f"{number}")
        Link.objects.create(person=man, other=other, nature="Friends", recorded_by=rhys)
    network = around(man, rhys)
    assert not network.is_drawn
    assert len(network.lines) == MOST_DRAWN + 1


def test_a_network_costs_the_same_however_large(man, lodge, team, morag, rhys, django_assert_max_num_queries):
    for number in range(6):
        other = make_person(area=team, officer=rhys, given_names="N", family_name=f"{number}")
        Link.objects.create(person=man, other=other, nature="Friends", recorded_by=rhys)
        Link.objects.create(person=other, place=make_place(area=team, by=rhys), nature="Works", recorded_by=rhys)
        link_child(other, make_case(manager=morag, team=team).child)
    with django_assert_max_num_queries(12):
        network = around(man, rhys, steps=2)
        assert network.picture
        assert [mark.sentence for mark in network.marks]
        assert len(network.lines) == 3 + 3 * 6
