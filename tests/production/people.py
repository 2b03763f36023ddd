"""Somebody in front of Emerald in production: a browser that trusts the proxy, a mailbox, a telephone."""

import os
import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.chromium import find_chromium
from tests.journeys.conftest import FLAGS
from tests.journeys.somebody import Somebody, Telephone
from tests.patience import eventually, page_lives
from tests.production.proxy import NAME

PATIENCE = 60  # seconds, for what a worker does by itself


class Person(Somebody):
    """Codes are good once in half a minute, so whoever is asked again at once takes a recovery code from the drawer."""

    def new_telephone(self, secret):
        return Telephone(secret, steps=0)

    def give_code(self, code=None):
        super().give_code(code or self.recovery_codes.pop())

    def newest_mail(self):
        """Once the worker has sent it: (subject, text) of what came since one looked last."""
        message = eventually(
            lambda: next(
                iter([message for recipient, message in self.mails if recipient == self.email][self.read :]), None
            ),
            seconds=PATIENCE,
            pause=page_lives(self.page),
            say=lambda: f"no mail came for {self.email}",
        )
        self.read += 1
        return message["Subject"], message.get_content().replace("\r\n", "\n")

    def waits_for(self, subject):
        """The text of the mail with this subject; what came before it was read and put away."""
        while (mail := self.newest_mail())[0] != subject:
            pass
        return mail[1]

    # --- What one does on pages -------------------------------------------------------------------------------------
    def fills(self, label, text):
        self.page.get_by_label(label).first.fill(text)

    def ticks(self, label):
        self.page.get_by_label(label, exact=True).first.check()

    def birthday(self, age):
        """Fills in the date of birth of a child who is as old as this, and some days or months."""
        year = timezone.localdate().year - age - 1
        group = self.page.get_by_role("group", name="Date of birth")
        for part, value in (("Day", 1), ("Month", 2), ("Year", year)):
            group.get_by_label(part).fill(str(value))

    def follows(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()


def chromium(playwright, port):
    """A browser for which Emerald's name leads to this port of this machine."""
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    leads = f"--host-resolver-rules=MAP {NAME}:443 127.0.0.1:{port}"
    return playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, leads])


def link_in(text):
    """The link to choose a password, wherever it stands in a text."""
    return re.search(rf"https://{re.escape(NAME)}/\S+", text)[0]
