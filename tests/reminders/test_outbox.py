"""The outbox: one digest for each person, nothing lost, nothing told that no longer holds."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.models.planning.frequency import Frequency
from emerald.mail import outbox, providers
from emerald.mail.models import Mail, MailState
from emerald.reminders.gathering import gather, gather_and_send
from emerald.reminders.health import oldest_overdue
from emerald.reminders.models import Absence, Notice
from emerald.reminders.sync import sync_notices
from interventions.models import Session
from tests.days import a_wednesday_to_come, last_sunday, standing_at
from tests.factories.people import make_user
from tests.reminders.conftest import london

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_server", "few_sources")]
WEDNESDAY, DAY = a_wednesday_to_come(), timedelta(days=1)
MORNING = london(WEDNESDAY)


class Provider:
    """The outside world: takes mail, or does not; may lose its answer; may be asked."""

    def __init__(self):
        self.refuses, self.loses_the_answer, self.can_be_asked, self.took = None, False, False, []

    def send(self, message):
        if self.refuses:
            raise self.refuses
        self.took.append(message)
        if self.loses_the_answer:
            raise providers.TemporaryFailure("The mail server could not be reached or did not answer (TimeoutError).")

    def finish(self):
        """Holds nothing open."""

    def was_accepted(self, reference):
        return (
            any(str(reference) in each.extra_headers["Message-ID"] for each in self.took) if self.can_be_asked else None
        )


@pytest.fixture
def provider(monkeypatch):
    one = Provider()
    monkeypatch.setattr(outbox, "provider", lambda: one)
    return one


@pytest.fixture
def two_due(due_in):
    """Two next steps of Priya's due on the day of MORNING."""
    with standing_at(MORNING):
        return [due_in(0), due_in(0)]


def run(moment=MORNING):
    with standing_at(moment):
        sync_notices()
        return gather_and_send()


def test_ten_things_due_are_one_mail_with_references_and_links_and_no_name(two_due, case, tamsin):
    run()
    [sent] = mail.outbox
    assert sent.to == [case.lead.email]
    assert sent.subject == "Emerald: 2 reminders"
    assert sent.body.count(f"{case.reference}: Next step after direct work, due today.") == 2
    for session in two_due:
        assert f"http://127.0.0.1:8000/cases/{case.reference}/sessions/{session.pk}/" in sent.body
    assert not {tamsin.given_names, tamsin.family_name, "Call her aunt"} & set(sent.body.split())
    assert "Tamsin" not in sent.subject + sent.body and "aunt" not in sent.body


def test_draining_again_sends_nothing_again(two_due):
    run()
    run(MORNING + timedelta(hours=1))
    assert len(mail.outbox) == 1
    assert Notice.objects.filter(mail__state=MailState.SENT).count() == 2


def test_before_eight_in_the_morning_nothing_goes(two_due):
    run(london(WEDNESDAY, 7, 59))
    assert mail.outbox == []
    run(london(WEDNESDAY, 8, 0))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("month", [3, 10])
@pytest.mark.parametrize("days_later", [0, 1])
def test_the_digest_goes_at_eight_in_london_on_the_days_the_clocks_change(month, days_later, due_in):
    day = last_sunday(WEDNESDAY.year + 1, month) + days_later * DAY
    with standing_at(london(day)):
        due_in(0)
    for hour, minute, fold in ((0, 30, 0), (1, 30, 0), (1, 30, 1), (2, 30, 0), (7, 59, 0)):
        run(london(day, hour, minute, fold))
        assert mail.outbox == []
    run(london(day, 8, 0))
    assert len(mail.outbox) == 1


def test_what_only_comes_up_and_was_entered_during_the_day_waits_for_the_morning(due_in):
    with standing_at(london(WEDNESDAY, 14)):
        due_in(3)
    run(london(WEDNESDAY, 15))
    assert Notice.objects.active().count() == 1  # in the app at once
    assert mail.outbox == []
    run(london(WEDNESDAY + DAY, 8))
    assert len(mail.outbox) == 1


def test_what_was_done_between_sweep_and_delivery_is_not_mailed(two_due, priya):
    with standing_at(MORNING):
        sync_notices()
        gather()
        Session.objects.filter(pk=two_due[0].pk).update(next_step_done_on=WEDNESDAY, next_step_done_by=priya)
        gather_and_send()
    [sent] = mail.outbox
    assert sent.subject == "Emerald: 1 reminder"


def test_a_case_closed_between_sweep_and_delivery_leaves_no_mail_at_all(two_due, case, morag, sunita):
    with standing_at(MORNING):
        sync_notices()
        gather()
        Session.objects.update(next_step="", next_step_on=None)
        Frequency.objects.update(review_days=180)  # no review stands in the way
        case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
        case.closures.first().approve(by=sunita)
        gather_and_send()
    assert mail.outbox == []
    assert Mail.objects.get().state == MailState.NOT_NEEDED


def test_somebody_who_lost_sight_of_the_case_between_sweep_and_delivery_is_not_mailed(two_due, case, sunita):
    with standing_at(MORNING):
        sync_notices()
        gather()
        case.restrict(by=sunita, category="staff", because="A relative works here.", named=[])
        gather_and_send()
    assert mail.outbox == []


def test_somebody_who_left_between_sweep_and_delivery_is_not_mailed(two_due, priya):
    with standing_at(MORNING):
        sync_notices()
        gather()
        priya.leave()
        gather_and_send()
    assert mail.outbox == []


