"""Reminders by GOV.UK Notify, against a server that speaks its API over a socket."""

from datetime import timedelta

import pytest

from emerald.mail import providers
from emerald.mail.models import Mail, MailState
from emerald.reminders.gathering import gather_and_send
from emerald.reminders.sync import sync_notices
from tests.days import a_wednesday_to_come, standing_at
from tests.reliability.notify_server import KEY, TEMPLATE, NotifyServer
from tests.reminders.conftest import london

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_sources")]
MORNING = london(a_wednesday_to_come())


@pytest.fixture
def notify(settings):
    settings.MAIL_PROVIDER = "emerald.mail.notify.Notify"
    settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE, settings.EMAIL_TIMEOUT = KEY, TEMPLATE, 1
    with NotifyServer() as server:
        settings.NOTIFY_API = server.url
        providers.provider.cache_clear()
        yield server
    providers.provider.cache_clear()


@pytest.fixture
def run(notify, due_in):
    """Everything due in the morning of one day, and a round of sending so many minutes later."""
    with standing_at(MORNING):
        due_in(0)
        sync_notices()

    def drain(minutes=0):
        with standing_at(MORNING + timedelta(minutes=minutes)):
            return gather_and_send()

    return drain


def test_a_mail_goes_with_our_reference_and_no_name(run, notify, priya, case, tamsin):
    assert run() == 1
    [sent], mail = notify.sent, Mail.objects.get()
    assert (sent["email_address"], sent["reference"]) == (priya.email, str(mail.reference))
    assert sent["personalisation"]["subject"] == "Emerald: 1 reminder"
    assert case.reference in sent["personalisation"]["body"]
    assert tamsin.given_names not in str(sent)
    assert mail.state == MailState.SENT


def test_what_was_taken_and_never_answered_is_asked_about_and_not_sent_again(run, notify):
    notify.silent_next = 1
    run()
    waiting = Mail.objects.get()
    assert (waiting.state, waiting.last_error) == (MailState.WAITING, "GOV.UK Notify did not answer.")
    run(minutes=1)
    assert list(notify.took.values()) == [1]
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.parametrize(
    ("answer", "state", "told"),
    [
        (
            (400, "ValidationError", "email_address Not a valid email address"),
            MailState.UNDELIVERABLE,
            "GOV.UK Notify does not take mail for this address.",
        ),
        (
            (400, "BadRequestError", "Can’t send to this recipient using a team-only API key: a@b.example"),
            MailState.WAITING,
            "GOV.UK Notify answered 400.",
        ),
        ((429, "TooManyRequestsError", "Exceeded send limits"), MailState.WAITING, "GOV.UK Notify answered 429."),
        ((500, "Exception", "Internal server error"), MailState.WAITING, "GOV.UK Notify answered 500."),
    ],
)
def test_what_it_refuses_is_told_without_personal_data_and_tried_again_where_that_can_help(
    run, notify, answer, state, told
):
    notify.refuses_next = [answer]
    run()
    mail = Mail.objects.get()
    assert (mail.state, mail.last_error) == (state, told)
    run(minutes=1)
    assert len(notify.sent) == (state == MailState.WAITING)


def test_while_it_cannot_be_asked_nothing_is_sent_a_second_time(run, notify, settings):
    notify.silent_next = 1
    run()
    settings.NOTIFY_KEY = KEY[:-1] + ("0" if KEY[-1] != "0" else "1")
    providers.provider.cache_clear()
    run(minutes=1)
    assert len(notify.sent) == 1
    assert Mail.objects.get().last_error == "GOV.UK Notify answered 403."
    settings.NOTIFY_KEY = KEY
    providers.provider.cache_clear()
    run(minutes=10)
    assert len(notify.sent) == 1
    assert Mail.objects.get().state == MailState.SENT
