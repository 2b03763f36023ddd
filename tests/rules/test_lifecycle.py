"""The life of a case (DESIGN.md section 5, DOMAIN.md section 2)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case, StateChange
from cases.models.access.allocation import Part
from cases.models.chronology.entries import Kind
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from emerald.words import day_in_words
from tests.factories.children import make_case
from tests.factories.people import make_user

S47 = {"section_47": True, "section_47_reason": "Agreed at the strategy discussion."}


def test_a_child_at_risk_can_be_identified_as_a_victim(case, morag):
    change = case.identify_as_victim(by=morag, rationale="She told Priya.", **S47)
    assert case.state == "victim"
    assert (change.from_state, change.to_state, change.by, change.rationale) == (
        "at_risk",
        "victim",
        morag,
        "She told Priya.",
    )


def test_a_victim_needs_a_lead_worker(morag):
    case = make_case(manager=morag)
    with pytest.raises(NotYet, match="Allocate a lead worker first"):
        case.identify_as_victim(by=morag, rationale="Disclosure.", **S47)
    assert Case.objects.get(pk=case.pk).state == "at_risk"


def test_a_caseworker_cannot_decide_the_status(case, priya):
    with pytest.raises(NotYours, match="Ask Morag Ellis, practice manager"):
        case.identify_as_victim(by=priya, rationale="I think so.", **S47)


def test_a_victim_can_be_stepped_down(case, morag):
    case.identify_as_victim(by=morag, rationale="Disclosure.", **S47)
    case.step_down(by=morag, rationale="Two reviews at a lower level.")
    assert case.state == "at_risk"
    assert list(case.state_changes.values_list("to_state", flat=True)) == ["at_risk", "victim", "at_risk"]


def test_a_page_made_before_somebody_elses_change_is_refused_and_says_what_changed(case, morag):
    seen = case.version
    case.identify_as_victim(by=morag, rationale="Disclosure.", version=seen, **S47)
    with pytest.raises(ChangedMeanwhile, match="Morag Ellis changed the status to victim"):
        Case.objects.get(pk=case.pk).step_down(by=morag, rationale="Too late.", version=seen)


def test_a_change_cannot_take_effect_in_the_future_or_before_the_last_one(case, morag):
    for day in (timezone.localdate() + timedelta(days=1), case.opened_on - timedelta(days=1)):
        with pytest.raises(NotYet, match="The date"):
            case.identify_as_victim(by=morag, rationale="Disclosure.", effective_on=day, **S47)


def test_a_case_closes_because_the_child_died_once_the_day_of_death_is_recorded_and_not_before_it(case, morag):
    died = timezone.localdate() - timedelta(days=2)
    said = {"by": morag, "reason": "C11", "summary": "He died.", "views": "-"}
    with pytest.raises(NotYet, match="Record the day the child died"):
        case.propose_closure(**said)
    type(case.child).objects.filter(pk=case.child_id).update(died_on=died)
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(NotYet, match="a case does not end before it"):
        case.propose_closure(**said, effective_on=died - timedelta(days=1))
    assert case.propose_closure(**said, effective_on=died).outcome == "waiting"


def test_closing_takes_two_people(case, morag, sunita):
    closure = case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    with pytest.raises(NotYours):
        closure.approve(by=morag)
    closure.approve(by=sunita)
    case.refresh_from_db()
    assert (case.state, case.closure_reason, case.closed_on) == ("closed", "C3", timezone.localdate())


def test_a_service_manager_cannot_approve_what_they_proposed(case, sunita):
    closure = case.propose_closure(by=sunita, reason="C3", summary="Safer now.", views="She is glad.")
    with pytest.raises(NotYours, match="Somebody else must approve"):
        closure.approve(by=sunita)


def test_a_reason_must_fit_the_status(case, morag):
    with pytest.raises(NotYet, match="only a child recorded as victim"):
        case.propose_closure(by=morag, reason="C1", summary="Removed from abuse.", views="-")


def test_a_returned_closure_carries_a_comment_and_leaves_the_case_open(case, morag, sunita):
    closure = case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    with pytest.raises(NotYet, match="Say what should happen"):
        closure.give_back(by=sunita, comment=" ")
    closure.give_back(by=sunita, comment="Ask her school first.")
    assert Case.objects.get(pk=case.pk).is_open
    case.propose_closure(by=morag, reason="C3", summary="School asked too.", views="She is glad.")


def test_reopening_starts_a_new_episode_and_keeps_the_old_one(case, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    case = Case.objects.get(pk=case.pk)
    again = case.reopen(by=morag, status="at_risk", rationale="New referral.")
    assert (again.child, again.episode, again.is_re_referral) == (case.child, 2, True)
    assert Case.objects.get(pk=case.pk).state == "closed"
    assert again.reference != case.reference


def test_the_database_refuses_an_illegal_move_whoever_makes_it(case, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    with pytest.raises(Exception, match="nvalid transition"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="victim", closed_on=None, closure_reason="")


def test_the_database_refuses_a_victim_without_a_lead(case, morag):
    case.identify_as_victim(by=morag, rationale="Disclosure.", **S47)
    with pytest.raises(IntegrityError, match="current lead worker"), transaction.atomic():
        case.allocations.update(ended_on=timezone.localdate(), ended_by=morag, end_reason="left")
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_a_move_without_its_line_of_history(case, morag):
    case.identify_as_victim(by=morag, rationale="Disclosure.", **S47)
    with pytest.raises(IntegrityError, match="line of history"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="at_risk")
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("nonsense", [{"state": "escalated"}, {"closed_on": "2020-01-01"}, {"closure_reason": "C3"}])
def test_the_database_refuses_nonsense(case, nonsense):
    with pytest.raises(Exception, match=r"violates|nvalid transition"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**nonsense)


def test_history_cannot_be_changed_or_deleted(case):
    for attempt in (lambda: StateChange.objects.update(rationale="Other."), StateChange.objects.all().delete):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            attempt()


def test_as_at_answers_from_the_history(case, morag, sunita, priya):
    today = timezone.localdate()
    week, month = today - timedelta(days=7), today - timedelta(days=30)
    assert Case.objects.as_at(month).get().state_then == "at_risk"
    case.identify_as_victim(by=morag, rationale="Disclosure.", effective_on=week, **S47)
    assert Case.objects.as_at(month).get().state_then == "at_risk"
    assert Case.objects.as_at(week).get().state_then == "victim"
    assert Case.objects.as_at(today).get().lead_then == priya.pk
    assert not Case.objects.as_at(case.opened_on - timedelta(days=1)).exists()


def test_a_victims_lead_hands_over_in_one_step(case, morag, team):
    jo = make_user(role="caseworker", teams=[team])
    case.identify_as_victim(by=morag, rationale="Disclosure.", **S47)
    case.allocate(jo, part=Part.LEAD, by=morag, hand_over_note="Meets her on Tuesdays.")
    assert Case.objects.get(pk=case.pk).lead == jo


class TestClosingBeforeTheLatestWork:
    """Support does not end before the child was last seen, a review or an event, unless somebody says why."""

    PROPOSAL = {"reason": "C3", "summary": "Safer now.", "views": "She is glad."}

    @pytest.fixture
    def earlier(self):
        return timezone.localdate() - timedelta(days=3)

    @pytest.fixture(params=[Kind.DIRECT_WORK, Kind.CONTACT, Kind.REVIEW, Kind.EVENT])
    def work(self, request, case, priya):
        return case.chronicle(request.param, "It happened.", by=priya, on=timezone.localdate() - timedelta(days=1))

    def test_what_was_done_after_the_day_is_named(self, case, morag, work, earlier):
        with pytest.raises(NotYet) as refusal:
            case.propose_closure(by=morag, effective_on=earlier, **self.PROPOSAL)
        (sentence,) = refusal.value.sentences
        assert f"{work.get_kind_display().lower()} on {day_in_words(work.day)}" in sentence
        assert "say why support ended before it" in sentence

    def test_the_day_of_the_latest_work_will_do(self, case, morag, work):
        assert case.propose_closure(by=morag, effective_on=work.day, **self.PROPOSAL).is_waiting

    def test_with_a_reason_it_can_end_earlier(self, case, morag, sunita, work, earlier):
        said = {"effective_on": earlier, "later_work_because": "The last visit was a farewell."}
        case.propose_closure(by=morag, **said, **self.PROPOSAL).approve(by=sunita)
        case.refresh_from_db()
        assert case.closed_on == earlier

    def test_work_recorded_while_a_proposal_waits_is_asked_about_before_it_is_approved(
        self, case, morag, sunita, priya
    ):
        day = timezone.localdate() - timedelta(days=1)
        closure = case.propose_closure(by=morag, effective_on=day, **self.PROPOSAL)
        case.chronicle(Kind.DIRECT_WORK, "She was seen once more.", by=priya)
        with pytest.raises(NotYet, match="there is still work with the child"):
            closure.approve(by=sunita)

    def test_what_tells_of_no_work_is_no_obstacle(self, case, morag, priya, earlier):
        case.chronicle(Kind.DOCUMENTS, "A letter was added.", by=priya)
        assert case.propose_closure(by=morag, effective_on=earlier, **self.PROPOSAL).is_waiting
