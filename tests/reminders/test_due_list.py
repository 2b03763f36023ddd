"""The pages of what is due: for oneself, for one's teams, and who gets none of it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.due.due_list import due_list_of
from cases.models.access.allocation import Part
from emerald.audit.models import AccessEntry
from emerald.reminders.due_list import Whose
from emerald.reminders.models import Absence, Notice
from emerald.reminders.register import source_of
from emerald.reminders.sync import sync_notices
from tests.days import standing_at
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.sessions import make_session
from tests.reminders.due_pages import add, day, get, rows

pytestmark = pytest.mark.django_db


class TestForMe:
    def test_what_is_due_stands_with_the_childs_name_its_day_and_its_page(self, case, priya, signed_in):
        add(case, 0, by=priya)
        page = get(signed_in(priya), "due")
        for words in (
            "Action of the plan",
            case.reference,
            "Quillfeather",
            "Due today",
            reverse("case_plan", args=[case.reference]),
        ):
            assert words in page

    def test_the_overdue_come_first_then_today_then_the_next_days_then_later(self, case, priya, signed_in):
        for days in (30, 3, 0):
            add(case, days, by=priya)
        page = get(signed_in(priya), "due")
        places = [page.index(f">{part}</h2>") for part in ("Overdue", "Today", "In the next 7 days", "Later")]
        assert places == sorted(places)

    def test_what_is_due_after_eight_weeks_is_not_listed(self, case, priya, signed_in):
        browser = signed_in(priya)
        before = rows(get(browser, "due"))
        add(case, 57, by=priya)
        assert rows(get(browser, "due")) == before
        add(case, 56, by=priya)
        assert rows(get(browser, "due")) == before + 1

    def test_nobody_elsewhere_sees_what_is_due(self, case, priya, owen, ada, signed_in):
        add(case, 0, by=priya)
        for stranger in (owen, ada, make_user(role="system_administrator"), make_user(role=None)):
            for query in ({}, {"on": "beside"}):
                page = get(signed_in(stranger), "due", **query)
                assert case.reference not in page
                assert "Nothing is due" in page

    def test_a_record_restricted_a_moment_ago_is_off_the_page(self, case, priya, sunita, signed_in):
        add(case, 0, by=priya)
        case.restrict(by=sunita, category="staff", because="A relative works here.", named=[])
        assert case.reference not in get(signed_in(priya), "due")

    def test_what_was_done_a_moment_ago_is_off_the_page(self, case, priya, signed_in):
        browser, session = signed_in(priya), make_session(case, by=priya, next_step="Ring", next_step_on=day(1))
        address = f'href="{reverse("session", args=[case.reference, session.pk])}"'
        assert address in get(browser, "due")
        session.finish_next_step(by=priya, on=day(0), outcome="Done.")
        assert address not in get(browser, "due")

    def test_a_co_worker_finds_what_the_lead_worker_does_apart_from_their_own(
        self, case, priya, morag, team, signed_in
    ):
        noor = make_user(name="Noor Haddad", teams=[team])
        case.allocate(noor, part=Part.CO_WORKER, by=morag)
        mine, hers = add(case, 1, by=priya, owner=noor), add(case, 2, by=priya)
        browser = signed_in(noor)
        assert (mine.due_on, hers.due_on) == (day(1), day(2))
        assert rows(get(browser, "due")) == 1
        beside = get(browser, "due", on="beside")
        assert "Review of the case" in beside
        assert f"{day(2):%-d %B %Y}" in beside

    def test_a_cover_finds_what_is_due_for_the_one_who_is_away(self, case, priya, morag, team, signed_in):
        noor = make_user(name="Noor Haddad", teams=[team])
        case.allocate(noor, part=Part.CO_WORKER, by=morag)
        Absence.arrange(priya, by=priya, starts=day(0), until=day(3), covered_by=noor)
        page = get(signed_in(noor), "due")
        assert "in place of Priya Nair" in page
        assert "You cover for Priya Nair" in page

    def test_somebody_who_may_not_see_the_case_finds_nothing_due(self, case, priya, owen, signed_in):
        Absence.arrange(priya, by=priya, starts=day(0), until=day(3), covered_by=owen)
        assert case.reference not in get(signed_in(owen), "due")

    def test_a_reminder_that_was_put_off_says_until_when(self, case, priya, signed_in):
        add(case, 0, by=priya)
        sync_notices()
        Notice.objects.get(source="plan_action", recipient=priya).snooze(by=priya, until=day(2), because="Ill.")
        until = day(2)
        assert f"put off until {until.day} {until:%B %Y}" in get(signed_in(priya), "due")

    def test_the_tab_counts_the_reminders_one_has_not_looked_at(self, case, priya, signed_in):
        add(case, 0, by=priya)
        sync_notices()
        browser = signed_in(priya)
        assert (said := re.search(r"Reminders \((\d+) new\)", get(browser, "due")))
        assert int(said[1]) == Notice.active_for(priya).count()
        get(browser, "notices")
        assert " new)" not in get(browser, "due")

    def test_the_page_costs_the_same_however_much_is_due(self, case, priya, morag, signed_in, queries_of):
        browser = signed_in(priya)
        few = queries_of(browser, reverse("due"))
        for _ in range(3):
            add(make_case(manager=morag, lead=priya), 1, by=priya)
            add(case, 1, by=priya)
        assert queries_of(browser, reverse("due")) == few <= 24

    def test_page_after_page_shows_each_once(self, case, priya, signed_in):
        for number in range(55):
            add(case, number % 5, by=priya)
        browser, shown, query = signed_in(priya), 0, ""
        for _ in range(3):
            page = browser.get(reverse("due") + query).text
            shown += rows(page)
            if not (older := re.search(r'href="(\?after=[^"]+)"', page)):
                break
            query = older[1]
        assert shown == rows_in_all(priya) > 55

    def test_what_was_shown_is_in_the_access_log(self, case, priya, signed_in):
        get(signed_in(priya), "due")
        entry = AccessEntry.objects.filter(page="due").latest("id")
        assert (entry.actor_id, entry.subject_ids) == (priya.pk, [case.pk])

    def test_home_shows_the_first_five(self, case, priya, signed_in):
        for number in range(9):
            add(case, number, by=priya)
        page = get(signed_in(priya), "home")
        assert rows(page) == 5
        assert reverse("due") in page


def rows_in_all(person):
    return sum(count.total for count in due_list_of(person, Whose.MINE).counts())


class TestNotesToPutRight:
    def test_their_author_finds_them_for_a_day_and_is_not_reminded(self, case, priya, signed_in):
        session = make_session(case, by=priya)
        address = reverse("change_session", args=[case.reference, session.pk])
        page = get(signed_in(priya), "due")
        assert address in page
        assert "Until " in page
        sync_notices(day(1))
        assert not Notice.objects.filter(source="unlocked_note").exists()

    def test_locked_notes_are_not_due_any_more(self, case, priya):
        session = make_session(case, by=priya)
        for hours, keys in ((23, [session.pk]), (25, [])):
            with standing_at(session.recorded_at + timedelta(hours=hours)):
                found = source_of("unlocked_note").due()
                assert [key for key, *_ in found] == keys

    def test_open_notes_are_due_to_their_author_alone_while_they_work_the_case(
        self, case, priya, morag, team, signed_in
    ):
        noor = make_user(name="Noor Haddad", teams=[team])
        part = case.allocate(noor, part=Part.CO_WORKER, by=morag)
        session = make_session(case, by=noor)
        address = reverse("change_session", args=[case.reference, session.pk])
        assert address in get(signed_in(noor), "due")
        for other in (priya, morag):
            assert address not in get(signed_in(other), "due")
        case.end_allocation(part, by=morag, reason="no_longer_needed")
        assert address not in get(signed_in(noor), "due")


class TestForMyTeam:
    @pytest.fixture
    def two_workers(self, case, priya, morag, team):
        kit = make_user(name="Kit Arden", teams=[team])
        second = make_case(manager=morag, lead=kit, child=make_child(family_name="Abernathy-Vale"))
        add(case, 0, by=priya)
        add(second, 2, by=kit)
        make_case(manager=morag)
        return kit, second

    def counted(self, page):
        """[(words, all, its address, overdue, its address)] of the table of counts."""
        table = page.split("How much of what is due")[1].split("</table>")[0]
        return re.findall(r'href="(\?[^"]+)">(\d+)<', table)

    def test_a_manager_sees_what_is_due_on_the_teams_cases_with_names_and_workers(
        self, two_workers, case, morag, signed_in
    ):
        page = get(signed_in(morag), "due_team")
        for words in (case.reference, "Quillfeather", "Abernathy-Vale", "Kit Arden", "Priya Nair", "Nobody yet"):
            assert words in page

    def test_every_number_opens_to_as_many_rows(self, two_workers, morag, sunita, signed_in):
        for manager in (morag, sunita):
            browser = signed_in(manager)
            counted = self.counted(get(browser, "due_team"))
            assert len(counted) > 4
            for query, number in counted:
                page = browser.get(reverse("due_team") + query.replace("&amp;", "&")).text
                assert rows(page) == int(number), query

    def test_a_count_stays_right_when_the_list_was_filtered_before(self, two_workers, morag, signed_in):
        kit, _ = two_workers
        browser = signed_in(morag)
        for query, number in self.counted(get(browser, "due_team", lead=kit.pk)):
            assert rows(browser.get(reverse("due_team") + query.replace("&amp;", "&")).text) == int(number), query

    def test_the_due_list_is_filtered_by_worker_kind_and_what_is_overdue(
        self, two_workers, case, morag, team, signed_in
    ):
        kit, second = two_workers
        browser = signed_in(morag)
        kits = get(browser, "due_team", lead=kit.pk)
        assert second.reference in kits
        assert case.reference not in kits
        assert case.reference not in get(browser, "due_team", lead="nobody")
        assert rows(get(browser, "due_team", kind="plan_action")) == 2
        assert rows(get(browser, "due_team", kind="plan_action", late="yes")) == 0
        assert case.reference in get(browser, "due_team", team=team.pk)

    def test_a_nonsense_filter_is_said_and_narrows_nothing(self, two_workers, case, morag, signed_in):
        page = get(signed_in(morag), "due_team", lead="999999999", kind="nothing")
        assert "There is a problem" in page
        assert case.reference in page

    def test_a_manager_elsewhere_sees_nothing_of_it_and_a_worker_is_told_whose_page_it_is(
        self, two_workers, case, elsewhere, priya, signed_in
    ):
        far = make_user(role="practice_manager", teams=[elsewhere])
        assert case.reference not in get(signed_in(far), "due_team")
        assert signed_in(priya).get(reverse("due_team")).status_code == 403

    def test_a_restricted_record_is_shown_to_the_managers_named_on_it_alone(
        self, two_workers, case, morag, sunita, signed_in
    ):
        case.restrict(by=sunita, category="staff", because="A relative works here.", named=[sunita])
        assert case.reference not in get(signed_in(morag), "due_team")
        assert case.reference in get(signed_in(sunita), "due_team")

    def test_the_page_costs_the_same_however_much_is_due(self, two_workers, case, priya, morag, signed_in, queries_of):
        browser = signed_in(morag)
        few = queries_of(browser, reverse("due_team"))
        for _ in range(3):
            make_case(manager=morag, lead=priya)
            add(case, 1, by=priya)
        assert queries_of(browser, reverse("due_team")) == few <= 28
