"""Advice to other professionals: who records it, who may see it, and that it counts as nothing else."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from emerald.guards import NotYet, NotYours
from emerald.oversight.caseload import Caseload
from emerald.oversight.periods import Period
from interventions.models import Consultation
from tests.factories.contacts import make_consultation
from tests.factories.people import make_user


def seen_by(user):
    return list(Consultation.objects.visible_to(user))


def test_advice_without_a_case_is_for_its_giver_and_the_managers_of_the_team(team, priya, morag, sunita):
    advice = make_consultation(by=priya, team=team)
    for person in (priya, morag, sunita):
        assert seen_by(person) == [advice]


def test_nobody_else_reads_a_consultation(team, elsewhere, priya, owen, ada, case, morag):
    make_consultation(by=priya, team=team)
    case.allocate(ada, part="linked", by=morag)
    for person in (
        owen,
        ada,
        make_user(role="caseworker", teams=[team]),
        make_user(role="business_support", teams=[team]),
        make_user(role="practice_manager", teams=[elsewhere]),
        make_user(role=None, is_superuser=True),
        make_user(role="service_manager", teams=[team], access_ends_on=timezone.localdate() - timedelta(1)),
    ):
        assert seen_by(person) == []


def test_advice_about_a_case_follows_the_case(case, team, priya, morag, ada, sunita):
    advice = make_consultation(by=priya, team=team, case=case)
    assert seen_by(ada) == []
    case.allocate(ada, part="linked", by=morag)
    assert seen_by(ada) == seen_by(morag) == seen_by(priya) == [advice]
    case.restrict(by=sunita, category="staff", because="A relative.", named=[sunita])
    assert seen_by(ada) == seen_by(morag) == seen_by(priya) == []
    assert seen_by(sunita) == [advice]


def test_advice_about_a_case_one_cannot_read_is_refused_as_if_there_were_none(case, elsewhere, owen):
    with pytest.raises(NotYet, match="No case of that reference is yours to read"):
        make_consultation(by=owen, team=elsewhere, case=case)


@pytest.mark.parametrize("role", ["business_support", "auditor", "police_liaison", "system_administrator"])
def test_other_roles_record_no_advice(team, role):
    with pytest.raises(NotYours, match="Only caseworkers and managers"):
        make_consultation(by=make_user(role=role, teams=[team]), team=team)


def test_nobody_records_advice_for_a_team_that_is_not_theirs(elsewhere, priya):
    with pytest.raises(NotYours, match="a team of their own"):
        make_consultation(by=priya, team=elsewhere)


@pytest.mark.parametrize("empty", ["to_name", "to_agency", "question", "advice"])
def test_advice_is_complete(team, priya, empty):
    with pytest.raises(NotYet):
        make_consultation(by=priya, team=team, **{empty: " "})


def test_a_consultation_is_added_to_by_its_author_and_never_changed(team, priya, morag):
    advice = make_consultation(by=priya, team=team)
    advice.add("Their number was wrong.", by=priya)
    with pytest.raises(NotYours, match="Only who gave this advice"):
        advice.add("More.", by=morag)
    for change in (lambda: Consultation.objects.update(advice="x"), lambda: advice.addenda.update(text="x")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_consultation_counts_as_no_direct_work_and_no_child_supported(case, team, priya, morag):
    today = timezone.localdate()
    before = Caseload(morag, Period(today, today - timedelta(days=91))).numbers
    make_consultation(by=priya, team=team)
    make_consultation(by=priya, team=team, case=case)
    assert Caseload(morag, Period(today, today - timedelta(days=91))).numbers == before
    assert not case.sessions.exists()
    assert not case.contacts.exists()
    assert case.entries.of_kind("contact").get().sentence == "Priya Nair advised another professional."


def test_a_period_leaves_out_the_day_of_the_report_before_and_takes_its_own_last_day(team, priya):
    at = timezone.make_aware(datetime(2026, 3, 10, 23, 30))
    advice = make_consultation(by=priya, team=team, given_at=at)
    given = Consultation.objects.given_within
    assert list(given(date(2026, 3, 9), date(2026, 3, 10))) == [advice]
    assert not given(date(2026, 3, 10), date(2026, 4, 1)).exists()
    assert not given(date(2026, 1, 1), date(2026, 3, 9)).exists()
