"""Saving a note asks the database the same number of questions in an empty case and in a full one."""

from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventions.models import Contact, Session
from tests.factories.contacts import make_contact
from tests.factories.sessions import make_session
from tests.pages import posted_session, test_contacts
from tests.pages.posted_session import page

MANY = 300


def saving(browser, address, posted):
    """How many queries the whole answer takes; the draft of the same writing is thrown away with it."""
    with CaptureQueriesContext(connection) as asked:
        answer = browser.post(address, posted | {"once": str(uuid4()), "draft": str(uuid4())})
    assert answer.status_code == 302
    return len(asked)


def copies(note, at):
    """So many notes more, past the verb: each moment a minute earlier."""
    model = type(note)
    values = {
        field.attname: getattr(note, field.attname) for field in model._meta.concrete_fields if not field.primary_key
    }
    moment = values.pop(at)
    model.objects.bulk_create([model(**values | {at: moment - timedelta(minutes=n)}) for n in range(MANY)])


def test_a_session_costs_the_same_however_many_there_are(case, priya, signed_in):
    browser, address = signed_in(priya), page(case, "record_session")
    saving(browser, address, posted_session.typed())  # the first one also reads what a process keeps
    few = saving(browser, address, posted_session.typed())
    copies(make_session(case, by=priya, next_step="Call school"), "held_at")
    assert saving(browser, address, posted_session.typed()) == few <= 40
    assert Session.objects.count() == MANY + 4


def test_a_contact_costs_the_same_however_many_there_are(case, priya, signed_in):
    browser, address = signed_in(priya), page(case, "record_contact")
    saving(browser, address, test_contacts.typed())
    few = saving(browser, address, test_contacts.typed(again="another"))
    copies(make_contact(case, by=priya, next_step="Ring again"), "happened_at")
    assert saving(browser, address, test_contacts.typed(again="another")) == few <= 40
    assert Contact.objects.count() == MANY + 4


def test_putting_a_text_right_costs_the_same_however_often_it_was(case, priya, signed_in):
    session, browser = make_session(case, by=priya), signed_in(priya)
    address = page(case, "change_session", session.pk)

    def change(version):
        return saving(
            browser,
            address,
            {
                "version": version,
                "what_happened": "We drew.",
                "childs_words": "",
                "analysis": f"Thought of it {version} times.",
            },
        )

    change(1)
    few = change(2)
    assert [change(version) for version in range(3, 10)] == [few] * 7
