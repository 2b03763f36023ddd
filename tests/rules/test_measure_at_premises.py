"""Closure notices and orders, and notices to hotels: hours, ranks and last days.

Source: Anti-social Behaviour, Crime and Policing Act 2014 ss76 to 82 and 116 to 118 (DOMAIN.md sections 3.2 and 3.2b).
"""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.law.durations import Made, Period
from perpetrators.models.law.places import closure_notice_end, hotel_notice_end, hours_without_christmas
from tests.factories.measures import days_ago
from tests.factories.register import make_place

TODAY = timezone.localdate
QUARTER = timedelta(minutes=15)


@pytest.fixture
def place(team, rhys):
    return make_place(area=team, by=rhys)


def close(rhys, place, *, hours="24", rank="inspector", made_on=None, at=time(10), **more):
    facts = {"issuer_rank": rank, "notice_hours": hours, "started_at": at} | more.pop("facts", {})
    return Measure.record_made(
        by=rhys, kind="closure_notice", place=place, made_on=made_on or TODAY(), facts=facts, **more
    )


def reckoned(moment, hours):
    """The same by counting quarters of an hour on a clock that never changes, and none on a Christmas Day."""
    left, at = hours * 4, moment.astimezone(UTC)
    while left:
        local = timezone.localtime(at)
        left -= (local.month, local.day) != (12, 25)
        at += QUARTER
    return timezone.localtime(at)


@pytest.mark.parametrize("seed", range(40))
def test_48_hours_leave_out_christmas_day_on_whatever_quarter_of_an_hour_they_begin(seed):
    chance = Random(seed)
    near = datetime(chance.randint(2014, 2040), 12, 20, tzinfo=UTC) if seed % 4 else datetime(2026, 3, 26, tzinfo=UTC)
    begun = timezone.localtime(near + QUARTER * chance.randrange(8 * 96))
    assert hours_without_christmas(begun, 48) == reckoned(begun, 48)


@pytest.mark.parametrize(
    ("hours", "begun", "last", "words"),
    [
        ("24", datetime(2026, 3, 3, 10), date(2026, 3, 4), "until 4 March 2026 at 10:00."),
        ("48", datetime(2026, 3, 3, 10), date(2026, 3, 5), "until 5 March 2026 at 10:00."),
        ("48", datetime(2026, 12, 24, 12), date(2026, 12, 27), "12:00. Christmas Day is not counted."),
        ("48", datetime(2026, 12, 25, 12), date(2026, 12, 28), "00:00. Christmas Day is not counted."),
        ("48", datetime(2026, 12, 22, 12), date(2026, 12, 24), "until 24 December 2026 at 12:00."),
        ("24", datetime(2026, 12, 24, 12), date(2026, 12, 25), "until 25 December 2026 at 12:00."),
    ],
)
def test_a_closure_notice_runs_24_hours_or_48_of_which_none_is_on_christmas_day(hours, begun, last, words):
    end = closure_notice_end(Made(begun.date(), {"notice_hours": hours, "started_at": begun.time()}))
    assert (end.day, end.words.endswith(words)) == (last, True), end.words


@pytest.mark.parametrize("rank", ["superintendent", "chief_superintendent", "chief_officer", "chief_executive"])
def test_48_hours_are_issued_by_a_superintendent_or_above_or_the_chief_executive(rank, rhys, place):
    assert close(rhys, place, hours="48", rank=rank).ends_on == TODAY() + timedelta(days=2)


@pytest.mark.parametrize("rank", ["inspector", "chief_inspector", "council_officer"])
def test_whoever_is_below_issues_24_hours_and_not_48(rank, rhys, place):
    with pytest.raises(NotYet, match=r"by a superintendent or above .* s77\(2\)"):
        close(rhys, place, hours="48", rank=rank)
    assert close(rhys, place, rank=rank).ends_on == TODAY() + timedelta(days=1)


@pytest.mark.parametrize(("issuer", "by"), [("inspector", "superintendent"), ("council_officer", "chief_executive")])
def test_a_notice_goes_once_from_24_to_48_hours_by_who_may(issuer, by, rhys, place):
    notice = close(rhys, place, rank=issuer)
    with pytest.raises(NotYet, match="Select who extended it"):
        notice.extend(by=rhys, rank="inspector")
    notice.extend(by=rhys, rank=by, authoriser="Quentin Dray")
    notice = Measure.objects.get()
    assert (notice.ends_on, notice.fact("notice_hours")) == (TODAY() + timedelta(days=2), "48")
    assert notice.events.first().sentence.startswith("Extended to 48 hours (")
    with pytest.raises(NotYet, match="48 hours already"):
        notice.extend(by=rhys, rank=by)
    notice.put_right(by=rhys, order_ref="CN/7")  # what stands about it still holds together
    assert Measure.objects.get().order_ref == "CN/7"


