"""What is due is kept in rows: they are what the sources say, whatever was written before and in whatever order.

Histories are made of what verbs write and of what corrects them later, past the verbs too: the rows must follow each
row that a source reads, not each way of writing it.
"""

from contextlib import suppress
from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.due.due_list import due_list_of
from cases.models import Case, Child, PlanAction, Review
from cases.models.access.allocation import Part
from cases.models.planning.frequency import Frequency
from emerald.accounts.models import User
from emerald.guards import NotYet, NotYours
from emerald.reminders.due_list import Whose
from emerald.reminders.keeping import keep_all, keep_touched
from emerald.reminders.models import Absence, DueThing, Told, Touched
from interventions.models import Session
from perpetrators.models import Breach, Measure, PersonOfConcern, PlaceAction, ProtectedChild
from tests.days import LONDON, standing_at
from tests.factories.assessments import sign_off, submit
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person, make_place
from tests.factories.sessions import make_session
from tests.reminders.asked_afresh import asked_afresh
from tests.reminders.due_pages import add

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
MANY = 1000


def in_days(number):
    return TODAY() + timedelta(number)


class Council:
    """Two cases, those who work them, a person of concern with a measure and a place; and what can happen to them."""

    def __init__(self, case, priya, morag, sunita, team):
        self.cases = [case, make_case(manager=morag, lead=priya)]
        self.noor = make_user(name="Noor Haddad", teams=[team])
        self.rhys, self.ines = make_officer(teams=[team]), make_officer(name="Ines Vardy")
        self.priya, self.morag, self.sunita, self.team = priya, morag, sunita, team
        self.workers = [priya, self.noor]
        self.people = [priya, self.noor, morag, sunita, self.rhys, self.ines]
        self.person = make_person(area=team, officer=self.rhys)
        link_child(self.person, case.child)
        self.measure = make_measure(area=team, by=self.rhys, person=self.person, officer=self.rhys)
        self.place = make_place(area=team, by=self.rhys)

    def happen(self, what, which, number):
        case = Case.objects.get(pk=self.cases[which % 2].pk)
        with suppress(NotYet, NotYours, IntegrityError), transaction.atomic():
            WHAT_HAPPENS[what](self, case, self.workers[number % 2], number)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what cannot be has not happened


def resolve(council, case, worker, number):
    for action in case.plan_actions.filter(status="open")[:1]:
        action.resolve(by=worker, status="done", what_was_done="It was done.")


def approve(council, case, worker, number):
    for closure in case.closures.waiting():
        closure.approve(by=council.sunita)


def name_the_child(council, case, worker, number):
    ProtectedChild.objects.create(measure=council.measure, child=case.child)


def leave(council, case, worker, number):
    User.objects.filter(pk=council.people[number % 6].pk).update(is_active=number % 3 == 0)


WHAT_HAPPENS = {
    "action": lambda all, case, who, n: add(case, n, by=who),
    "action for another": lambda all, case, who, n: add(case, n, by=who, owner=all.noor),
    "action done": resolve,
    "action's day corrected": lambda all, case, who, n: PlanAction.objects.filter(case=case).update(due_on=in_days(n)),
    "session": lambda all, case, who, n: make_session(case, by=who, next_step="Ring her", next_step_on=in_days(n)),
    "an older session": lambda all, case, who, n: make_session(
        case, by=who, held_at=timezone.now() - timedelta(days=abs(n) + 1)
    ),
    "next step's day corrected": lambda all, case, who, n: Session.objects.filter(case=case).update(
        next_step_on=in_days(n)
    ),
    "note written earlier": lambda all, case, who, n: Session.objects.filter(case=case).update(
        recorded_at=timezone.now() - timedelta(hours=abs(n) * 3)
    ),
    "review planned": lambda all, case, who, n: Review.objects.filter(case=case).update(planned_for=in_days(n)),
    "opening corrected": lambda all, case, who, n: Case.objects.filter(pk=case.pk).update(opened_on=in_days(-abs(n))),
    "assessed": lambda all, case, who, n: sign_off(
        case, by=who, signer=all.morag, level=("low", "medium", "high")[n % 3]
    ),
    "to sign off": lambda all, case, who, n: submit(case, by=who),
    "frequency": lambda all, case, who, n: Frequency.objects.update(seen_days=abs(n) + 1),
    "lead": lambda all, case, who, n: case.allocate(who, part=Part.LEAD, by=all.morag),
    "co-worker": lambda all, case, who, n: case.allocate(who, part=Part.CO_WORKER, by=all.morag),
    "away": lambda all, case, who, n: Absence.arrange(
        who, by=who, starts=in_days(0), until=in_days(abs(n)), covered_by=all.workers[(n + 1) % 2]
    ),
    "officer away": lambda all, case, who, n: Absence.arrange(
        all.rhys, by=all.rhys, starts=in_days(0), until=in_days(abs(n)), covered_by=all.ines
    ),
    "restricted": lambda all, case, who, n: case.restrict(
        by=all.sunita, category="staff", because="A relative works here.", named=[who]
    ),
    "restriction lifted": lambda all, case, who, n: case.lift_restriction(by=all.sunita, because="No more."),
    "closure": lambda all, case, who, n: case.propose_closure(
        by=all.morag, reason="C3", summary="Safer now.", views="She is glad."
    ),
    "closure approved": approve,
    "opened again": lambda all, case, who, n: case.reopen(by=all.morag, status="at_risk", rationale="Again.", lead=who),
    "birthday": lambda all, case, who, n: Child.objects.filter(pk=case.child_id).update(
        date_of_birth=in_days(n) - timedelta(days=365 * 16 + 4)
    ),
    "measure ends": lambda all, case, who, n: Measure.objects.update(ends_on=in_days(n), review_on=in_days(abs(n))),
    "measure over": lambda all, case, who, n: Measure.objects.update(state="discharged" if n % 2 else "in_force"),
    "another measure": lambda all, case, who, n: make_measure(
        area=all.team, by=all.ines, person=all.person, ends_on=in_days(n)
    ),
    "child named": name_the_child,
    "child not named": lambda all, case, who, n: ProtectedChild.objects.filter(child=case.child).delete(),
    "breach": lambda all, case, who, n: Breach.objects.create(
        measure=all.measure,
        happened_on=in_days(-1),
        what_happened="He rang her.",
        reported_by="Her aunt",
        recorded_by=all.rhys,
    ),
    "officer": lambda all, case, who, n: PersonOfConcern.objects.update(officer=(all.rhys, all.ines, None)[n % 3]),
    "linked": lambda all, case, who, n: link_child(all.person, case.child),
    "action at a place": lambda all, case, who, n: PlaceAction.objects.create(
        place=all.place, text="Ask the owner", due_on=in_days(n), added_by=all.rhys, owner=(all.ines, None)[n % 2]
    ),
    "somebody leaves": leave,
    "role": lambda all, case, who, n: User.objects.filter(pk=all.noor.pk).update(
        role=("caseworker", "practice_manager")[n % 2]
    ),
    "team": lambda all, case, who, n: all.noor.groups.clear(),
    "kept": lambda all, case, who, n: keep_touched(),
}


