"""What is due as a calendar of references, by a secret link."""

import re
from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from emerald.audit.models import AccessEntry
from emerald.guards import NotYet
from emerald.reminders.calendar import as_calendar
from emerald.reminders.due_list import Due
from emerald.reminders.models import CalendarLink
from emerald.reminders.models.calendar_link import hashed
from tests.cast import NOTE_TEXT
from tests.factories.sessions import make_session
from tests.reminders.due_pages import add, day, get

pytestmark = pytest.mark.django_db


class TestCalendar:
    @pytest.fixture
    def link(self, case, priya):
        add(case, 3, by=priya)
        make_session(case, by=priya, what_happened=NOTE_TEXT)
        return reverse("calendar_feed", args=[CalendarLink.make(priya)])

    def entries(self, answer):
        return Calendar.from_ical(answer.content).walk("VEVENT")

    def test_a_calendar_feed_gives_what_is_due_for_its_owner(self, link, case, priya, client):
        answer = client.get(link)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        assert answer["Cache-Control"] == "no-store"
        [action] = [one for one in self.entries(answer) if one["uid"].startswith("plan_action-")]
        assert action["dtstart"].dt == day(3)
        assert action["dtstart"].params["VALUE"] == "DATE"
        assert str(action["summary"]) == f"Action of the plan, {case.reference}"
        assert str(action["url"]).endswith(reverse("case_plan", args=[case.reference]))

    def test_no_name_of_a_child_and_no_word_of_a_note_is_in_it(self, link, case, client):
        text = client.get(link).text
        assert case.reference in text
        for secret in ("Tamsin", "Quillfeather", NOTE_TEXT, "Ring the school", "Priya"):
            assert secret not in text

    def test_an_entry_keeps_its_identity_when_its_day_changes(self, link, case, priya, client):
        uids = sorted(one["uid"] for one in self.entries(client.get(link)))
        case.review_waiting.plan_for(day(2), by=priya)
        assert sorted(one["uid"] for one in self.entries(client.get(link))) == uids

    def test_what_is_overdue_keeps_its_day_and_says_so(self, case):
        rows_then = [Due("plan_action", 7, case.pk, case.reference, day(-4))]
        [entry] = Calendar.from_ical(as_calendar(rows_then, address=str)).walk("VEVENT")
        assert (entry["dtstart"].dt, str(entry["summary"])) == (
            day(-4),
            f"Overdue: Action of the plan, {case.reference}",
        )

    @pytest.mark.parametrize("on", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_the_days_on_which_the_clocks_change_are_whole_days_like_others(self, on):
        [entry] = Calendar.from_ical(as_calendar([Due("plan_action", 7, 1, "EM-2026-0001", on)], address=str)).walk(
            "VEVENT"
        )
        assert entry["dtstart"].to_ical() == on.strftime("%Y%m%d").encode()

    def test_a_calendar_feed_holds_neither_others_work_nor_undated_notes(self, link, case, morag, client):
        kinds = {one["uid"].split("-")[0] for one in self.entries(client.get(link))}
        assert "plan_action" in kinds
        assert kinds.isdisjoint({"unlocked_note", "supervision", "closure"})

    def test_each_fetch_is_in_the_access_log_as_the_persons(self, link, case, priya, client):
        client.get(link)
        entry = AccessEntry.objects.filter(verb="exported").latest("id")
        assert (entry.actor_id, entry.page, entry.subject_ids) == (priya.pk, "calendar_feed", [case.pk])

    def test_only_the_hash_is_kept(self, priya):
        token = CalendarLink.make(priya)
        kept = CalendarLink.of(priya)
        assert kept.token_hash == hashed(token) != token

    def test_a_new_link_ends_the_old_one(self, link, priya, client):
        again = reverse("calendar_feed", args=[CalendarLink.make(priya)])
        assert (client.get(link).status_code, client.get(again).status_code) == (404, 200)

    def test_an_ended_one_and_a_guessed_one_are_the_same_404(self, link, priya, client):
        guessed = client.get(reverse("calendar_feed", args=["x" * 43]))
        CalendarLink.end(priya)
        ended = client.get(link)
        assert (guessed.status_code, ended.status_code) == (404, 404)
        assert re.sub('nonce="[^"]*"', "", guessed.text) == re.sub('nonce="[^"]*"', "", ended.text)
        with pytest.raises(NotYet):
            CalendarLink.end(priya)

    def test_a_calendar_feed_ends_with_the_account_and_with_the_connection(self, link, case, priya, sunita, client):
        case.restrict(by=sunita, category="staff", because="A relative works here.", named=[])
        assert self.entries(client.get(link)) == []
        priya.leave(on=day(-1))
        assert client.get(link).status_code == 404

    def test_one_makes_and_ends_it_on_ones_own_page_and_sees_it_once(self, case, priya, signed_in, client):
        browser = signed_in(priya)
        made = browser.post(reverse("calendar_link")).text
        address = re.search(r'value="http://127.0.0.1:8000(/due/calendar/[^"]+\.ics)"', made)[1]
        assert client.get(address).status_code == 200
        assert address not in get(browser, "calendar_link")
        assert "Your link was made on" in get(browser, "calendar_link")
        browser.post(reverse("end_calendar_link"))
        assert client.get(address).status_code == 404
