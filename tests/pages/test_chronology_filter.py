"""What a chronology can be narrowed by, and that 2,000 lines cost what 50 cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from cases.models.chronology.entries import Kind
from emerald.audit.models import AccessEntry
from tests.days import Later
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.factories.sessions import make_missed_session, make_session
from tests.pages.costs import questions
from tests.pages.test_chronology import tell

DAY = timedelta(days=1)


def page(case, **asked):
    return reverse("case_chronology", args=[case.reference], query=asked)


def test_a_chronology_is_filtered_by_several_kinds_at_once(case, priya, signed_in):
    make_session(case, by=priya)
    case.chronicle(Kind.DETAILS, "School changed.", by=priya)
    shown = signed_in(priya).get(page(case, kind=["direct_work", "details"])).text
    assert "saw the child alone" in shown
    assert "School changed." in shown
    assert "became lead worker" not in shown
    assert "Shown: direct work or child&#39;s details." in shown


def test_a_chronology_is_filtered_by_who_recorded_it(case, priya, morag, signed_in):
    case.chronicle(Kind.DETAILS, "School changed.", by=priya)
    shown = signed_in(priya).get(page(case, person=priya.pk)).text
    assert "School changed." in shown
    assert "Case opened" not in shown
    assert "Shown: recorded by Priya Nair." in shown


def test_only_people_whose_entries_one_may_read_are_offered(case, priya, morag, team, signed_in):
    cora = make_user(role="caseworker", name="Cora Lind", teams=[team])
    case.allocate(cora, part=Part.CO_WORKER, by=morag)
    make_session(case, by=cora)
    business = make_user(role="business_support", teams=[team])
    choice = f'<option value="{cora.pk}"'
    assert choice in signed_in(priya).get(page(case)).text
    assert choice not in signed_in(business).get(page(case)).text


def test_from_and_to_include_both_days_in_london(case, priya, signed_in):
    today = timezone.localdate()
    for number in (9, 5, 2):
        case.chronicle(Kind.DETAILS, f"{number} days ago.", by=priya, on=today - number * DAY)
    asked = date_parts("since", today - 9 * DAY) | date_parts("until", today - 5 * DAY)
    shown = signed_in(priya).get(page(case, **asked)).text
    assert "9 days ago.</h3>" in shown
    assert "5 days ago.</h3>" in shown
    assert "2 days ago.</h3>" not in shown


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (
            Later(lambda: date_parts("since", timezone.localdate()) | {"since_month": "13"}),
            "The first day must be a real date",
        ),
        ({"until_day": "3"}, "The last day must include a month and a year"),
        (
            Later(lambda: date_parts("since", timezone.localdate()) | date_parts("until", timezone.localdate() - DAY)),
            "The last day must be the first day or later",
        ),
        ({"person": "999999"}, "Select a valid"),
        ({"kind": "nonsense"}, "Select"),
    ],
)
def test_an_answer_that_makes_no_sense_is_a_sentence_and_narrows_nothing(case, priya, signed_in, asked, sentence):
    answer = signed_in(priya).get(page(case, **asked))
    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    assert "became lead worker" in answer.text


def test_the_filter_is_kept_from_page_to_page(case, priya, signed_in):
    tell(case, 60, by=priya, sentence="Number {}.")
    first = signed_in(priya).get(page(case, kind="details", person=priya.pk, significant="")).text
    assert "became lead worker" not in first
    older = next(part.split('"')[0] for part in first.split('href="') if "after=" in part.split('"')[0])
    second = signed_in(priya).get(page(case) + older.replace("&amp;", "&")).text
    assert "Number 51." in second
    assert "Shown: child&#39;s details, recorded by Priya Nair." in second
    assert "Case opened" not in second


def test_what_is_filtered_away_leaves_a_sentence_and_a_way_back(case, priya, signed_in):
    asked = date_parts("until", timezone.localdate() - 3000 * DAY)
    shown = signed_in(priya).get(page(case, **asked)).text
    assert "Nothing of this kind has been recorded on this case." in shown
    assert f'href="{page(case)}">Show everything' in shown


def test_significant_is_a_turn_in_the_case_a_new_lead_and_a_missed_session(case, priya, signed_in):
    make_session(case, by=priya)
    make_missed_session(case, by=priya)
    case.chronicle(Kind.DETAILS, "School changed.", by=priya)
    shown = signed_in(priya).get(page(case, significant="on")).text
    for sentence in ("Case opened", "became lead worker", "the child did not attend"):
        assert sentence in shown
    for sentence in ("saw the child alone", "School changed."):
        assert sentence not in shown


def test_what_was_told_before_anybody_asked_is_significant_by_its_kind(case, priya):
    tell(case, 1, by=priya, kind=Kind.STATUS, sentence="Told long ago.")
    tell(case, 1, by=priya, kind=Kind.DETAILS, sentence="Told long ago too.")
    told = {one.sentence for one in case.entries.significant()}
    assert "Told long ago." in told
    assert "Told long ago too." not in told


@pytest.mark.parametrize("asked", [{}, {"kind": "details"}, {"significant": "on"}, {"pinned": "on"}])
def test_page_40_costs_what_page_1_costs_and_the_row_it_follows(case, priya, signed_in, asked):
    """5 of the door, 1 for what the filter offers, 1 for the entries, 1 for the pins."""
    entries = tell(case, 2_000, by=priya)
    browser = signed_in(priya)
    first, last = (questions(browser, page(case, **asked, **key))[0] for key in ({}, {"after": entries[1_949].pk}))
    assert (first, last) == (8, 9)


def test_page_40_shows_its_50_lines(case, priya, signed_in):
    entries = tell(case, 2_000, by=priya, sentence="Number {}.")
    shown = signed_in(priya).get(page(case, kind="details", after=entries[1_949].pk)).text
    assert "Number 1951.<" in shown
    assert "Number 2000.<" in shown
    assert "Number 1950.<" not in shown


def test_the_print_page_is_the_record_alone_and_leaves_its_entry(case, priya, signed_in):
    make_session(case, by=priya)
    answer = signed_in(priya).get(reverse("print_chronology", args=[case.reference], query={"kind": "direct_work"}))
    assert "saw the child alone" in answer.text
    assert "became lead worker" not in answer.text
    assert "OFFICIAL-SENSITIVE" in answer.text
    assert "govuk-service-navigation" not in answer.text
    assert "Tamsin" not in answer.text
    assert AccessEntry.objects.newest_first()[0].verb == "printed"


def test_the_print_page_stops_at_2000_and_says_so(case, priya, signed_in):
    tell(case, 2_001, by=priya)
    shown = signed_in(priya).get(reverse("print_chronology", args=[case.reference])).text
    assert "Only the newest 2,000 entries are here." in shown
    assert shown.count("<tr") == 2_001
