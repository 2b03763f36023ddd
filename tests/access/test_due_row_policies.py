"""What the database shows of what is due, asked in raw SQL: of a case its rows to whoever may see that case, of
anything else to whom the row tells. Nobody learns from a kept row what the record itself would not have told them."""

import pytest
from django.db import connection

from cases.models import Case
from emerald.accounts.models import User
from emerald.accounts.roles import ROLES
from emerald.database.identity import NOBODY, acting_as_emerald, asking_as, asking_for
from emerald.reminders.keeping import keep_all, keep_touched
from emerald.reminders.models import DueThing, Told
from emerald.reminders.register import ON_A_CASE, source_of, sources
from tests.access.test_matrix import connect
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.factories.register import make_measure, make_officer, make_person
from tests.house import case, house, morag, priya, sunita, team, world
from tests.reminders.due_pages import add, day

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
pytestmark = pytest.mark.django_db
ABOUT = {source.key: source.about for source in sources()}
TELLS_OF_A_CASE = {source.told_by for source in sources() if source.about == ON_A_CASE}


def rows(table, columns="id"):
    """In SQL that asks for nobody in particular."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table}")
        return set(cursor.fetchall())


def things():
    return rows("reminders_duething", "source, subject")


def told():
    return rows("reminders_told", "told_by, case_key, person")


@pytest.fixture
def due(world, case, priya, team):
    """Something due on a case of Priya's and on one that is nobody's here, on measures, and whatever the house has."""
    officer = make_officer(teams=[team])
    make_measure(
        area=team, by=officer, person=make_person(area=team, officer=officer), officer=officer, review_on=day(5)
    )
    add(case, 3, by=priya)
    teams = [make_team(name="Emerald South")]
    other = make_user(role="caseworker", teams=teams)
    elsewhere = make_case(manager=make_user(role="practice_manager", teams=teams), lead=other)
    add(elsewhere, 4, by=other)
    keep_all()
    assert {ABOUT[source] for source, _ in things()} > {ON_A_CASE, "measure"}
    return {"elsewhere": elsewhere, "officer": officer, "case": case}


def expected_of(person):
    """(things, told) that are for this person, found by the models and not by the policies."""
    kept = list(DueThing.objects.values_list("source", "subject", "told_by", "case_key", "reference"))
    people = set(Told.objects.values_list("told_by", "case_key", "person"))
    theirs = {(told_by, key) for told_by, key, one in people if one == person.pk}
    cases = set(Case.objects.visible_to(person).values_list("reference", flat=True))
    on_cases = {(told_by, key): reference for source, _, told_by, key, reference in kept if ABOUT[source] == ON_A_CASE}
    seen = {
        (source, subject)
        for source, subject, told_by, key, reference in kept
        if (reference in cases if ABOUT[source] == ON_A_CASE else (told_by, key) in theirs)
    }
    return seen, {
        (told_by, key, one)
        for told_by, key, one in people
        if (on_cases.get((told_by, key)) in cases if told_by in TELLS_OF_A_CASE else one == person.pk)
    }


@pytest.mark.parametrize("connected", [True, False], ids=["connected", "elsewhere"])
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_what_is_due_on_its_cases_and_what_tells_it(role, connected, due, world, team):
    user = make_user(role=role, teams=[team] if connected else [])
    if connected:
        connect(user, world)
    keep_touched()
    seen, people = expected_of(user)
    with asking_for(user.pk):
        assert things() == seen
        assert told() == people
    assert seen < things()
    assert people < told()


def test_nothing_due_on_something_else_is_shown_to_whom_its_own_rule_does_not_let(due):
    """The source's rule for its records, asked of everybody there is."""
    shown = 0
    for person in User.objects.all():
        with asking_for(person.pk):
            keys = rows("reminders_duething", "source, case_key")
        for source, key in keys:
            if ABOUT[source] != ON_A_CASE:
                shown += 1
                assert source_of(source).seen_by(person).filter(pk=key).exists(), (source, person.role)
    assert shown


def test_of_a_case_restricted_before_this_commit_nothing_due_is_seen_any_more(due, case, priya, sunita):
    def references():
        with asking_for(priya.pk):
            return rows("reminders_duething", "reference")

    assert (case.reference,) in references()
    case.restrict(by=sunita, category="staff", because="A relative works here.", named=[sunita])
    keep_touched()  # as before the commit
    assert (case.reference,) not in references()
    assert (case.reference,) in rows("reminders_duething", "reference")


def test_what_is_due_on_something_else_is_seen_by_whom_it_tells_for_as_long_as_they_may_enter(due):
    officer = due["officer"]
    with asking_for(officer.pk):
        assert "measure_review" in {source for source, _ in things()}
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    with asking_for(officer.pk):
        assert not things()
        assert not told()


def test_where_nobody_asks_there_is_nothing_due_and_emerald_itself_sees_it_all(due):
    everything = things(), told()
    with asking_as(NOBODY):
        assert (things(), told()) == (set(), set())
        for act in ("keep what is due", "due list", "task emerald.reminders.tasks.sweep", "command check_due"):
            with acting_as_emerald(act):
                assert (things(), told()) == everything


def test_what_a_writer_does_not_see_is_kept_all_the_same(due, priya):
    """Priya's action makes nothing due on the other case, and what is kept there stays as it is."""
    before = things()
    with asking_for(priya.pk):
        add(due["case"], 6, by=priya)
        keep_touched()
    assert things() > before
    assert not keep_all(mend=False)
