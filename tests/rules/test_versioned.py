"""Every record that several people write, found by its base: who may change it, and what becomes of an old page.

A new model is tested as soon as it is `Locking` or `Versioned`; all it needs is a row in `one_of_everything`.
"""

import pytest
from django.apps import apps
from django.db import transaction

from cases.models import Child
from emerald.accounts.models import User
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from emerald.versioned import Locking, Versioned
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]

LOCKED = sorted((model for model in apps.get_models() if issubclass(model, Locking)), key=lambda model: model.__name__)
COUNTED = [model for model in LOCKED if issubclass(model, Versioned)]


def hold(record, by, **asked):
    """As its verbs do; of a child through a case of theirs."""
    with transaction.atomic():
        record.begin_change(by=by, **asked | ({"through": record.cases.first()} if isinstance(record, Child) else {}))


def one_and_its_keeper(model):
    """A row that can still be changed, and somebody who may."""
    people = [*User.objects.order_by("pk"), make_user(role="data_protection_officer")]
    for record in model._base_manager.order_by("-pk"):
        for person in people:
            try:
                hold(model._base_manager.get(pk=record.pk), person)
            except (NotYours, NotYet):
                continue
            return record, person
    raise AssertionError(f"`one_of_everything` makes no {model.__name__} that somebody may change")


@pytest.mark.parametrize("model", LOCKED, ids=lambda model: model.__name__)
def test_nobody_changes_a_record_on_which_they_hold_no_right(model, world):
    record, _ = one_and_its_keeper(model)
    with pytest.raises(NotYours):
        hold(record, make_user(role="caseworker", name="Owen Marsh"))


@pytest.mark.parametrize("model", COUNTED, ids=lambda model: model.__name__)
def test_whoever_saves_an_old_page_is_told_that_somebody_was_quicker(model, world):
    record, keeper = one_and_its_keeper(model)
    with pytest.raises(ChangedMeanwhile, match="While your page was open") as overtaken:
        hold(record, keeper, version=record.version - 1)
    assert "Nothing was saved; what you typed is still here." in str(overtaken.value)
    assert overtaken.value.now == record


@pytest.mark.parametrize("model", COUNTED, ids=lambda model: model.__name__)
def test_whoever_takes_hold_of_an_old_copy_sees_the_row_as_it_stands(model, world):
    record, keeper = one_and_its_keeper(model)
    stands, record.version = record.version, record.version - 1
    hold(record, keeper)
    assert record.version == stands