def test_somebody_away_is_mailed_once_on_return_with_what_is_still_due(two_due, priya):
    Absence.objects.create(person=priya, starts=WEDNESDAY - 2 * DAY, until=WEDNESDAY + 2 * DAY, made_by=priya)
    for days in range(-2, 3):
        run(london(WEDNESDAY + days * DAY))
    assert [priya.email] not in [sent.to for sent in mail.outbox]
    run(london(WEDNESDAY + 5 * DAY))
    [sent] = [sent for sent in mail.outbox if sent.to == [priya.email]]
    assert sent.subject == "Emerald: 2 reminders, 2 overdue"


def test_an_address_the_server_refuses_for_good_is_shown_to_the_manager_and_can_be_sent_again(
    two_due, provider, morag, owen, elsewhere
):
    provider.refuses = providers.PermanentFailure("The mail server does not take mail for this address (reply 550).")
    run()
    [stuck] = Mail.objects.undeliverable().for_manager(morag)
    assert stuck.last_error == "The mail server does not take mail for this address (reply 550)."
    far = make_user(role="practice_manager", teams=[elsewhere])
    assert list(Mail.objects.undeliverable().for_manager(far)) == []
    provider.refuses = None
    with standing_at(MORNING + timedelta(hours=1)):
        stuck.send_again(by=morag)
        gather_and_send()
    assert len(provider.took) == 1


def test_a_server_that_is_down_is_tried_again_ever_more_slowly_and_up_to_every_five_minutes(two_due, provider):
    provider.refuses = providers.TemporaryFailure("The mail server answered 451.")
    moment, waits = MORNING, []
    run(moment)
    for _ in range(8):
        tried = Mail.objects.get()
        waits.append((tried.next_try - moment).total_seconds())
        moment = tried.next_try
        with standing_at(moment):
            gather_and_send()
    assert waits == [10, 20, 40, 80, 160, 300, 300, 300]
    provider.refuses = None
    with standing_at(Mail.objects.get().next_try):
        gather_and_send()
    assert len(provider.took) == 1


def test_after_a_day_of_trying_a_manager_is_shown_it(two_due, provider, morag):
    provider.refuses = providers.TemporaryFailure("The mail server answered 451.")
    run()
    with standing_at(MORNING + timedelta(hours=25)):
        gather_and_send()
    assert Mail.objects.undeliverable().for_manager(morag).count() == 1


def test_while_a_mail_waits_what_comes_new_waits_for_it_in_one_more(two_due, due_in, provider):
    provider.refuses = providers.TemporaryFailure("The mail server answered 451.")
    run()
    for hour in (1, 2, 3):
        with standing_at(MORNING + timedelta(hours=hour)):
            due_in(0)
        run(MORNING + timedelta(hours=hour))
    provider.refuses = None
    run(MORNING + timedelta(hours=4))
    run(MORNING + timedelta(hours=5))
    assert [sent.subject for sent in provider.took] == ["Emerald: 2 reminders", "Emerald: 3 reminders"]


def test_a_mail_taken_without_an_answer_goes_once_where_the_provider_can_be_asked(two_due, provider):
    provider.loses_the_answer = provider.can_be_asked = True
    run()
    with standing_at(MORNING + timedelta(minutes=1)):
        gather_and_send()
    assert len(provider.took) == 1
    assert Mail.objects.get().state == MailState.SENT


def test_a_mail_whose_fate_is_unknown_is_sent_again_under_the_same_message_id(two_due, provider):
    provider.loses_the_answer = True
    run()
    provider.loses_the_answer = False
    with standing_at(MORNING + timedelta(minutes=1)):
        gather_and_send()
    first, second = provider.took
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_claim_whose_lease_ran_out_sends_nothing_and_writes_nothing(two_due, provider):
    with standing_at(MORNING):
        sync_notices()
        gather()
        stale = outbox.claim()
    with standing_at(MORNING + timedelta(hours=1)):
        outbox.deliver(stale)
        assert provider.took == []
        assert gather_and_send() == 1
        outbox.record_outcome(stale, MailState.UNDELIVERABLE)
    assert len(provider.took) == 1
    assert Mail.objects.get().state == MailState.SENT


def test_without_a_mail_server_nothing_pretends_to_go(two_due, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert run() == 0
    assert Mail.objects.count() == 0
    assert Notice.objects.active().count() == 2


def test_a_snoozed_reminder_comes_again_on_its_morning(two_due, priya, case):
    run()
    notice = Notice.objects.active().first()
    with standing_at(MORNING):
        notice.snooze(by=priya, until=WEDNESDAY + DAY, because="Her aunt is away until then.")
    run(london(WEDNESDAY, 12))
    assert len(mail.outbox) == 1
    with standing_at(london(WEDNESDAY + DAY, 9)):
        gather_and_send()
    assert [sent.subject for sent in mail.outbox] == ["Emerald: 2 reminders", "Emerald: 1 reminder, 1 overdue"]


def test_a_snooze_puts_off_neither_the_next_stage_nor_the_manager(two_due, priya, morag):
    run()
    with standing_at(MORNING):
        for notice in Notice.objects.active():
            notice.snooze(by=priya, until=WEDNESDAY + 14 * DAY, because="Her aunt is away until then.")
    run(london(WEDNESDAY + 5 * DAY))
    assert {(each.to[0], each.subject) for each in mail.outbox[1:]} == {
        (priya.email, "Emerald: 2 reminders, 2 overdue"),
        (morag.email, "Emerald: 2 reminders, 2 overdue"),
    }


def test_a_mail_not_yet_gathered_or_sent_counts_as_waiting_from_when_it_should_have_gone(two_due, provider):
    with standing_at(MORNING):
        sync_notices()
    with standing_at(MORNING + timedelta(hours=2)):
        assert oldest_overdue() == timezone.now() - london(WEDNESDAY, 8)
