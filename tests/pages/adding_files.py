"""What the tests of documents have in common: the page on which files are added, and what came of it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from emerald.accounts.permissions import Right
from tests.factories.people import make_user
from tests.pages.form_reader import FormReader

ANSWERS = {"kind": "letter", "title": "", "needs": Right.READ_SESSIONS.value, "sharing": "ours", "note": ""}


@pytest.fixture
def nina(team):
    return make_user(role="business_support", name="Nina Bell", teams=[team])


def page_of(browser, address):
    return FormReader(browser.get(address).text).fields


def add(browser, case, *files, then=None, **answers):
    """Open the page, choose files, send; `then` are answers of another time with the same page."""
    address = reverse("add_documents", args=[case.reference])
    return browser.post(address, {**page_of(browser, address), **ANSWERS, **answers, "files": list(files)})


def said(answer):
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


def download(browser, document):
    return browser.get(reverse("download_document", args=[document.case.reference, document.pk]))
