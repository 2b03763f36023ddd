"""A page that keeps drafts, and the script on it."""

import json

import pytest
from django.urls import reverse

from tests.pages.form_reader import FormReader

TYPED = "We drew who is safe. <b>&amp;"


class WithTexts(FormReader):
    """Reads what stands in a box of several lines too, without the line break a browser leaves out."""

    _box = None

    def _question(self, tag, given):
        super()._question(tag, given)
        self._box = given["name"] if tag == "textarea" else None

    def handle_data(self, text):
        if self._box:
            self.fields[self._box] += text

    def handle_endtag(self, tag):
        if tag == "textarea" and self._box:
            self.fields[self._box], self._box = self.fields[self._box].removeprefix("\n"), None
        super().handle_endtag(tag)


class OpenPage:
    """A form opened in a browser: what its script sends, and what its button sends."""

    def __init__(self, browser, user, place, **query):
        self.browser, self.user, self.place = browser, user, place
        self.text = browser.get(place, query).text
        self.fields = WithTexts(self.text).fields

    def autosave(self, text=TYPED, **other):
        return self.send_typed({"what_happened": [text], "csrfmiddlewaretoken": ["x"], "password": ["x"]}, **other)

    def send_typed(self, typed, **other):
        told = {
            "place": self.place,
            "person": str(self.user.pk),
            "once": self.fields["once"],
            "draft": self.fields["draft"],
            "typed": typed,
        }
        return self.send(json.dumps(told | other))

    def send(self, body):
        return self.browser.post(
            reverse("save_draft"), body, content_type="application/json", headers={"accept": "application/json"}
        )

    def save(self, **answers):
        return self.browser.post(self.place, self.fields | answers)


@pytest.fixture
def place(case):
    return reverse("record_session", args=[case.reference])


@pytest.fixture
def opens(signed_in, place):
    """opens(priya): the page of a new session in Priya's browser."""
    return lambda user, where=None, **query: OpenPage(signed_in(user), user, where or place, **query)
