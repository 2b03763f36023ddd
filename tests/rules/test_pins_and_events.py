"""Pins on entries, and significant events people add and take back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from cases.models.chronology.entries import ChronologyEntry, Kind
from emerald.guards import NotYet, NotYours
from tests.factories.people import make_user

DAY = timedelta(days=1)
EVENT = {"what": "school", "text": "Away for five days.", "source": "The school’s letter"}


@pytest.fixture
def entry(case):
    return case.entries.newest_first().of_kind(Kind.STATUS).get()


@pytest.fixture
def linked(case, morag):
    """People linked to the case by name, by role."""

    def link(role):
        person = make_user(role=role)
        case.allocate(person, part=Part.LINKED, by=morag)
        return person

    return link


def test_the_lead_worker_and_managers_pin(case, entry, priya, morag, sunita):
    for person in (priya, morag, sunita):
        case.pin(entry, by=person, note="Read this first")
        case.unpin(entry, by=person)
    assert entry.pins.count() == 3


@pytest.mark.parametrize("role", ["auditor", "police_liaison", "camhs_practitioner", "missing_coordinator"])
def test_others_who_see_the_case_do_not_pin(case, entry, linked, role):
    with pytest.raises(NotYours, match="pin what matters"):
        case.pin(entry, by=linked(role))


def test_an_entry_is_pinned_once(case, entry, priya, morag):
    case.pin(entry, by=priya)
    with pytest.raises(NotYet, match="Priya Nair has pinned this already"):
        case.pin(entry, by=morag)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.pins.create(pinned_by=morag)


def test_a_pin_that_is_off_cannot_be_taken_off(case, entry, priya):
    with pytest.raises(NotYet, match="not pinned any more"):
        case.unpin(entry, by=priya)


def test_pinning_leaves_the_entry_untouched_and_its_own_history(case, entry, priya, morag):
    before = ChronologyEntry.objects.filter(pk=entry.pk).values().get()
    pin = case.pin(entry, by=priya)
    case.unpin(entry, by=morag)
    assert ChronologyEntry.objects.filter(pk=entry.pk).values().get() == before
    kept = pin.pgh_event_model.objects.filter(pgh_obj_id=pin.pk).order_by("pgh_id")
    assert [one.unpinned_by_id for one in kept] == [None, morag.pk]


def test_a_pinned_entry_is_significant_until_the_pin_is_off(case, priya):
    one = case.chronicle(Kind.DETAILS, "School changed.", by=priya)
    for _ in range(2):  # a pin that was taken off before changes nothing
        case.pin(one, by=priya)
        assert list(case.entries.pinned()) == [one]
        assert one in case.entries.significant()
        assert case.entries.significant().pinned().count() == 1
        case.unpin(one, by=priya)
    assert one not in case.entries.significant()
    assert case.entries.significant().count() == 2  # opened, and a lead worker


def test_pinned_entries_stand_on_top_and_on_the_case_page(case, entry, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(reverse("pin_entry", args=[case.reference, entry.pk]), {"note": "Read this first"})
    assert answer.status_code == 302
    for name in ("case_chronology", "case"):
        shown = browser.get(reverse(name, args=[case.reference])).text
        assert shown.index(">Pinned</h2>") < shown.index("Why it is pinned: Read this first (Priya Nair)")
    browser.post(reverse("unpin_entry", args=[case.reference, entry.pk]), {"once": ""})
    assert ">Pinned</h2>" not in browser.get(reverse("case", args=[case.reference])).text


def test_a_pin_shows_no_entry_to_those_who_may_not_read_it(case, priya, team, signed_in):
    case.pin(case.chronicle(Kind.DIRECT_WORK, "Told us of a car.", by=priya, needs="hear_of_sessions"), by=priya)
    business = signed_in(make_user(role="business_support", teams=[team]))
    for name in ("case_chronology", "case", "print_chronology"):
        assert "Told us of a car." not in business.get(reverse(name, args=[case.reference])).text


def test_an_entry_of_another_case_or_one_may_not_read_is_not_there(case, priya, morag, signed_in):
    secret = case.chronicle(Kind.ACCESS, "Restricted.", by=morag, needs="restrict")
    assert signed_in(priya).get(reverse("pin_entry", args=[case.reference, secret.pk])).status_code == 404
    assert signed_in(priya).get(reverse("pin_entry", args=[case.reference, 987654])).status_code == 404


@pytest.mark.parametrize("role", ["missing_coordinator"])
def test_whoever_keeps_the_childs_details_adds_an_event(case, priya, linked, role):
    for person in (priya, linked(role)):
        told = case.record_event(by=person, on=timezone.localdate() - 4 * DAY, **EVENT)
        assert told.sentence == "School exclusion or change of school: Away for five days."
        assert told.is_significant
        assert told.recorded_late_on == timezone.localdate()
        assert not told.hour_known


@pytest.mark.parametrize("role", ["auditor", "police_liaison", "camhs_practitioner", "data_protection_officer"])
def test_whoever_only_reads_adds_none(case, linked, role):
    with pytest.raises(NotYours):
        case.record_event(by=linked(role), on=timezone.localdate(), **EVENT)


@pytest.mark.parametrize(("days", "sentence"), [(1, "cannot be in the future"), (-40 * 366, "date of birth")])
def test_an_event_is_of_a_day_that_can_be(case, priya, days, sentence):
    with pytest.raises(NotYet, match=sentence):
        case.record_event(by=priya, on=timezone.localdate() + days * DAY, **EVENT)


def test_a_wrong_event_is_withdrawn_with_a_reason_and_stays_in_sight(case, priya, morag, signed_in):
    told = case.record_event(by=priya, on=timezone.localdate(), **EVENT)
    browser = signed_in(morag)
    browser.post(reverse("withdraw_event", args=[case.reference, told.pk]), {"because": "It was another pupil."})
    shown = browser.get(reverse("case_chronology", args=[case.reference])).text
    assert "Away for five days." in shown
    assert "It was another pupil.</p>" in shown  # beside the event
    assert "It was another pupil.</h3>" in shown  # as what happened today
    assert "Source: The school’s letter" in shown
    with pytest.raises(NotYet, match="withdrawn already"):
        case.withdraw_event(case.entries.of_key(told.pk), by=priya, because="Again.")


def test_only_what_somebody_added_can_be_withdrawn(case, entry, priya):
    with pytest.raises(NotYet, match="Only a significant event"):
        case.withdraw_event(entry, by=priya, because="Wrong.")
    told = case.record_event(by=priya, on=timezone.localdate(), **EVENT)
    taken_back = case.withdraw_event(told, by=priya, because="Wrong.")
    with pytest.raises(NotYet, match="Only a significant event"):
        case.withdraw_event(taken_back, by=priya, because="Wrong too.")


def test_a_closed_case_takes_no_event_and_still_takes_back(case, priya, morag, sunita):
    told = case.record_event(by=priya, on=timezone.localdate(), **EVENT)
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    case.refresh_from_db()
    with pytest.raises(NotYet, match="This case is closed"):
        case.record_event(by=morag, on=timezone.localdate(), **EVENT)
    assert case.withdraw_event(told, by=morag, because="Wrong.").withdraws == told


def test_the_form_adds_an_event(case, priya, signed_in):
    today = timezone.localdate()
    answer = signed_in(priya).post(
        reverse("record_event", args=[case.reference]),
        EVENT | {"on_day": today.day, "on_month": today.month, "on_year": today.year},
    )
    assert answer.status_code == 302
    assert case.entries.of_kind(Kind.EVENT).get().source == "The school’s letter"
