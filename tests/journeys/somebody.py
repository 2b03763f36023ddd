"""Somebody with a browser, a mailbox and a telephone, who does what the pages say."""

import re

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from emerald.mail import outbox

SET_UP = "Set up a second step of sign-in before you carry on."


class Telephone:
    """An authenticator app. Each code it is asked for is another, as if somebody waited for it: its clock is wrong by a
    little more each time, which the tests that use it allow (MFA_TOTP_TOLERANCE)."""

    def __init__(self, secret, steps=-30):
        self.secret, self.steps = secret, steps

    def code(self):
        now = list(totp.yield_hotp_counters_from_time())[settings.MFA_TOTP_TOLERANCE]
        self.steps += 1
        return totp.format_hotp_value(totp.hotp_value(self.secret, now + self.steps))


class Somebody:
    """`mails`: the server's, where theirs are found by address. `site`: the address of Emerald."""

    def __init__(self, page, site, mails, email):
        self.page, self.site, self.mails, self.email = page, site, mails, email
        self.password, self.telephone, self.recovery_codes, self.read = "", None, [], 0

    # --- The mailbox ------------------------------------------------------------------------------------------------
    def newest_mail(self):
        """Once the worker has sent what waits: (subject, text) of what came last, which came since one looked last."""
        outbox.drain()
        mine = [message for recipient, message in self.mails if recipient == self.email]
        assert len(mine) > self.read, f"no mail came for {self.email}"
        self.read = len(mine)
        return mine[-1]["Subject"], mine[-1].get_content().replace("\r\n", "\n")

    def link(self):
        """The link in the newest mail, whole, as one clicks on it."""
        _, text = self.newest_mail()
        return re.search(rf"^{re.escape(self.site)}/\S+$", text, re.MULTILINE)[0]

    # --- Signing in -------------------------------------------------------------------------------------------------
    def choose_password(self, link, password):
        self.page.goto(link)
        self.page.get_by_label("New password", exact=True).fill(password)
        self.page.get_by_label("New password again").fill(password)
        self.page.get_by_role("button", name="Save").click()
        self.password = password

    def set_up_second_step(self):
        """The page that a first sign-in leads to; no password is asked for on the way."""
        expect(self.page.get_by_text(SET_UP)).to_be_visible()
        self.page.get_by_text("I cannot scan it").click()
        self.telephone = Telephone(self.page.locator("#totp-secret").inner_text())
        self.page.get_by_label("Code").fill(self.telephone.code())
        self.page.get_by_role("button", name="Set up").click()
        expect(self.page.locator("main li code")).to_have_count(10)
        self.recovery_codes = self.page.locator("main li code").all_inner_texts()

    def type_password(self, password=None):
        self.go("account_login")
        self.page.get_by_label("E-mail address").fill(self.email)
        self.page.get_by_label("Password", exact=True).fill(password or self.password)
        self.page.get_by_role("button", name="Sign in").click()

    def give_code(self, code=None):
        self.page.get_by_label("Code").fill(code or self.telephone.code())
        self.page.get_by_role("button", name=re.compile("Sign in|Carry on")).click()

    def sign_in(self):
        self.type_password()
        self.give_code()
        self.is_in()

    def sign_out(self):
        self.page.context.clear_cookies()

    def is_in(self):
        self.go("my_account")
        assert self.page.url == self.site + reverse("my_account")

    def is_out(self):
        self.go("my_account")
        assert "/account/login/" in self.page.url

    # --- Elsewhere --------------------------------------------------------------------------------------------------
    def go(self, name, *args):
        self.page.goto(self.site + reverse(name, args=args))

    def opens(self, name, *args):
        """Where a code is asked for once more, gives it."""
        self.go(name, *args)
        if "/second-step/again/" in self.page.url:
            self.give_code()

    def presses(self, name):
        self.page.get_by_role("button", name=name).click()

    def approves(self, change):
        self.opens("decide_change", change.pk)
        self.page.get_by_label("Approve it").check()
        self.presses("Save the decision")
