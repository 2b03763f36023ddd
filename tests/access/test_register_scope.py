"""Who sees a person of concern, a place, a link and a measure: through a child, or because they keep the register.

Source: DOMAIN.md section 7, rows "suspect identity" and "measures", and rule 8.
"""

import pytest

from cases.models import Case
from cases.models.access.allocation import Part
from cases.models.access.rights import differences, sync_rights
from emerald.accounts.permissions import Right
from emerald.accounts.roles import ROLES
from perpetrators.models import Link, Measure, PersonOfConcern, Place, ProtectedChild
from perpetrators.models.register.scope import REGISTER_RIGHTS, Scope
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def jory(elsewhere, owen):
    """A child of another team, led by Owen."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    case = make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow"))
    case.allocate(owen, part=Part.LEAD, by=manager)
    return case.child


def people(user):
    return set(PersonOfConcern.objects.visible_to(user))


def test_a_worker_sees_the_persons_of_concern_of_their_own_children_alone(man, priya, morag, owen):
    assert people(priya) == people(morag) == {man}
    assert people(owen) == set()


def test_whoever_keeps_the_register_sees_all_of_it(man, team):
    assert people(make_officer("Nia Trask")) == {man}


@pytest.mark.parametrize("role", [key for key in ROLES if key != "police_liaison"])
def test_nobody_sees_a_person_of_concern_of_a_child_they_are_not_joined_to(role, man, elsewhere):
    somebody = make_user(role=role, name="Kit Amory", teams=[elsewhere])
    assert people(somebody) == set()
    assert Scope(somebody).rights_on(man) == frozenset()


def test_somebody_whose_access_ended_sees_nothing(man, rhys, priya):
    for person in (rhys, priya):
        person.is_active = False
        person.save()
        assert people(person) == set()
        assert not Scope(person).rights_on(man)


@pytest.mark.parametrize(
    ("role", "held"), [("practice_manager", REGISTER_RIGHTS), ("business_support", {Right.HEAR_OF_MEASURES})]
)
def test_the_rights_on_a_person_are_those_on_the_childs_case(role, held, man, team):
    assert Scope(make_user(role=role, name="Kit Amory", teams=[team])).rights_on(man) == held


def test_business_support_hears_of_measures_and_not_of_whom(man, team):
    assert people(make_user(role="business_support", name="Kit Amory", teams=[team])) == set()


def test_a_shared_person_of_concern_shows_each_worker_their_own_child_alone(man, tamsin, jory, priya, owen):
    link_child(man, jory)
    assert people(priya) == people(owen) == {man}
    assert [one.child for one in Scope(priya).links(Link.objects.all())] == [tamsin]
    assert [one.child for one in Scope(owen).links(Link.objects.all())] == [jory]


def test_the_officer_is_joined_to_the_childs_case_and_another_officer_is_not(man, case, rhys):
    other = make_officer("Nia Trask")
    assert set(Case.objects.visible_to(rhys)) == {case}
    assert not Case.objects.visible_to(other).exists()
    assert not Scope(other).links(Link.objects.all()).exists()
    assert not any(len(missing) or len(too_many) for missing, too_many in differences(Case.objects.all()))


def test_the_officers_connection_ends_with_the_link(man, case, rhys, tamsin):
    Link.objects.filter(child=tamsin).update(ended_at=case.created_at, ended_by=rhys, because="Not the same man")
    sync_rights(Case.objects.all())
    assert not Case.objects.visible_to(rhys).exists()


def test_a_link_that_was_taken_back_shows_the_person_to_nobody_any_more(man, case, rhys, priya, tamsin, team):
    place = make_place(area=team, by=rhys)
    Link.objects.create(person=man, place=place, nature="Works there", recorded_by=rhys)
    Link.objects.filter(child=tamsin).update(ended_at=case.created_at, ended_by=rhys, because="Not the same man")
    assert people(priya) == set()
    assert Scope(priya).rights_on(man) == Scope(priya).rights_on_place(place) == frozenset()
    assert not Place.objects.visible_to(priya).exists()
    assert people(rhys) == {man}  # who keeps the register


def test_an_officer_who_becomes_something_else_loses_the_case(man, case, rhys, team):
    rhys.take_up(ROLES["business_support"], teams=[])
    assert not Case.objects.visible_to(rhys).exists()


def test_a_restricted_child_is_shown_to_nobody_through_a_person_of_concern(man, case, rhys, priya, sunita):
    case.restrict(by=sunita, category="staff", because="A colleague’s family", named=[sunita])
    assert people(priya) == set()
    assert not Scope(rhys).links(Link.objects.all()).exists()
    assert people(sunita) == {man}


def test_a_measure_that_names_another_child_is_not_shown(man, team, rhys, tamsin, jory, priya, owen):
    link_child(man, jory)
    general = make_measure(area=team, by=rhys, person=man)
    theirs = make_measure(area=team, by=rhys, person=man, kind="cawn")
    ProtectedChild.objects.create(measure=theirs, child=jory)
    assert set(Measure.objects.visible_to(priya)) == {general}
    assert set(Measure.objects.visible_to(owen)) == {general, theirs}
    assert set(Measure.objects.visible_to(rhys)) == {general, theirs}


def test_a_place_is_seen_through_its_persons_of_concern(man, team, rhys, priya, owen):
    place = make_place(area=team, by=rhys)
    Link.objects.create(person=man, place=place, nature="Works there", recorded_by=rhys)
    assert set(Place.objects.visible_to(priya)) == set(Place.objects.visible_to(rhys)) == {place}
    assert not Place.objects.visible_to(owen).exists()


@pytest.mark.parametrize("role", ROLES)
def test_the_rights_on_a_measure_are_those_with_which_it_is_found(role, man, team, rhys, tamsin, jory, priya, owen):
    """The door asks of one measure what a list asks of all: both must say the same."""
    place = make_place(area=team, by=rhys)
    Link.objects.create(person=man, place=place, nature="Works there", recorded_by=rhys)
    link_child(man, jory)
    measures = [
        make_measure(area=team, by=rhys, person=man),
        make_measure(area=team, by=rhys, place=place),
        *(make_measure(area=team, by=rhys, person=man, kind="cawn") for _ in range(2)),
    ]
    ProtectedChild.objects.create(measure=measures[2], child=jory)
    ProtectedChild.objects.bulk_create(ProtectedChild(measure=measures[3], child=child) for child in (jory, tamsin))
    for user in (make_user(role=role, name="Kit Amory", teams=[team]), priya, owen):
        scope = Scope(user)
        for measure in measures:
            found = {
                right
                for right in REGISTER_RIGHTS
                if scope.measures(Measure.objects.filter(pk=measure.pk), right).exists()
            }
            assert scope.rights_on_measure(measure) == found
