"""Saying that something was recorded by mistake and deciding it, as those who do it see it."""

import pytest
from django.urls import reverse

from cases.models.opening import open_case
from emerald.reminders.register import source_of
from perpetrators.due import mistakes
from perpetrators.models import Mistake
from tests.factories.measures import days_ago, make_injunction
from tests.factories.people import make_user
from tests.pages.measure_forms import of, officer, send, words

__all__ = ["officer"]


@pytest.fixture
def measure(man, rhys, tamsin):
    made = make_injunction(by=rhys, person=man, children=[tamsin], days=20)
    made.record_breach(by=rhys, happened_on=days_ago(3), what_happened="Seen there", reported_by="Mother")
    return made


@pytest.fixture
def second(team):
    return make_user(role="police_liaison", name="Ines Corrie", teams=[team])


def test_one_officer_says_it_and_another_decides(officer, signed_in, second, measure):
    page = measure.get_absolute_url()
    assert of(measure, "say_measure_mistaken") in officer.get(page).text
    send(officer, of(measure, "say_measure_mistaken"), reason="Recorded twice.")
    shown = words(officer.get(page))
    assert "Rhys Calder says that this measure was recorded by mistake: Recorded twice." in shown
    assert "A second person who keeps this measure decides" in shown
    other = signed_in(second)
    decide = of(measure, "decide_mistake", measure.mistakes.get().pk)
    assert decide in other.get(page).text
    send(other, decide, agrees="yes")
    shown = words(other.get(page))
    assert "Recorded by mistake, as two people agreed: Recorded twice." in shown
    assert "Record a breach" not in shown and "It was discharged" not in shown


def test_a_breach_says_who_agreed_that_it_was_a_mistake(officer, signed_in, second, measure):
    breach = measure.breaches.get()
    send(officer, of(measure, "say_breach_mistaken", breach.pk), reason="It was somebody else.")
    send(signed_in(second), of(measure, "decide_mistake", measure.mistakes.get().pk), agrees="yes")
    shown = words(officer.get(measure.get_absolute_url()))
    assert "Rhys Calder and Ines Corrie agreed" in shown and "It was somebody else." in shown


def test_whoever_said_it_reads_that_somebody_else_decides(officer, measure, rhys):
    said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
    decide = of(measure, "decide_mistake", said.pk)
    assert "You said so yourself" in words(officer.get(decide))
    answer = send(officer, decide, agrees="yes")
    assert answer.status_code == 200 and "You said so yourself" in words(answer)


def test_what_was_declined_says_by_whom_and_why_it_stands_and_names_no_child(signed_in, morag, measure, rhys):
    said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
    other, decide = signed_in(morag), of(measure, "decide_mistake", said.pk)
    answer = send(other, decide, agrees="no", because="Tamsin says so.")
    assert answer.status_code == 200 and "Leave the names of children out" in words(answer)
    send(other, decide, agrees="no", because="There are two orders.")
    shown = words(other.get(measure.get_absolute_url()))
    assert "Morag Ellis decided on" in shown and "it stands. There are two orders." in shown


def test_what_is_said_may_name_no_child_of_the_measure(officer, measure):
    answer = send(officer, of(measure, "say_measure_mistaken"), reason="It was not about Tamsin.")
    assert answer.status_code == 200 and "Leave the names of children out" in words(answer)
    assert not measure.mistakes.exists()


def test_whoever_only_reads_the_measure_neither_says_nor_decides(signed_in, priya, measure, rhys):
    said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
    browser = signed_in(priya)
    shown = words(browser.get(measure.get_absolute_url()))
    assert "Recorded twice." in shown and "It is a mistake" not in shown
    for address in (of(measure, "say_measure_mistaken"), of(measure, "decide_mistake", said.pk)):
        assert browser.get(address).status_code == 403


class TestDue:
    def test_those_who_may_decide_are_told_and_never_who_said_it(self, measure, rhys, second, morag):
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        told = {person for subject, person, _ in mistakes.people() if subject == said.pk}
        assert {second.pk, morag.pk} <= told and rhys.pk not in told

    def test_a_team_whose_episode_is_over_is_told_nothing(self, measure, rhys, morag, sunita, case, team, elsewhere):
        closing = {"reason": "C3", "summary": "Safer.", "views": "-", "later_work_because": "-"}
        case.propose_closure(by=morag, **closing).approve(by=sunita)
        manager = make_user(role="practice_manager", teams=[team, elsewhere])
        open_case(case.child, team=elsewhere, by=manager, status="at_risk", rationale="Again.")
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        told = {person for subject, person, _ in mistakes.people() if subject == said.pk}
        assert manager.pk in told and morag.pk not in told

    def test_nothing_is_due_once_it_was_decided(self, measure, rhys, second):
        said = Mistake.say(measure=measure, by=rhys, reason="Recorded twice.")
        assert [row[0] for row in mistakes.waiting()] == [said.pk]
        said.decide(by=second, agrees=False, because="It stands.")
        assert not mistakes.waiting().exists()

    def test_it_leads_to_the_page_on_which_it_is_decided(self, measure):
        address = source_of("mistake").href(measure.reference, 7)
        assert address == reverse("decide_mistake", args=[measure.reference, 7])
