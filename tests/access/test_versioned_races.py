"""Two people save the same page at once, of every record that counts its changes: one is kept, the other is told."""

import pytest
from django.db import transaction

from emerald.accounts.models import User
from emerald.guards import ChangedMeanwhile
from tests.access.racing import race
from tests.factories.everything import one_of_everything
from tests.rules.test_versioned import COUNTED, hold, one_and_its_keeper


def saves(model, record, keeper):
    @transaction.atomic
    def save():
        mine = model._base_manager.get(pk=record.pk)
        hold(mine, User.objects.get(pk=keeper.pk), version=record.version)
        mine.save_next_version("version")

    return save


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_page_at_once_one_is_told(case, morag, priya, team):
    """One world for all of them: it is committed, and making it is most of the time this takes."""
    one_of_everything(case=case, manager=morag, lead=priya, team=team)
    for model in COUNTED:
        record, keeper = one_and_its_keeper(model)
        ends = race(*[saves(model, record, keeper)] * 2)
        assert sorted(type(end).__name__ for end in ends) == [ChangedMeanwhile.__name__, "NoneType"], (model, ends)
        assert model._base_manager.get(pk=record.pk).version == record.version + 1, model
