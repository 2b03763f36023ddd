"""Two people save the same page at once, of every record that counts its changes: one is kept, the other is told."""

import pytest
from django.db import connection, transaction

from cases.models import Case
from emerald.accounts.models import User
from emerald.guards import ChangedMeanwhile
from perpetrators.models import Measure
from tests.access.racing import race
from tests.factories.everything import one_of_everything
from tests.rules.test_versioned import COUNTED, hold, one_and_its_keeper

# Those without a key that is put right with the rest, such as the session that became of a planned one.
OPEN = [
    model
    for model in COUNTED
    if not any(field.unique and field.editable and not field.primary_key for field in model._meta.concrete_fields)
]


def saves(model, record, keeper, *fields):
    @transaction.atomic
    def save():
        mine = model._base_manager.get(pk=record.pk)
        hold(mine, User.objects.get(pk=keeper.pk), version=record.version)
        mine.save_next_version(*fields)

    return save


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_page_at_once_one_is_told(case, morag, priya, team):
    """One world for all of them: it is committed, and making it is most of the time this takes."""
    one_of_everything(case=case, manager=morag, lead=priya, team=team)
    for model in COUNTED:
        record, keeper = one_and_its_keeper(model)
        ends = race(*[saves(model, record, keeper, "version")] * 2)
        assert sorted(type(end).__name__ for end in ends) == [ChangedMeanwhile.__name__, "NoneType"], (model, ends)
        assert model._base_manager.get(pk=record.pk).version == record.version + 1, model


@pytest.mark.django_db(transaction=True)
def test_while_somebody_saves_a_record_nobody_waits_who_writes_a_row_that_points_to_it(case, morag, priya, team):
    assert {Case, Measure} <= {*OPEN}
    one_of_everything(case=case, manager=morag, lead=priya, team=team)
    other = connection.copy()
    try:
        for model in OPEN:
            record, keeper = one_and_its_keeper(model)
            with transaction.atomic(), other.cursor() as cursor:
                saves(model, record, keeper)()
                transaction.set_rollback(True)  # of a case it is no whole step
                cursor.execute(
                    f"SELECT FROM {model._meta.db_table} WHERE {model._meta.pk.column} = %s FOR KEY SHARE NOWAIT",
                    [record.pk],
                )
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_while_a_case_is_closed_nobody_waits_who_writes_a_row_that_points_to_it(case, morag, sunita):
    closure = case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    other = connection.copy()
    try:
        with transaction.atomic(), other.cursor() as cursor:
            case.closures.get(pk=closure.pk).approve(by=sunita)
            cursor.execute("SELECT FROM cases_case WHERE id = %s FOR KEY SHARE NOWAIT", [case.pk])
    finally:
        other.close()
