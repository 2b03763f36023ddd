"""The pages of what is due show measures to those who may see them, and lead to them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from emerald.audit.models import AccessEntry
from emerald.reminders.models import CalendarLink, Notice
from emerald.reminders.sync import sync_notices
from perpetrators.models import ProtectedChild
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def measure(team, rhys, tamsin, case):
    """Protects Tamsin, served, and ends in a week."""
    man = make_person(area=team, officer=rhys)
    link_child(man, tamsin)
    made = make_measure(
        area=team,
        by=rhys,
        person=man,
        officer=rhys,
        kind="cawn",
        served_on=timezone.localdate(),
        ends_on=timezone.localdate() + 7 * DAY,
    )
    ProtectedChild.objects.create(measure=made, child=tamsin)
    return made


def rows(browser, name, **asked):
    return browser.get(reverse(name), asked).text


def test_the_officer_the_lead_worker_and_their_manager_find_it_in_what_is_due(measure, rhys, priya, morag, signed_in):
    for person in (rhys, priya, morag):
        page = rows(signed_in(person), "due")
        assert f'href="{measure.get_absolute_url()}"' in page and "End of a measure" in page
    assert measure.reference in rows(signed_in(morag), "due_team")
    assert measure.reference in rows(signed_in(rhys), "home")


def test_nobody_else_reads_what_is_due_on_a_measure(measure, owen, ada, elsewhere, team, signed_in):
    support = make_user(role="business_support", name="Kit Amory", teams=[team])
    far = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    for person in (owen, ada, support, far, make_officer("Nia Trask")):
        assert measure.reference not in rows(signed_in(person), "due")


def test_a_measure_and_a_case_of_one_number_are_not_taken_for_each_other(measure, case, rhys, priya, signed_in):
    type(measure).objects.filter(pk=measure.pk).update(review_on=timezone.localdate())
    page = rows(signed_in(priya), "due")
    before, _, after = page.partition(measure.reference)
    assert "Child or measure" in before and "Quillfeather" not in after[:200]


def test_a_number_of_the_team_opens_to_its_measures_and_a_narrowed_team_has_none(measure, morag, priya, signed_in):
    browser = signed_in(morag)
    assert measure.reference in rows(browser, "due_team", kind="measure_end")
    assert measure.reference not in rows(browser, "due_team", lead=priya.pk)


def test_the_log_tells_measures_from_cases(measure, rhys, signed_in):
    rows(signed_in(rhys), "due")
    entries = {entry.subject: entry.subject_ids for entry in AccessEntry.objects.filter(page="due")}
    assert entries["measure"] == [measure.pk]


def test_the_reminder_leads_to_the_measure_and_can_be_put_off(measure, rhys, signed_in):
    sync_notices()
    notice = Notice.objects.get(recipient=rhys, source="measure_end")
    browser = signed_in(rhys)
    page = rows(browser, "notices")
    assert f'href="{measure.get_absolute_url()}"' in page
    assert browser.get(reverse("snooze", args=[notice.pk])).status_code == 200
    entry = AccessEntry.objects.filter(page="notices", subject="measure").latest("id")
    assert entry.subject_ids == [measure.pk]


def test_nothing_is_due_on_a_measure_that_is_over(measure, rhys, signed_in):
    sync_notices()
    measure.discharge(by=rhys)
    browser = signed_in(rhys)
    assert measure.reference not in rows(browser, "notices")
    assert measure.reference not in rows(browser, "due")


def test_the_calendar_has_it_without_a_name(measure, rhys, client):
    answer = client.get(reverse("calendar_feed", args=[CalendarLink.make(rhys)]))
    [entry] = [one for one in Calendar.from_ical(answer.content).walk("VEVENT") if "measure_end" in one["uid"]]
    assert str(entry["summary"]) == f"End of a measure, {measure.reference}"
    assert "Tamsin" not in answer.text and "Orchard" not in answer.text
