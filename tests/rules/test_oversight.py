"""Managers' decisions and supervision: records of their own, never changed, kept apart from what is the worker's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case, ManagementDecision, Supervision
from cases.models.planning.oversight import supervision_due
from emerald.guards import NotYet, NotYours

DAY = timedelta(days=1)


def decide(case, by, **more):
    return case.record_decision(
        by=by,
        **{
            "on": timezone.localdate(),
            "occasion": "review",
            "decision": "Weekly.",
            "rationale": "She asked for it.",
            **more,
        },
    )


def supervise(case, by, worker, **more):
    return case.record_supervision(
        by=by, worker=worker, **{"on": timezone.localdate(), "discussed": "How she is.", "agreed": "Carry on.", **more}
    )


@pytest.mark.parametrize("who", ["morag", "sunita"])
def test_managers_record_decisions(case, who, request):
    by = request.getfixturevalue(who)
    assert decide(case, by).decided_by == by
    assert case.entries.of_kind("oversight").get().needs == "read_oversight"


@pytest.mark.parametrize("who", ["priya", "owen", "ada"])
def test_nobody_but_a_manager_records_a_decision(case, who, request):
    with pytest.raises(NotYours):
        decide(case, request.getfixturevalue(who))
    assert not ManagementDecision.objects.exists()


def test_a_decision_says_what_and_why(case, morag):
    with pytest.raises(NotYet, match="and why"):
        decide(case, morag, rationale=" ")


def test_a_decision_is_neither_before_the_case_nor_ahead(case, morag):
    for day, sentence in ((case.opened_on - DAY, "before the case opened"), (timezone.localdate() + DAY, "future")):
        with pytest.raises(NotYet, match=sentence):
            decide(case, morag, on=day)


def test_supervision_takes_two_people(case, morag, priya):
    assert supervise(case, morag, priya).worker == priya
    with pytest.raises(NotYet, match="two people"):
        supervise(case, morag, morag)


def test_what_was_recorded_is_never_changed(case, morag, priya):
    decide(case, morag)
    supervise(case, morag, priya)
    for kept in (ManagementDecision, Supervision):
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.objects.update(on=timezone.localdate() - DAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.objects.all().delete()


def test_a_decision_written_down_later_than_a_working_day_says_so(case, morag):
    assert not decide(case, morag).is_recorded_late
    assert decide(case, morag, on=timezone.localdate() - 7 * DAY).is_recorded_late


def test_supervision_is_due_a_month_after_the_last(case, morag, priya):
    supervise(case, morag, priya, on=timezone.localdate() - 3 * DAY)
    assert supervision_due(Case.objects.all()).get().due_on == timezone.localdate() + 28 * DAY
