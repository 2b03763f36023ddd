"""The chronology of a case: told by every app, one sentence each, newest first."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from cases.models.chronology.entries import ChronologyEntry, Kind
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.sessions import make_session
from tests.pages.costs import questions

DAY = timedelta(days=1)


def page(case, **asked):
    return reverse("case_chronology", args=[case.reference], query=asked)


def tell(case, number, *, by, sentence="Something happened, number {}.", kind=Kind.DETAILS, start=None):
    """`number` entries, each a minute older than the one before; the first is number 1."""
    start = start or timezone.now()
    return ChronologyEntry.objects.bulk_create(
        ChronologyEntry(
            case=case, kind=kind, sentence=sentence.format(n), recorded_by=by, happened_at=start - timedelta(minutes=n)
        )
        for n in range(1, number + 1)
    )


def test_events_of_every_kind_stand_beside_each_other_newest_first(case, priya, signed_in):
    make_session(case, by=priya, held_at=timezone.now() - 3 * DAY)
    shown = signed_in(priya).get(page(case)).text
    told = ["Priya Nair became lead worker.", "Priya Nair saw the child alone", "Case opened: at risk."]
    places = [shown.index(sentence) for sentence in told]
    assert places == sorted(places)


def test_entries_stand_under_the_day_they_happened_on(case, priya, signed_in):
    day = timezone.localdate() - 3 * DAY
    case.chronicle(Kind.DETAILS, "Moved school.", by=priya, at=timezone.now() - 3 * DAY)
    heading = f'<h2 class="govuk-heading-m">{day.day} {day:%B} {day.year}</h2>'
    shown = signed_in(priya).get(page(case)).text
    assert shown.index(heading) < shown.index("Moved school.")


def test_days_follow_london_and_not_utc(case, priya, signed_in):
    """Half past eleven in the evening of 30 June in UTC is 1 July in London."""
    moment = timezone.datetime.fromisoformat("2026-06-30T23:30:00+00:00")
    case.chronicle(Kind.DETAILS, "Moved school.", by=priya, at=moment)
    shown = signed_in(priya).get(page(case)).text
    assert "1 July 2026 at 12:30am" in shown
    assert ">30 June 2026<" not in shown


def test_an_entry_told_long_after_says_when_it_was_recorded(case, priya, signed_in):
    case.chronicle(Kind.DETAILS, "Told at once.", by=priya, at=timezone.now() - timedelta(hours=47))
    assert "recorded " not in signed_in(priya).get(page(case, kind="details")).text
    case.chronicle(Kind.DETAILS, "Told late.", by=priya, at=timezone.now() - 3 * DAY)
    today = timezone.localdate()
    assert f"recorded {today.day} {today:%B} {today.year}" in signed_in(priya).get(page(case, kind="details")).text


def test_a_status_is_told_by_its_day_and_not_by_an_hour_nobody_knows(case, priya, signed_in):
    assert "at 12:00pm" not in signed_in(priya).get(page(case)).text


def test_an_entry_leads_to_its_page_only_for_those_who_may_open_it(case, priya, morag, signed_in):
    session = make_session(case, by=priya)
    kit = make_user(role="police_liaison", name="Kit Ferrar")
    case.allocate(kit, part=Part.LINKED, by=morag)
    address = reverse("session", args=[case.reference, session.pk])
    for person, led in ((priya, True), (morag, True), (kit, False)):
        shown = signed_in(person).get(page(case)).text
        assert "saw the child alone" in shown
        assert (address in shown) is led


def test_an_entry_that_needs_a_right_is_not_there_for_those_without_it(case, priya, team, signed_in):
    make_session(case, by=priya)
    business = make_user(role="business_support", teams=[team])
    shown = signed_in(business).get(page(case, kind="direct_work")).text
    assert "saw the child" not in shown
    assert "Nothing of this kind has been recorded on this case." in shown


def test_a_chronology_can_be_filtered_by_one_kind(case, priya, signed_in):
    make_session(case, by=priya)
    shown = signed_in(priya).get(page(case, kind="direct_work")).text
    assert "saw the child alone" in shown
    assert "became lead worker" not in shown


@pytest.mark.parametrize("kind", ["nonsense", "", "direct_work' OR 1=1", "\x00", "STATUS"])
def test_an_unknown_kind_narrows_nothing(case, priya, signed_in, kind):
    make_session(case, by=priya)
    shown = signed_in(priya).get(page(case, kind=kind)).text
    assert "saw the child alone" in shown
    assert "became lead worker" in shown


def test_the_51st_entry_stands_on_the_next_page_and_none_is_skipped(case, priya, signed_in):
    same_moment = timezone.now() - DAY
    ChronologyEntry.objects.bulk_create(
        ChronologyEntry(
            case=case, kind=Kind.DETAILS, sentence=f"Number {n}.", recorded_by=priya, happened_at=same_moment
        )
        for n in range(1, 121)
    )
    browser, seen, address = signed_in(priya), [], page(case, kind="details")
    while address:
        shown = browser.get(address).text
        seen += [n for n in range(1, 121) if f"Number {n}." in shown]
        older = [part.split('"')[0] for part in shown.split('href="') if "after=" in part.split('"')[0]]
        address = page(case) + older[0].replace("&amp;", "&") if older else None
    assert seen == [*range(71, 121), *range(21, 71), *range(1, 21)]


@pytest.mark.parametrize("key", ["nonsense", "-1", "999999999999999999", "9" * 40, "\x00", "1; DROP TABLE", "١"])
def test_a_key_that_is_nonsense_starts_at_the_beginning(case, priya, signed_in, key):
    answer = signed_in(priya).get(page(case, after=key))
    assert answer.status_code == 200
    assert "became lead worker" in answer.text


def test_a_key_from_another_case_starts_at_the_beginning(case, priya, morag, signed_in):
    other = make_case(manager=morag).entries.newest_first()[0]
    assert "became lead worker" in signed_in(priya).get(page(case, after=other.pk)).text


def test_words_are_shown_as_text(case, priya, signed_in):
    make_session(case, by=priya, place="<script>alert(1)</script>")
    assert "<script>alert" not in signed_in(priya).get(page(case)).text


def test_a_chronology_takes_8_queries_however_many_entries(case, priya, signed_in):
    """5 of the door, 1 for the entries, 1 for what the filter offers, 1 for the pins; the budget is 12."""
    browser = signed_in(priya)
    for more in (8, 490):
        tell(case, more, by=priya)
        assert questions(browser, page(case))[0] == 8
    assert case.entries.count() == 500


def test_whoever_cannot_see_the_case_finds_nothing(case, owen, signed_in):
    assert signed_in(owen).get(page(case)).status_code == 404