@pytest.fixture
def council(case, priya, morag, sunita, team):
    return Council(case, priya, morag, sunita, team)


def shown(person, whose):
    wanted = {"wanted": lambda source: source.about == "case"} if whose == Whose.BESIDE else {}
    return due_list_of(person, whose, **wanted).rows(limit=MANY)


@given(
    some.lists(
        some.tuples(some.sampled_from(sorted(WHAT_HAPPENS)), some.integers(0, 1), some.integers(-20, 70)),
        min_size=1,
        max_size=14,
    ),
    some.integers(0, 5),
    some.sampled_from(list(Whose)),
    some.integers(0, 40),
)
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_history_the_rows_are_what_the_sources_say_as_each_person(council, history, who, whose, later):
    with transaction.atomic():
        for step in history:
            council.happen(*step)
        person = User.objects.get(pk=council.people[who].pk)
        for day in {TODAY(), in_days(later)}:
            with standing_at(datetime.combine(day, time(12), LONDON)):
                assert shown(person, whose) == asked_afresh(person, whose), (history, person.name, whose, day)
        assert not keep_all(), history
        transaction.set_rollback(True)


@pytest.mark.parametrize("what", sorted(WHAT_HAPPENS))
def test_each_thing_that_happens_is_followed_and_most_of_them_touch_something(council, what):
    for name in ("action", "session", "child named", "restricted", "closure", "action at a place", what):
        council.happen(name, 0, 9)
    keep_touched()
    assert not keep_all()


def test_what_was_written_is_kept_and_touched_no_more(case, priya):
    add(case, 3, by=priya)
    assert Touched.objects.exists()
    keep_touched()
    assert not Touched.objects.exists()
    assert DueThing.objects.get(source="plan_action").due_on == in_days(3)
    assert set(Told.objects.values_list("told_by", "person")) >= {("plan_action", priya.pk)}


def test_what_no_source_reads_touches_nothing(case, priya):
    keep_touched()
    User.objects.filter(pk=priya.pk).update(name="Priya Nair-Lowe")
    PlanAction.objects.update(text="Ring the school again")
    assert not Touched.objects.exists()


def test_rows_hold_references_and_keys_and_no_text(council):
    for name in ("action", "session", "child named", "action at a place"):
        council.happen(name, 0, 3)
    keep_touched()
    held = {str(value) for row in DueThing.objects.values_list("source", "reference", "told_by") for value in row}
    assert all(word.isascii() and " " not in word for word in held)


def test_a_row_that_is_wrong_is_found_said_and_mended(case, priya, morag):
    add(case, 3, by=priya)
    keep_touched()
    DueThing.objects.filter(source="plan_action").update(due_on=in_days(9))
    DueThing.objects.filter(source="review").delete()
    Told.objects.filter(told_by="plan_action", person=morag.pk).delete()
    found = keep_all()
    assert set(found.things) == {"plan_action", "review"}
    assert set(found.people) == {"plan_action"}
    assert not keep_all()
