"""What the tests of the pages of what is due have in common."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone


def day(number):
    return timezone.localdate() + timedelta(days=number)


def add(case, days, *, by, owner=None):
    return case.add_action(by=by, strand="protect", text="Ring the school", due_on=day(days), owner=owner or by)


def get(browser, name, **query):
    return browser.get(reverse(name, query=query)).text


def rows(page):
    """How many rows the lists of the page have, the table of counts left out."""
    main = page.split("<main")[1]
    return main.count('data-label="When"')
