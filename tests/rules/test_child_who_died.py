"""A child who died grows no older, nobody is reminded of them, the words change, and how long the record is kept runs
from that day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.due import sources
from cases.due.next_actions import no_review_is_overdue
from cases.models import Case, Child
from cases.models.access.visible import rights_on
from cases.models.children.keeping import kept_until
from cases.registries.next_up import next_up
from emerald.guards import NotYet
from interventions.planned.due import planned_sessions
from interventions.planned.models import PlannedSession
from interventions.sessions.due import children_to_see
from tests.factories.children import close, make_case, make_child

DIED = date(2020, 5, 3)


@pytest.fixture
def gone(case):
    """Tamsin's case, who died four weeks ago."""
    died = timezone.localdate() - timedelta(days=28)
    Child.objects.filter(pk=case.child_id).update(died_on=died)
    return Case.objects.get(pk=case.pk)


def test_nobody_grows_older_than_on_the_day_they_died():
    child = Child(given_names="A", family_name="B", date_of_birth=date(2006, 5, 4), died_on=DIED)
    assert (child.age, child.age_on(date(2019, 1, 1)), child.age_on(date(2030, 1, 1))) == (13, 12, 13)
    assert child.age_and_birth == "died 3 May 2020, 13 when they died, born 4 May 2006"
    guessed = Child(given_names="A", family_name="B", estimated_age=12, estimated_on=date(2018, 5, 3), died_on=DIED)
    assert guessed.age_in_words == "about 14 when they died"


def test_of_a_living_child_the_birth_stands_beside_the_age():
    today = timezone.localdate()
    child = Child(given_names="A", family_name="B", date_of_birth=today.replace(year=today.year - 14, day=1))
    assert child.age_and_birth.startswith("14, born 1 ")
    assert Child(estimated_age=9, estimated_on=today).age_and_birth == "about 9"


@pytest.mark.parametrize(
    "due", [sources.reviews, sources.first_plans, sources.first_assessments, children_to_see, planned_sessions]
)
def test_nothing_to_do_with_the_child_is_due_any_more(due, case, priya):
    PlannedSession.plan(case, by=priya, work="W1", planned_for=timezone.now() + timedelta(days=1), place="School")
    assert case.reference in {row[2] for row in due()}
    Child.objects.filter(pk=case.child_id).update(died_on=timezone.localdate())
    assert case.reference not in {row[2] for row in due()}


def test_what_is_next_is_to_propose_closing_until_somebody_did(gone, morag, sunita):
    gone.rights = rights_on(gone, morag)
    said = [one.text for one in next_up(gone)]
    assert "Propose closing: the child died" in said and "Review" not in said and "Make the plan" not in said
    gone.propose_closure(by=morag, reason="C11", summary="She died.", views="-")
    assert "Propose closing: the child died" not in [one.text for one in next_up(gone)]


def test_a_review_that_was_overdue_does_not_keep_the_case_open(gone):
    gone.reviews.update(counted_from=timezone.localdate() - timedelta(days=300))
    assert no_review_is_overdue(gone) == []


def test_no_case_opens_after_the_child_died(gone, morag, sunita):
    close(gone, morag, sunita)
    with pytest.raises(NotYet, match="The child died on"):
        gone.reopen(by=morag, status="at_risk", rationale="By mistake.")


def test_the_words_change_on_the_pages_of_the_case_and_in_lists(gone, morag, signed_in):
    browser = signed_in(morag)
    for page in (reverse("case", args=[gone.reference]), reverse("team_cases")):
        text = browser.get(page).text
        assert "Was at risk" in text and "when they died" in text and "Died " in text
    child = browser.get(reverse("case_child", args=[gone.reference])).text
    assert "13 when they died" in child or "14 when they died" in child
    assert "Not looked after when they died" in child and "years old" not in child


def test_who_worked_the_case_until_it_closed_hears_no_age_beyond_it(gone, morag, sunita, priya, signed_in):
    gone.propose_closure(by=morag, reason="C11", summary="She died.", views="-").approve(by=sunita)
    text = signed_in(priya).get(reverse("case", args=[gone.reference])).text
    assert "when they died" in text


@pytest.mark.django_db
class TestKeeping:
    def child(self, **more):
        child = make_child(date_of_birth=date(2008, 2, 29), **more)
        child.looked_after_periods.create(legal_basis="C2", started_on=date(2015, 1, 1), ended_on=date(2016, 1, 1))
        return child

    def test_of_a_looked_after_child_it_runs_from_birth_and_from_a_death_before_18(self):
        assert kept_until(self.child()).until == date(2083, 2, 28)
        assert kept_until(self.child(died_on=DIED)).until == date(2035, 5, 3)
        assert kept_until(self.child(died_on=date(2026, 3, 1))).until == date(2083, 2, 28)

    def test_of_any_other_child_the_council_decides(self):
        assert kept_until(make_child(died_on=DIED, date_of_birth=date(2008, 1, 1))) is None


def test_two_of_one_name_are_told_apart_where_one_looks_for_them(morag, signed_in):
    for year in (2012, 2013):
        make_case(manager=morag, child=make_child(family_name="Twinn", date_of_birth=date(year, 5, 4)))
    browser = signed_in(morag)
    found = browser.post(reverse("find_child"), {"sought": "Tamsin Twinn"}).text
    listed = browser.get(reverse("team_cases")).text
    for year in (2012, 2013):
        assert f"born 4 May {year}" in found and f"born 4 May {year}" in listed