@pytest.mark.parametrize(("issuer", "by"), [("inspector", "chief_executive"), ("council_officer", "superintendent")])
def test_the_police_do_not_extend_the_councils_notice_nor_the_council_theirs(issuer, by, rhys, place):
    notice = close(rhys, place, rank=issuer)
    with pytest.raises(NotYet, match="where the police issued it"):
        notice.extend(by=rhys, rank=by)
    assert Measure.objects.get().fact("notice_hours") == "24"


def test_an_extension_in_time_is_written_down_after_the_last_day_too_and_one_too_late_is_refused(rhys, place):
    notice = close(rhys, place, made_on=days_ago(4))
    Measure.objects.expire_ended()
    notice.refresh_from_db()
    with pytest.raises(NotYet, match="It ended on"):
        notice.extend(by=rhys, rank="superintendent", on=days_ago(2))
    notice.extend(by=rhys, rank="superintendent", on=days_ago(3))
    assert Measure.objects.get().ends_on == days_ago(2)


@pytest.mark.parametrize(
    ("served", "at", "heard", "hearing", "is_in_time"),
    [
        (date(2025, 12, 24), time(12), date(2025, 12, 27), time(12), True),
        (date(2025, 12, 24), time(12), date(2025, 12, 27), time(12, 1), False),
        (date(2025, 3, 3), time(12), date(2025, 3, 5), time(12), True),
        (date(2025, 3, 3), time(12), date(2025, 3, 5), time(12, 1), False),
    ],
)
def test_the_court_hears_it_within_48_hours_of_which_none_is_on_christmas_day(
    served, at, heard, hearing, is_in_time, rhys, place
):
    said = {"made_on": served, "served_on": served, "served_how": "On the door", "at": at}
    hearing_on = {"facts": {"hearing_on": heard, "hearing_at": hearing}}
    if is_in_time:
        assert close(rhys, place, **said, **hearing_on).fact("hearing_on") == heard
    else:
        with pytest.raises(NotYet, match="within 48 hours of service"):
            close(rhys, place, **said, **hearing_on)


@pytest.mark.parametrize("kind", ["closure_order", "closure_child_sex"])
def test_an_order_of_a_month_is_extended_by_three_months_at_a_time_and_to_six_in_all(kind, rhys, place):
    begun = days_ago(10)
    one, four, six = (Period(months=number).last_day_from(begun) for number in (1, 4, 6))
    each = Period(months=3).last_day_from(one + timedelta(days=1))
    order = Measure.record_made(by=rhys, kind=kind, place=place, made_on=begun, ends_on=one, facts={"court": "Truro"})
    with pytest.raises(NotYet, match="at most 3 months each time"):
        order.extend(by=rhys, ends_on=each + timedelta(days=1))
    order.extend(by=rhys, ends_on=min(each, four))
    with pytest.raises(NotYet, match="longer than 6 months in all"):
        order.extend(by=rhys, ends_on=six + timedelta(days=1))
    order.extend(by=rhys, ends_on=six)
    assert Measure.objects.get().ends_on == six


@pytest.mark.parametrize(
    ("effective", "last"),
    [
        (date(2026, 3, 1), date(2026, 9, 1)),
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2026, 12, 15), date(2027, 6, 15)),
    ],
)
def test_a_hotel_notice_expires_not_more_than_six_months_after_the_day_it_takes_effect(effective, last, rhys, place):
    assert hotel_notice_end(Made(effective)).day == last
    given = {"by": rhys, "kind": "hotel_notice", "place": place, "made_on": days_ago(9), "started_on": effective}
    given |= {"facts": {"inspector": "Insp Rafe Ellacombe"}}
    with pytest.raises(NotYet, match="Not more than 6 months after"):
        Measure.record_made(**given, ends_on=last + timedelta(days=1))
    assert Measure.record_made(**given, ends_on=last).ends_on == last


def test_breaking_a_hotel_notice_is_a_fine():
    assert "fine of up to level 4 (section 118)" in KINDS["hotel_notice"].breach_means
