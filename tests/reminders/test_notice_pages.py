"""One's own reminders, putting one off, time away, and e-mails that could not be delivered."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.guards import NotYet, NotYours
from emerald.mail.models import Mail, MailState
from emerald.reminders.models import Absence, Notice, Snooze, Tick
from emerald.reminders.sync import sync_notices
from interventions.models import Session
from tests.factories.people import make_user
from tests.factories.posting import date_parts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_sources")]


def day(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def notice(due_in, priya):
    due_in(0)
    sync_notices()
    return Notice.objects.get(recipient=priya)


def test_one_sees_what_is_due_with_its_reference_and_its_page_and_without_a_name(notice, priya, signed_in, tamsin):
    page = signed_in(priya).get(reverse("notices")).text
    assert notice.href in page
    assert "due today" in page
    assert tamsin.family_name not in page


def test_a_reminder_is_new_until_it_was_on_its_readers_page(notice, priya, signed_in):
    browser = signed_in(priya)
    assert "New" in browser.get(reverse("notices")).text
    assert ">\n      New" not in browser.get(reverse("notices")).text
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_what_was_done_a_moment_ago_is_off_the_page_before_the_next_sweep(notice, priya, signed_in):
    session = Session.objects.get(pk=notice.subject)
    session.finish_next_step(by=priya, on=timezone.localdate(), outcome="She will come.")
    assert notice.href not in signed_in(priya).get(reverse("notices")).text


def test_a_case_restricted_a_moment_ago_is_off_the_page_before_the_next_sweep(notice, priya, sunita, case, signed_in):
    case.restrict(by=sunita, category="staff", because="A relative works here.", named=[])
    page = signed_in(priya).get(reverse("notices")).text
    assert notice.reference not in page


def test_nobody_sees_or_puts_off_a_reminder_of_somebody_else(notice, morag, signed_in):
    browser = signed_in(morag)
    assert notice.href not in browser.get(reverse("notices")).text
    assert browser.get(reverse("snooze", args=[notice.pk])).status_code == 404
    with pytest.raises(NotYours):
        notice.snooze(by=morag, until=day(1), because="Not mine.")


def test_one_puts_a_reminder_off_with_a_reason_that_is_kept(notice, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(
        reverse("snooze", args=[notice.pk]),
        {**date_parts("until", day(2)), "because": "School is closed."},
        follow=True,
    )
    assert "Put off until" in answer.text
    kept = Snooze.objects.get()
    assert (kept.notice, kept.until, kept.because, kept.by) == (notice, day(2), "School is closed.", priya)
    assert "Comes again on" in answer.text


@pytest.mark.parametrize(("days", "because"), [(0, "Late."), (-1, "Late."), (15, "Late."), (2, "  ")])
def test_a_reminder_is_put_off_with_a_reason_by_at_most_two_weeks(notice, priya, days, because):
    with pytest.raises(NotYet):
        notice.snooze(by=priya, until=day(days), because=because)


def test_the_page_costs_the_same_however_many_reminders(notice, due_in, priya, signed_in, queries_of):
    browser = signed_in(priya)
    few = queries_of(browser, reverse("notices"))
    for _ in range(8):
        due_in(0)
    sync_notices()
    assert queries_of(browser, reverse("notices")) == few


class TestTimeAway:
    def arrange(self, browser, *at, first=1, last=7, covered_by=""):
        return browser.post(
            reverse(*at),
            {**date_parts("starts", day(first)), **date_parts("until", day(last)), "covered_by": covered_by},
            follow=True,
        )

    def test_one_says_when_one_is_away_and_who_is_told(self, priya, team, signed_in):
        kit = make_user(name="Kit Arden", teams=[team])
        page = self.arrange(signed_in(priya), "time_away", covered_by=kit.pk).text
        assert "The time away was saved" in page
        assert "Kit Arden" in page
        assert Absence.objects.get().covered_by == kit

    def test_somebody_back_early_ends_their_absence(self, priya, signed_in):
        browser = signed_in(priya)
        self.arrange(browser, "time_away", first=0)
        browser.post(reverse("end_time_away", args=[Absence.objects.get().pk]))
        assert not Absence.objects.on(day(0)).exists()

    def test_a_manager_of_the_team_can_for_a_worker(self, priya, morag, signed_in):
        browser = signed_in(morag)
        browser.post(
            reverse("time_away_of", args=[priya.pk]),
            {**date_parts("starts", day(1)), **date_parts("until", day(2)), "covered_by": morag.pk},
        )
        assert Absence.objects.get().made_by == morag
        browser.post(reverse("end_time_away_of", args=[priya.pk, Absence.objects.get().pk]))
        assert not Absence.objects.not_over().exists()

    def test_a_manager_elsewhere_neither_sees_nor_changes_it(self, priya, elsewhere, signed_in):
        far = make_user(role="practice_manager", teams=[elsewhere])
        planned = Absence.arrange(priya, by=priya, starts=day(1), until=day(2))
        browser = signed_in(far)
        assert (
            f"{planned.until.day} "
            not in browser.get(reverse("time_away_of", args=[priya.pk]))
            .text.split("<h1")[1]
            .split("</main>")[0]
            .split("<form")[0]
        )
        browser.post(reverse("end_time_away_of", args=[priya.pk, planned.pk]))
        assert Absence.objects.not_over().exists()
        with pytest.raises(NotYours):
            Absence.arrange(priya, by=far, starts=day(10), until=day(11))

    def test_a_colleague_cannot_end_it(self, priya, owen, signed_in):
        planned = Absence.arrange(priya, by=priya, starts=day(1), until=day(2))
        assert signed_in(owen).post(reverse("end_time_away", args=[planned.pk])).status_code == 404

    @pytest.mark.parametrize(("first", "last"), [(2, 1), (-5, -1), (3, 9)])
    def test_impossible_and_overlapping_days_are_refused(self, priya, first, last):
        Absence.arrange(priya, by=priya, starts=day(8), until=day(12))
        with pytest.raises(NotYet):
            Absence.arrange(priya, by=priya, starts=day(first), until=day(last))

    def test_the_cover_is_told_on_their_page_whom_they_cover_for(self, notice, priya, morag, team, case, signed_in):
        kit = make_user(name="Kit Arden", teams=[team])
        case.allocate(kit, part=Part.CO_WORKER, by=morag)
        Absence.arrange(priya, by=priya, starts=day(0), until=day(2), covered_by=kit)
        sync_notices()
        page = signed_in(kit).get(reverse("notices")).text
        assert "You cover for Priya Nair" in page
        assert "in place of Priya Nair" in page


class TestUndeliverable:
    @pytest.fixture
    def stuck(self, notice, priya):
        mail = Mail.objects.create(
            recipient=priya,
            made_at=timezone.now(),
            next_try=timezone.now(),
            state=MailState.UNDELIVERABLE,
            last_error="The mail server answered 451.",
        )
        Notice.objects.filter(pk=notice.pk).update(mail=mail)
        return mail

    def test_a_manager_of_the_team_reads_why_and_sends_it_again(self, stuck, morag, signed_in):
        browser = signed_in(morag)
        assert "1 e-mail to people of your teams could not be delivered" in browser.get(reverse("notices")).text
        page = browser.get(reverse("undeliverable")).text
        assert "Priya Nair" in page
        assert "The mail server answered 451." in page
        browser.post(reverse("send_again", args=[stuck.pk]))
        stuck.refresh_from_db()
        assert stuck.state == MailState.WAITING

    def test_a_manager_elsewhere_sees_nothing_of_it(self, stuck, elsewhere, signed_in):
        browser = signed_in(make_user(role="practice_manager", teams=[elsewhere]))
        assert "Priya Nair" not in browser.get(reverse("undeliverable")).text
        browser.post(reverse("send_again", args=[stuck.pk]))
        stuck.refresh_from_db()
        assert stuck.state == MailState.UNDELIVERABLE


class TestCommand:
    def test_a_dry_run_shows_who_would_be_told_and_changes_nothing(self, due_in, priya, case, capsys):
        due_in(20)
        call_command("send_reminders", "--dry-run", "--on", str(day(20)))
        said = capsys.readouterr().out
        assert f"Priya Nair: {case.reference}, next step after direct work" in said
        assert "Quillfeather" not in said
        assert Notice.objects.count() == 0

    def test_without_it_what_is_due_now_is_told(self, due_in, capsys):
        due_in(0)
        call_command("send_reminders")
        assert Notice.objects.count() == 1

    def test_nothing_is_sent_as_if_it_were_another_day(self):
        with pytest.raises(CommandError):
            call_command("send_reminders", "--on", str(day(3)))


class TestHealth:
    @pytest.fixture
    def waiting(self, monkeypatch):
        """How many ticks wait in Redis; None when it does not answer."""

        def say(number):
            monkeypatch.setattr("emerald.reminders.health.waiting_ticks", lambda: number)

        return say

    def parts(self, client, status):
        answer = client.get(reverse("ready"))
        assert answer.status_code == status
        return dict(line.split(": ") for line in answer.text.splitlines())

    def test_health_is_green_when_every_part_answers(self, client, waiting):
        waiting(0)
        Tick.objects.create(name="drain", taken_at=timezone.now())
        assert set(self.parts(client, 200).values()) == {"ok"}

    @pytest.mark.parametrize(
        ("number", "lives", "expected"),
        [
            (3, False, {"redis": "ok", "worker": "failing", "beat": "ok"}),
            (3, True, {"redis": "ok", "worker": "failing", "beat": "ok"}),  # it is there and takes nothing
            (0, True, {"redis": "ok", "worker": "ok", "beat": "failing"}),
            (0, False, {"redis": "ok", "worker": "failing", "beat": "failing"}),
            (None, True, {"redis": "failing", "worker": "not known", "beat": "not known"}),
        ],
    )
    def test_what_stopped_is_told_apart(self, client, waiting, number, lives, expected):
        waiting(number)
        before = timezone.now() - timedelta(hours=1)
        Tick.objects.create(name="drain", taken_at=before)
        Tick.objects.create(name="worker", taken_at=timezone.now() if lives else before)
        assert self.parts(client, 503).items() >= expected.items()

    def test_sweeps_that_never_end_well_are_red(self, client, waiting):
        waiting(0)
        now = timezone.now()
        Tick.objects.create(name="drain", taken_at=now)
        swept = Tick.objects.create(name="sweep", taken_at=now, done_at=now - timedelta(minutes=19))
        assert self.parts(client, 200)["reminders"] == "ok"
        swept.done_at = now - timedelta(minutes=21)
        swept.save()
        assert self.parts(client, 503)["reminders"] == "failing"

    def test_a_delivery_overdue_for_five_minutes_is_red(self, client, waiting, priya, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        waiting(0)
        Tick.objects.create(name="drain", taken_at=timezone.now())
        since = timezone.now() - timedelta(minutes=4)
        mail = Mail.objects.create(recipient=priya, made_at=since, next_try=since)
        assert self.parts(client, 200)["reminders"] == "ok"
        Mail.objects.filter(pk=mail.pk).update(made_at=since - timedelta(minutes=2))
        assert self.parts(client, 503)["reminders"] == "failing"
