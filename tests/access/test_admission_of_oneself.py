"""Nobody opens a child for themself by way of the register: becoming the officer of a person of concern opens the cases
of the linked children only where the colleague or a manager of each child's team agreed."""

import pytest
from django.utils import timezone

from cases.models import Case
from cases.models.access.allocation import Part
from emerald.accounts.permissions import Right
from perpetrators.models import Measure, PersonOfConcern
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer, make_person

pytestmark = pytest.mark.django_db


def opens(user):
    return set(Case.objects.visible_to(user)) | set(Case.objects.visible_to(user, Right.READ_CHILD))


def fresh(person):
    return PersonOfConcern.objects.get(pk=person.pk)


def test_an_officer_does_not_open_children_by_way_of_setting_the_officer_to_nobody(man, case, rhys, nia):
    fresh(man).appoint(by=nia, officer=None, because="Rhys has much to do")
    fresh(man).appoint(by=nia, officer=nia, because="Somebody must")
    assert fresh(man).officer == nia  # the register has to be kept
    assert opens(nia) == set()


@pytest.mark.parametrize("stays", ["the decoy", "the person"])
def test_an_officer_does_not_open_children_by_merging_a_person_into_a_decoy(stays, man, case, team, rhys, nia):
    decoy = PersonOfConcern.record(
        by=nia,
        area=team,
        officer=nia,
        given_names="Dale",
        family_name="Orcherd",
        ethnicity_why_unknown="Not seen",
        nationality_why_unknown="Not asked",
    )
    kept, gone = (decoy, man) if stays == "the decoy" else (man, decoy)
    fresh(kept).merge(fresh(gone), by=nia, because="The same licence")
    assert opens(nia) == set()
    assert opens(rhys) == {case}  # access stays where it was


def test_a_decoy_does_not_lend_its_officer_to_a_person_without_one(man, case, team, nia):
    PersonOfConcern.objects.filter(pk=man.pk).update(officer=None)
    decoy = make_person(area=team, officer=nia)
    fresh(man).merge(fresh(decoy), by=nia, because="The same licence")
    assert fresh(man).officer == nia
    assert opens(nia) == set()


def test_an_officer_does_not_open_children_by_taking_a_person_whom_nobody_looks_after(man, case, rhys, nia):
    rhys.leave()
    fresh(man).appoint(by=nia, officer=nia, because="Rhys left")
    assert opens(nia) == set()


def test_an_officer_does_not_open_children_through_a_third_officer(man, case, nia):
    third = make_officer("Ines Vardy")
    fresh(man).appoint(by=third, officer=nia, because="Nia knows him")
    assert opens(nia) == opens(third) == set()


def test_an_officer_who_waits_hands_over_nothing(man, case, nia):
    third = make_officer("Ines Vardy")
    fresh(man).appoint(by=nia, officer=None, because="Rhys has much to do")
    fresh(man).appoint(by=nia, officer=nia, because="Somebody must")
    fresh(man).appoint(by=nia, officer=third, because="Ines knows him")
    fresh(man).appoint(by=third, officer=nia, because="And back")
    assert opens(nia) == opens(third) == set()


def test_another_officer_who_sees_a_child_by_name_does_not_open_it_to_a_colleague(case, tamsin, team, morag, nia):
    third = make_officer("Ines Vardy")
    case.allocate(third, part=Part.LINKED, by=morag)
    theirs = make_person(area=team, officer=nia)
    theirs.link(by=third, child=tamsin, nature="Seen together")
    assert opens(nia) == set()


def test_a_measure_that_names_a_child_opens_it_to_no_officer_unless_a_worker_names_it(case, tamsin, team, morag, nia):
    third = make_officer("Ines Vardy")
    case.allocate(third, part=Part.LINKED, by=morag)
    theirs = make_person(area=team, officer=nia)
    Measure.serve_notices(
        by=third,
        person=theirs,
        children=[tamsin],
        basis="s2",
        served_on=timezone.localdate(),
        facts={"signed": "signed"},
    )
    assert opens(nia) == set()


def test_what_an_officer_sees_by_name_is_not_theirs_for_longer_through_the_register(case, tamsin, team, morag, nia):
    """A manager who ends the link by name ends it, whatever the officer recorded meanwhile."""
    linked = case.allocate(nia, part=Part.LINKED, by=morag)
    theirs = PersonOfConcern.record(
        by=nia,
        through=case,
        officer=nia,
        link={"nature": "Drives her"},
        given_names="Col",
        ethnicity_why_unknown="-",
        nationality_why_unknown="-",
    )
    assert opens(nia) == {case}
    case.end_allocation(linked, by=morag, reason="no_longer_needed")
    assert theirs.officer_now == nia
    assert opens(nia) == set()


def test_a_worker_who_links_their_own_child_decides_that_the_officer_is_joined(man, morag, priya, rhys, case):
    mine = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    mine.allocate(priya, part=Part.LEAD, by=morag)
    fresh(man).link(by=priya, child=mine.child, nature="Drives her")
    assert opens(rhys) == {case, mine}


def test_the_colleague_who_hands_over_agrees_for_the_children_they_see(man, case, rhys, nia):
    fresh(man).appoint(by=rhys, officer=nia, because="I move to another force")
    assert opens(nia) == {case}
    assert opens(rhys) == set()


def test_a_manager_who_appoints_agrees_for_the_children_of_their_team_alone(man, case, team, elsewhere, morag, nia):
    bryn = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    theirs = make_case(manager=bryn, team=elsewhere, child=make_child(given_names="Jory", family_name="Penhallow"))
    link_child(man, theirs.child)
    fresh(man).appoint(by=morag, officer=nia, because="Rhys is ill")
    assert opens(nia) == {case}
