"""Assessing the risk: answers, the suggested level and one's own, the manager's signature (DOMAIN.md section 2.3)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.utils import timezone

from cases.models import Case, Indicator, RiskAnswer, RiskAssessment
from cases.models.risk.previous_answers import PreviousAnswers
from cases.models.risk.scoring import suggest
from cases.models.risk.words import definition_on
from cases.registries.next_up import next_up
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from emerald.working_days import working_day_after
from perpetrators.models.law.durations import birthday
from tests.factories.assessments import all_answered, begin, sign_off, submit
from tests.factories.children import make_case, make_child

pytestmark = pytest.mark.django_db


def refused(verb, **facts):
    with pytest.raises((NotYet, NotYours)) as refusal, transaction.atomic():
        verb(**facts)
    return " ".join(refusal.value.sentences)


def test_a_signed_off_assessment_gives_the_case_its_level_and_tells_the_chronology(case, priya, morag):
    assessment = submit(case, by=priya, level="medium")
    assert Case.objects.get(pk=case.pk).risk_level == ""
    assessment.sign_off(by=morag)
    assert Case.objects.get(pk=case.pk).risk_level == "medium"
    told = case.entries.of_kind("risk").newest_first()
    assert [one.sentence for one in told] == [
        "Level of risk signed off: medium.",
        "Risk assessment submitted; waiting for sign-off.",
    ]
    sign_off(case, by=priya, signer=morag, level="high")
    assert case.entries.of_kind("risk").newest_first()[0].sentence == "Level of risk signed off: high; before: medium."


def test_nobody_signs_off_what_they_wrote_or_began(case, morag, sunita, priya):
    own = submit(case, by=morag)
    assert "takes two people" in refused(own.sign_off, by=morag)
    own.give_back(by=sunita, comment="Speak to her aunt too.")
    own.submit(by=priya, level="low")
    assert "takes two people" in refused(own.sign_off, by=morag)
    own.sign_off(by=sunita)
    assert own.is_signed_off


def test_the_database_refuses_a_signature_by_the_author(case, priya):
    assessment = submit(case, by=priya)
    with pytest.raises(IntegrityError, match="assessment_takes_two_people"), transaction.atomic():
        RiskAssessment.objects.filter(pk=assessment.pk).update(
            status="signed_off", decided_by=priya, decided_at=timezone.now()
        )


def test_a_caseworker_does_not_sign_off_and_a_stranger_does_nothing(case, priya, owen, morag):
    assessment = submit(case, by=morag)
    assert "You cannot sign off" in refused(assessment.sign_off, by=priya)
    assert "You cannot assess" in refused(
        case.start_assessment, by=owen, kind="review", assessed_on=timezone.localdate()
    )


def test_what_was_signed_off_never_changes_not_even_in_the_database(case, priya, morag):
    assessment = sign_off(case, by=priya, signer=morag)
    assert "stays as it is" in refused(assessment.save_answers, by=priya, answers={})
    for change in (
        lambda: RiskAssessment.objects.filter(pk=assessment.pk).update(level="high"),
        lambda: RiskAssessment.objects.filter(pk=assessment.pk).update(status="draft"),
        lambda: RiskAnswer.objects.filter(assessment=assessment).update(said="yes"),
        lambda: RiskAnswer.objects.filter(assessment=assessment).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_level_nobody_signed_off_is_refused_by_the_database(case):
    with pytest.raises(IntegrityError, match="last assessment signed off"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(risk_level="high")
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_assessment_is_submitted_whole_with_evidence_for_what_it_asserts(case, priya):
    some = Indicator.objects.in_force().as_asked()
    answers = all_answered()
    answers[some[0].pk] = {"said": "yes"}
    answers[some[1].pk] = {"said": ""}
    assessment = begin(case, by=priya, answers=answers, childs_view="")
    missing = refused(assessment.submit, by=priya, level="medium", level_reason="-")
    assert f"Enter the evidence for “{some[0].wording}”" in missing
    assert f"Answer “{some[1].wording}”" in missing
    assert "child’s own view" in missing


def test_another_level_than_the_suggested_one_says_why(case, priya):
    assessment = begin(case, by=priya)
    assert assessment.suggestion().level == "low"
    assert "differs from the suggested" in refused(assessment.submit, by=priya, level="high")
    assessment.submit(by=priya, level="high", level_reason="She told me more than I can write yet.")
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskAssessment.objects.filter(pk=assessment.pk).update(level_reason="")


@pytest.mark.parametrize(
    ("answers", "level", "score"),
    [
        ([("no", "high", False)] * 5, "low", 0),
        ([("yes", "high", False)], "medium", 6),
        ([("possible", "high", False)], "low", 3),
        ([("yes", "medium", False)] * 3 + [("possible", "medium", False)], "medium", 14),
        ([("yes", "high", False)] * 5 + [("yes", "medium", False)], "high", 34),
        (
            [("yes", "high", False)] * 7 + [("yes", "medium", True)] * 9,
            "high",
            34,
        ),  # of 36 points no more than 8 protect
        ([("yes", "low", False), ("yes", "medium", True)], "low", 0),
    ],
)
def test_the_sum_of_the_answers_suggests_a_level(answers, level, score):
    suggested = suggest(answers)
    assert (suggested.level, suggested.score) == (level, score)
    assert f"That makes {score} point" in " ".join(suggested.how)


def test_a_sum_of_unknowns_says_that_it_says_little():
    assert "not known" in suggest([("not_known", "high", False)] * 2).how[-1]
    assert "not known" not in suggest([("no", "high", False)] * 2).how[-1]


@pytest.mark.parametrize(
    ("years", "disability", "rule", "barred"),
    [
        (12, "no", True, True),
        (13, "no", True, False),
        (15, "yes", True, True),
        (15, "not_known", True, False),
        (12, "yes", False, False),
    ],
)
def test_the_local_rule_bars_low_for_the_young_and_the_learning_disabled(morag, years, disability, rule, barred):
    born = birthday(timezone.localdate(), -years) - timedelta(days=20)
    case = make_case(manager=morag, child=make_child(date_of_birth=born))
    assessment = begin(case, by=morag, learning_disability=disability)
    with override_settings(NO_LOW_FOR_SOME=rule):
        assert assessment.suggestion().level == ("medium" if barred else "low")
        if barred:
            assert "local rule" in refused(assessment.submit, by=morag, level="low", level_reason="I am sure.")
        else:
            assessment.submit(by=morag, level="low")


def test_a_returned_assessment_is_gone_on_with_and_the_comment_is_compulsory(case, priya, morag):
    assessment = submit(case, by=priya)
    assert "was submitted" in refused(assessment.save_answers, by=priya, answers={})
    assert "should be corrected" in refused(assessment.give_back, by=morag, comment=" ")
    assessment.give_back(by=morag, comment="Ask the school.")
    assert [one.text for one in seen_next(case, priya)] == ["Returned risk assessment, to correct"]
    assessment.save_answers(by=priya, answers=all_answered(Is_picked_up="yes"))
    assessment.submit(by=priya, level="low")
    assert assessment.is_waiting


def seen_next(case, user):
    case = Case.objects.get(pk=case.pk)
    case.rights = user.rights_on_a_case
    return [one for one in next_up(case) if "assessment" in one.text]


def test_what_is_next_follows_the_assessment(case, priya, morag):
    first = seen_next(case, priya)[0]
    assert (first.text, first.by) == ("First risk assessment", working_day_after(case.opened_on, 10))
    assessment = begin(case, by=priya)
    assert seen_next(case, priya)[0].text == "Risk assessment to finish"
    assessment.submit(by=priya, level="low")
    assert seen_next(case, priya) == []
    assert seen_next(case, morag)[0].text == "Risk assessment to sign off"
    assessment.sign_off(by=morag)
    assert seen_next(case, priya) == seen_next(case, morag) == []


def test_a_case_does_not_close_over_an_assessment_that_waits(case, priya, morag):
    assessment = submit(case, by=priya)
    assert "waits for a manager" in " ".join(case.why_not_propose())
    assessment.sign_off(by=morag)
    assert case.why_not_propose() == []


def test_due_days_are_the_working_days_of_england(morag, priya):
    for days in (0, 1, 2, 3, 5, 30, 200, 355):
        make_case(manager=morag, opened_on=timezone.localdate() - timedelta(days=days))
    due = list(Case.objects.first_assessment_due())
    assert len(due) == 8
    assert all(one.due_on == working_day_after(one.opened_on, 10) for one in due)


def test_cases_and_assessments_that_wait_carry_their_day(case, priya, morag):
    assert not Case.objects.assessments_waiting_for_sign_off().exists()
    assessment = submit(case, by=priya)
    waiting = Case.objects.assessments_waiting_for_sign_off().get()
    by = working_day_after(timezone.localdate(assessment.submitted_at), 5)
    assert (waiting.pk, waiting.due_on, waiting.assessment) == (case.pk, by, assessment.pk)
    assessment.sign_off(by=morag)
    assert not Case.objects.assessments_waiting_for_sign_off().exists()
    assert not Case.objects.first_assessment_due().exists()


def test_the_level_of_a_past_day_is_the_one_signed_off_by_then(case, priya, morag):
    sign_off(case, by=priya, signer=morag, level="high")
    today = timezone.localdate()
    assert Case.objects.with_level_on(today).get().level_then == "high"
    assert Case.objects.with_level_on(today - timedelta(days=1)).get().level_then is None


def test_one_assessment_is_under_way_at_a_time(case, priya, morag):
    begin(case, by=priya)
    assert "under way already" in refused(
        case.start_assessment, by=morag, kind="review", assessed_on=timezone.localdate()
    )


def test_a_day_that_cannot_be_is_refused(case, priya, morag):
    today = timezone.localdate()
    for day, why in (
        (today + timedelta(days=1), "future"),
        (case.opened_on - timedelta(days=1), "before the case opened"),
    ):
        assert why in refused(case.start_assessment, by=priya, kind="screening", assessed_on=day)
    sign_off(case, by=priya, signer=morag)
    assert "the last assessment" in refused(
        case.start_assessment, by=priya, kind="review", assessed_on=today - timedelta(days=1)
    )


def test_two_pages_do_not_overwrite_each_other_unseen(case, priya, morag):
    assessment = begin(case, by=priya)
    version = assessment.version
    assessment.save_answers(by=morag, answers={}, spoken_to="Her teacher.", version=version)
    with pytest.raises(ChangedMeanwhile, match="Morag Ellis changed this assessment"):
        assessment.save_answers(by=priya, answers={}, spoken_to="Nobody.", version=version)
    assert RiskAssessment.objects.get().spoken_to == "Her teacher."


def test_each_assessment_keeps_the_definition_of_its_day(case, priya):
    today = timezone.localdate()
    assert begin(case, by=priya).definition == definition_on(today) == "2017"
    assert definition_on(date(2016, 5, 4)) == "2009"


def test_last_time_is_found_through_rewordings(case, priya, morag):
    old = Indicator.objects.in_force().as_asked()[0]
    signed = sign_off(case, by=priya, signer=morag, answers=all_answered("possible"), level="high")
    newer = old.reword(by=morag, because="Plainer.", wording="Nights away", weight="high")
    newest = newer.reword(by=morag, because="Plainer still.", wording="Was away at night", weight="high")
    found = PreviousAnswers(signed).of(newest)
    assert (found.said, found.indicator.wording) == ("possible", old.wording)
    assert PreviousAnswers(None).of(newest) is None
