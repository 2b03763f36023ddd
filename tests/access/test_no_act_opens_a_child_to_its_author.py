"""Whatever one person does by themself, no child is open to them afterwards who was not before; and whatever police
liaison do among themselves, no child is open to any of them who was open to none."""

from random import Random

import pytest

from cases.models import Case, Child
from cases.models.access.rights import differences
from emerald.accounts.models import User
from perpetrators.models import Admission, Link
from tests.access.acting import ACTS, Stage, rights_by_child
from tests.access.widening import acts_in_the_table

pytestmark = pytest.mark.django_db
SEEDS, STEPS = range(2), 250
TRIES = 4  # with other cases, people and persons of concern each time
# The table says so: the team that takes a child in again, and its managers, open what is known of them.
OPENS_TO_THE_ACTOR = {"Reopened.reopen", "opening.open_case"}


def joined_through_the_register():
    """What should be, worked out once more from plain rows: (officer, child) for each agreed row whose link stands."""
    links = {(one.person_id, one.child_id) for one in Link.objects.all() if one.child_id and one.ended_at is None}
    return {
        (one.officer_id, one.child_id)
        for one in Admission.objects.select_related("officer")
        if one.answer == "agreed"
        and one.ended_at is None
        and (one.person_id, one.child_id) in links
        and one.officer.role == "police_liaison"
    }


def named_on():
    """{child: keys of those named} of restricted children."""
    return {
        child.pk: {
            name.user_id for one in child.restrictions.all() if one.lifted_at is None for name in one.names.all()
        }
        for child in Child.objects.prefetch_related("restrictions__names")
        if any(one.lifted_at is None for one in child.restrictions.all())
    }


def linked_by_name():
    return {
        (one.user_id, one.case.child_id)
        for case in Case.objects.prefetch_related("allocations__case")
        for one in case.allocations.all()
        if one.ended_on is None and one.part == "linked"
    }


def officers():
    return set(User.objects.filter(role="police_liaison").values_list("pk", flat=True))


def should_be_seen_by_officers():
    """(officer, child) of the children with an open case."""
    here, named = set(Case.objects.open().values_list("child", flat=True)), named_on()
    joined = {
        (user, child)
        for user, child in joined_through_the_register() | linked_by_name()
        if child not in named or user in named[child]
    }
    by_list = {(user, child) for child, users in named.items() for user in users}
    theirs = officers()
    return {(user, child) for user, child in joined | by_list if user in theirs and child in here}


def seen_by_officers(cases=None):
    theirs = officers()
    return {(user, child) for user, child, _ in rights_by_child(cases) if user in theirs}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_act_of_one_person_opens_a_child_to_that_person(seed):
    chance = Random(seed)
    stage, done = Stage(chance), set()
    for _ in range(STEPS):
        name = chance.choice(list(ACTS))
        actor = stage.actor_for(name)
        known, before = set(Child.objects.values_list("pk", flat=True)), rights_by_child()
        if not any(stage.act(name, actor) for _ in range(TRIES)):
            continue
        done.add(name)
        gained = {
            (child, right) for user, child, right in rights_by_child() - before if user == actor.pk and child in known
        }
        assert not gained or name in OPENS_TO_THE_ACTOR, f"{name} opened {gained} to its {actor.role}"
        assert seen_by_officers(Case.objects.open()) == should_be_seen_by_officers(), name
    assert not any(len(missing) or len(many) for missing, many in differences(Case.objects.all()))
    assert len(done) > len(ACTS) * 2 / 3, f"most acts should happen: {ACTS.keys() - done} did not"


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_police_liaison_do_among_themselves_opens_no_child_to_any_of_them(seed):
    chance = Random(seed)
    stage = Stage(chance)
    before = {child for _, child in seen_by_officers()}
    closed = set(Child.objects.values_list("pk", flat=True)) - before
    for child in Child.objects.filter(pk__in=list(before)[:2]):  # so that there is something to open
        for admission in Admission.objects.agreed().filter(child=child):
            case = child.cases.get()
            admission.take_back(by=case.team.memberships.get(user__role="practice_manager").user, because="-")
        closed.add(child.pk)
    own = seen_by_officers()
    for _ in range(STEPS):
        stage.act(chance.choice(list(ACTS)), chance.choice(stage.officers))
        assert not {child for _, child in seen_by_officers()} & closed
    handed = {user for user, _ in seen_by_officers() - own}
    assert handed <= {one.officer_id for one in Admission.objects.agreed() if one.decided_by_id != one.officer_id}


def test_every_act_of_the_table_that_widens_access_is_played():
    """Those left out are steps of others, or belong to accounts."""
    steps = {
        "Allocated.sync_rights",
        "EndsReading._chronicle_reading",
        "Restrictable._name",
        "Restrictable._sync_rights_of_every_episode",
        "Restrictable.begin_restricted",
        "LinkRecording.open_to_linked",
        "User.take_up",
        "User._sync_groups",
        "staff_changes.sync_rights_of_user",
        "staff_changes.sync_rights_of_officer",
        "appoint_first._made",
        "User.leave",
        "team_ending._leave_it",
        "Guarded.end_on",
        "Guarded.return_to_work",
        "staff_changes.end_connections_of",
        "staff_changes.end_officer",
        "Protecting._link",
        "Steps.protect",
        "PlaceRecording.record",
        "Admitting.admit_next",
        "Merging._take_over",
        "Merging._links_of",
        "Admitting.take_over_admissions",
        "Admitting.admit",
        "Admitting.admit_to_linked",
        "Admitting.end_admissions",
        "admitting.end_of_officer",
    }
    assert acts_in_the_table().keys() - ACTS.keys() == steps
