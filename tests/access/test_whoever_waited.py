"""Whoever had to wait for a record works on what the other left, and not on what they had read before."""

import pytest
from django.db import transaction
from django.db.models import F

from cases.models import Case
from emerald.guards import ChangedMeanwhile, NotYet
from tests.access.racing import Meanwhile
from tests.factories.children import make_case
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db(transaction=True)


def again(one):
    return type(one).objects.get(pk=one.pk)


def test_whoever_waited_has_the_row_as_the_other_left_it(case):
    held, seen = again(case), []

    @transaction.atomic
    def take_hold():
        held.lock()
        seen.append(held.version)

    meanwhile = Meanwhile(take_hold)
    with transaction.atomic():
        again(case).lock()
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
        meanwhile.begin()
    meanwhile.end()
    assert seen == [case.version + 1]


def test_whoever_waited_with_an_old_page_is_told(case, morag):
    held = again(case)

    @transaction.atomic
    def take_hold():
        held.begin_change(by=morag, version=case.version)

    meanwhile = Meanwhile(take_hold)
    with transaction.atomic():
        again(case).lock()
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
        meanwhile.begin()
    with pytest.raises(ChangedMeanwhile):
        meanwhile.end()


def test_what_belongs_to_another_record_by_now_is_not_changed(case, morag, priya):
    session, other = make_session(case, by=priya), make_case(manager=morag)
    with pytest.raises(NotYet, match="was moved to the case it belongs to"), transaction.atomic():
        session.lock(within=other)


def test_a_row_that_is_gone_is_not_taken_hold_of(case):
    gone = again(case)
    gone.pk += 1_000
    with pytest.raises(Case.DoesNotExist), transaction.atomic():
        gone.lock()
