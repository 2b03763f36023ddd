"""Two people decide about an officer at once, or the officer changes: it ends as if one came after the other."""

import pytest
from django.db import transaction

from cases.models import Case
from cases.models.access import rights as access
from cases.models.access.allocation import Part
from emerald.accounts.models import User
from emerald.accounts.roles import AUDITOR
from emerald.guards import NotYet
from perpetrators.models import Admission, Measure, PersonOfConcern
from tests.access.racing import Meanwhile, race
from tests.factories.children import make_case, make_child
from tests.factories.register import make_officer, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def waits(man, nia):
    """Nia, who looks after him now and waits for a manager."""
    third = make_officer("Ines Vardy")
    man.appoint(by=third, officer=nia, because="Rhys has much to do")
    return man.admissions.waiting().get()


def again(one):
    return type(one).objects.get(pk=one.pk)


def settled():
    keys = {one.pk: one.team_id for one in Case.objects.all()}
    return access.current_rows(list(keys)) == access.expected_rows(keys)


def opens(user):
    return set(Case.objects.visible_to(again(user)))


def test_of_two_managers_who_decide_at_once_one_is_told_of_the_other(waits, case, nia, morag, sunita):
    ends = race(
        lambda: again(waits).agree(by=again(morag), because="She works with the school"),
        lambda: again(waits).decline(by=again(sunita), because="Another force works on it"),
    )
    assert sorted(type(one).__name__ for one in ends) == ["NoneType", "NotYet"]
    assert opens(nia) == ({case} if again(waits).is_agreed else set())
    assert settled()


def test_an_officer_who_goes_while_a_manager_agrees_is_not_joined(waits, man, nia, rhys, morag):
    meanwhile = Meanwhile(lambda: again(waits).agree(by=again(morag), because="Yes"))
    with transaction.atomic():
        again(man).appoint(by=again(nia), officer=again(rhys), because="I move to another force")
        meanwhile.begin()
    with pytest.raises(NotYet, match="nothing to decide any more"):
        meanwhile.end()
    assert opens(nia) == set()
    assert settled()


def test_an_officer_who_was_just_joined_goes_with_the_record(waits, man, nia, rhys, morag):
    meanwhile = Meanwhile(lambda: again(man).appoint(by=again(nia), officer=again(rhys), because="I move"))
    with transaction.atomic():
        again(waits).agree(by=again(morag), because="Yes")
        meanwhile.begin()
    meanwhile.end()
    assert opens(nia) == set()
    assert settled()


def test_a_child_linked_while_the_officer_changes_opens_to_the_officer_of_the_record(man, rhys, nia, morag):
    other = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    linking = Meanwhile(lambda: again(man).link(by=again(morag), child=again(other.child), nature="Drives her"))
    with transaction.atomic():
        again(man).appoint(by=again(rhys), officer=again(nia), because="I move to another force")
        linking.begin()
    linking.end()
    assert other not in opens(rhys)
    assert other in opens(nia)  # whom the manager joined by linking
    assert settled()


def test_a_measure_that_names_a_child_while_the_officer_changes_opens_it_to_no_one_who_went(man, rhys, nia, morag):
    other = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    naming = Meanwhile(
        lambda: Measure.propose(by=again(morag), kind="sro", person=again(man), children=[again(other.child)])
    )
    with transaction.atomic():
        again(man).appoint(by=again(rhys), officer=again(nia), because="I move to another force")
        naming.begin()
    naming.end()
    assert other not in opens(rhys)
    assert not Admission.objects.live().exclude(officer=nia).exists()
    assert settled()


def test_two_merges_and_a_decision_at_once_leave_one_row_for_each_officer_and_child(
    man, team, tamsin, case, rhys, nia, morag
):
    decoys = [make_person(area=team, officer=nia, given_names=name) for name in ("Dayle", "Dail")]

    def merge(decoy):
        return lambda: again(decoy).merge(again(man), by=again(nia), because="The same licence")

    ends = race(*(merge(decoy) for decoy in decoys))
    assert sorted(type(one).__name__ for one in ends) == ["Merge", "NotYet"]
    kept = PersonOfConcern.objects.get(pk=again(man).merged_into_id)
    assert sorted(kept.admissions.live().values_list("officer", "answer")) == sorted(
        [(rhys.pk, "agreed"), (nia.pk, "waiting")]
    )
    assert (opens(rhys), opens(nia)) == ({case}, set())
    assert settled()


def test_a_role_that_ends_while_a_worker_links_leaves_no_right_behind(man, rhys, morag):
    other = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    linking = Meanwhile(lambda: again(man).link(by=again(morag), child=again(other.child), nature="Drives her"))
    with transaction.atomic():
        User.objects.get(pk=rhys.pk).take_up(AUDITOR, teams=[])
        linking.begin()
    linking.end()
    assert opens(rhys) == set()
    assert not Admission.objects.live().exists()
    assert settled()


def test_a_manager_whose_case_is_being_restricted_decides_nothing(waits, case, nia, morag, sunita):
    deciding = Meanwhile(lambda: again(waits).agree(by=again(morag), because="Yes"))
    with transaction.atomic():
        again(case).restrict(by=again(sunita), category="staff", because="A colleague’s family", named=[])
        deciding.begin()
    with pytest.raises(Exception, match="cannot decide who else"):
        deciding.end()
    assert again(waits).is_waiting
    assert opens(nia) == set()
    assert settled()


def test_a_link_by_name_at_the_same_moment_is_no_second_connection(waits, case, nia, morag, sunita):
    race(
        lambda: again(case).allocate(again(nia), part=Part.LINKED, by=again(morag)),
        lambda: again(waits).decline(by=again(sunita), because="Another force works on it"),
    )
    assert opens(nia) == {case}
    assert settled()
