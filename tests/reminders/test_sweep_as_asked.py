"""The sweep finds whom to tell by the records on which something is due: the same people as the sources say of all that
there are, whoever is away and whoever covers for them.
"""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cases.due.sources import people_of_cases
from cases.models.access.visible import permission_ids
from emerald.accounts.permissions import Right
from emerald.reminders import sync
from emerald.reminders.models import Absence, Notice, Told
from emerald.reminders.register import sources
from emerald.reminders.statements import people_of
from emerald.reminders.sync import sync_notices
from emerald.reminders.told_by_right import people_of_the_cases
from perpetrators.models import Measure, PersonOfConcern
from tests.days import LONDON, standing_at
from tests.factories.register import make_officer
from tests.reminders.asked_afresh import STAND_INS
from tests.reminders.test_due_rows import TODAY, WHAT_HAPPENS, council, in_days

__all__ = ["council"]
pytestmark = pytest.mark.django_db
some_history = some.lists(
    some.tuples(some.sampled_from(sorted(WHAT_HAPPENS)), some.integers(0, 1), some.integers(-20, 40)),
    min_size=1,
    max_size=12,
)
random_histories = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def people_of_all(right):
    cases = "(SELECT id AS case_key FROM cases_case)"
    with connection.cursor() as cursor:
        cursor.execute(people_of_the_cases(cases, str(permission_ids()[right])))
        return sorted(cursor.fetchall())


def as_the_source_says(source):
    """All people it says, of all records; with whoever may stand in on any."""
    sql, values = people_of(source, "people")
    with connection.cursor() as cursor:
        whole = cursor.mogrify(sql, values).replace("%", "%%")
    return STAND_INS.format(people=whole, role=source.stand_ins) if source.stand_ins else whole


def standing():
    return set(Notice.objects.active().values_list("source", "subject", "due_on", "stage", "recipient", "covering_for"))


@given(history=some_history, later=some.integers(0, 40))
@random_histories
def test_after_any_history_a_sweep_by_all_that_sources_say_changes_nothing(council, history, later):
    with transaction.atomic():
        for step in history:
            council.happen(*step)
        for right in {source.by_right for source in sources() if source.by_right}:
            assert people_of_all(right) == sorted(people_of_cases(right))
        with standing_at(datetime.combine(in_days(later), time(12), LONDON)), pytest.MonkeyPatch.context() as patch:
            sync_notices()
            before = standing()
            patch.setattr(sync, "may_be_told", as_the_source_says)
            assert sync_notices() == (0, 0), (history, later)
            assert standing() == before
            Notice.objects.all().delete()
            sync_notices()
            assert standing() == before, (history, later)
        transaction.set_rollback(True)


def test_what_is_compared_has_somebody_told(council):
    """Or it would be of nothing."""
    for name in ("action", "session", "review planned", "measure ends", "action at a place"):
        council.happen(name, 0, 3)
    sync_notices(in_days(60))
    assert len({source for source, *_ in standing()}) > 4
    assert people_of_all(Right.SEE_CASE)


@pytest.mark.parametrize("looked_after", [True, False])
def test_any_officer_may_stand_in_for_the_one_who_is_away_and_nobody_else_may(council, priya, looked_after):
    rhys, ines = council.rhys, council.ines
    Measure.objects.update(ends_on=in_days(1), officer=rhys if looked_after else None)
    PersonOfConcern.objects.update(officer=None)
    other = make_officer(name="Bel Ostrava")
    Absence.arrange(rhys, by=rhys, starts=TODAY(), until=TODAY() + timedelta(3), covered_by=other)
    sync_notices()
    told = {who for source, _, _, _, who, _ in standing() if source == "measure_end"}
    assert (other.pk in told) and (ines.pk in told) is not looked_after
    Absence.objects.update(covered_by=priya)
    Notice.objects.all().delete()
    sync_notices()
    told = {who for source, _, _, _, who, _ in standing() if source == "measure_end"}
    assert (other.pk in told) is not looked_after


def test_who_may_stand_in_is_not_kept_for_each_measure(council):
    Measure.objects.update(officer=council.rhys)
    sync_notices()
    assert not Told.objects.filter(told_by="measure_end", person=council.ines.pk).exists()
