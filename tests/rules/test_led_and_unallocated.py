"""A case says whether it is led: what its allocations say, whoever wrote them and however."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.models import Case, CaseHistory
from cases.models.access.allocation import Allocation, Part
from cases.models.access.handing_over import hand_over
from emerald.database.identity import asking_for
from emerald.guards import NotYet, NotYours
from tests.factories.children import make_case
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def without_lead():
    """As the allocations say it."""
    led = Allocation.objects.current().leads().values("case")
    return set(Case.objects.open().exclude(pk__in=led).values_list("pk", flat=True))


def unallocated():
    return set(Case.objects.unallocated().values_list("pk", flat=True))


def checked(when):
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL {when}")


class Team:
    def __init__(self, morag, sunita, priya, team):
        checked("DEFERRED")
        self.morag, self.sunita = morag, sunita
        self.workers = [priya, make_user(name="Noor Haddad", teams=[team])]
        self.cases = [make_case(manager=morag), make_case(manager=morag, lead=priya)]

    def happen(self, what, which, worker):
        case = Case.objects.get(pk=self.cases[which].pk)
        with suppress(NotYet, NotYours, IntegrityError), transaction.atomic():
            checked("DEFERRED")
            WHAT_HAPPENS[what](self, case, self.workers[worker])
            checked("IMMEDIATE")  # what cannot be has not happened


def lead(team, case, worker):
    case.allocate(worker, part=Part.LEAD, by=team.morag)


def work_beside(team, case, worker):
    case.allocate(worker, part=Part.CO_WORKER, by=team.morag)


def end(team, case, worker):
    for one in case.allocations.current():
        case.end_allocation(one, by=team.morag, reason="no_longer_needed")


def give_all(team, case, worker):
    other = next(one for one in team.workers if one != worker)
    theirs = Case.objects.filter(pk__in=Allocation.objects.current().filter(user=worker).values("case"))
    hand_over(theirs, leaver=worker, to=other, by=team.morag)


def close(team, case, worker):
    case.propose_closure(by=team.morag, reason="C3", summary="Safer.", views="-").approve(by=team.sunita)


def identify(team, case, worker):
    case.identify_as_victim(
        by=team.morag, effective_on=timezone.localdate(), rationale="-", section_47=True, section_47_reason="-"
    )


def save_an_old_copy(team, case, worker):
    """Read before the lead came, saved as a whole after it."""
    case.allocate(worker, part=Part.LEAD, by=team.morag)
    old = Case.objects.get(pk=case.pk)
    old.led = not old.led
    old.save()


def end_past_the_verbs(team, case, worker):
    case.allocations.current().update(ended_on=timezone.localdate(), end_reason="left", ended_by=team.morag)


def become_a_co_worker(team, case, worker):
    case.allocations.current().update(part=Part.CO_WORKER)


def move_past_the_verbs(team, case, worker):
    other = next(one for one in team.cases if one.pk != case.pk)
    case.allocations.current().update(case=other)


def forget(team, case, worker):
    case.allocations.all().delete()


def lead_several(team, case, worker):
    Allocation.objects.bulk_create(
        [
            Allocation(case=one, user=worker, part=Part.LEAD, made_by=team.morag, started_on=one.opened_on)
            for one in team.cases
        ],
        ignore_conflicts=True,
    )


WHAT_HAPPENS = [
    lead, work_beside, end, give_all, close, identify, save_an_old_copy, end_past_the_verbs, become_a_co_worker,
    move_past_the_verbs, forget, lead_several,
]  # fmt: skip
a_happening = some.tuples(some.integers(0, len(WHAT_HAPPENS) - 1), some.integers(0, 1), some.integers(0, 1))


@given(history=some.lists(a_happening, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_the_queue_is_the_open_cases_that_no_allocation_leads(history, team, morag, sunita, priya):
    with transaction.atomic():
        work = Team(morag, sunita, priya, team)
        for one in history:
            work.happen(*one)
            assert unallocated() == without_lead()
            assert set(Case.objects.filter(led=True).values_list("pk", flat=True)) == set(
                Allocation.objects.current().leads().values_list("case", flat=True)
            )
        transaction.set_rollback(True)


def test_a_manager_who_asks_as_themself_leaves_it_right(case, morag, priya):
    with asking_for(morag.pk):
        [one] = case.allocations.current()
        case.end_allocation(one, by=morag, reason="no_longer_needed")
    assert unallocated() == {case.pk}
    with asking_for(morag.pk):
        case.allocate(priya, part=Part.LEAD, by=morag)
    assert unallocated() == set()


def test_nobody_writes_it_by_hand(case):
    Case.objects.filter(pk=case.pk).update(led=False)
    assert Case.objects.get(pk=case.pk).led


def test_an_allocation_of_a_case_that_its_writer_does_not_see_is_refused(case, owen):
    with pytest.raises(Exception, match=r"sees its case|row-level security"), transaction.atomic(), asking_for(owen.pk):
        Allocation.objects.create(case_id=case.pk, user=owen, part=Part.LEAD, made_by=owen)
    assert Case.objects.get(pk=case.pk).lead != owen


def test_it_leaves_no_line_in_the_history_of_the_case(case, morag):
    before = CaseHistory.objects.count()
    [one] = case.allocations.current()
    case.end_allocation(one, by=morag, reason="no_longer_needed")
    assert CaseHistory.objects.count() == before
