"""What the tests of the pages of measures have in common: a form filled in as a person does it."""

from datetime import date

import pytest
from django.urls import reverse

from tests.pages.form_reader import FormReader


def words(answer):
    return " ".join(answer.text.split())


def boxes(name, day):
    """A date as its three boxes are sent."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def send(browser, address, **typed):
    """Fill in the page at `address` as a person does; what is not typed stays as the page proposes it."""
    posted = dict(FormReader(browser.get(address).text).fields)
    for name, value in typed.items():
        posted |= boxes(name, value) if isinstance(value, date) else {name: value}
    return browser.post(address, posted)


def of(measure, name, *args):
    return reverse(name, args=[measure.reference, *args])


def record_at(man, kind):
    return reverse("record_person_measure", args=[man.reference, kind])


@pytest.fixture
def officer(signed_in, rhys):
    return signed_in(rhys)


SERVED = {"served": "yes", "served_how": "By hand"}
