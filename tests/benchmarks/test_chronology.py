"""The chronology of one case with 2,000 lines: page 40 against page 1, and against a case of 50 lines.

Run by `python3 -m emerald bench`. What fails the run is a ratio, because machines differ.
"""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from tests.benchmarks.clock import milliseconds, print_table
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.pages.test_chronology import tell

AT_MOST_TIMES = 1.5


@pytest.mark.django_db
def test_page_40_of_2000_lines_takes_as_long_as_page_1():
    team = make_team()
    manager = make_user(role="practice_manager", teams=[team])
    long, short = make_case(manager=manager), make_case(manager=manager)
    tell(short, 50, by=manager)
    entries = tell(long, 2_000, by=manager)
    browser = Client()
    browser.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")

    def ask(case, **asked):
        return partial(browser.get, reverse("case_chronology", args=[case.reference], query=asked))

    names = ["50 lines", "page 1 of 2,000", "page 40 of 2,000", "narrowed, page 40"]
    key = {"before": entries[1_949].pk}
    times = milliseconds(ask(short), ask(long), ask(long, **key), ask(long, kind="details", **key))
    print_table("The chronology of one case", ["ms"], {name: [time] for name, time in zip(names, times, strict=True)})
    assert max(times) <= AT_MOST_TIMES * times[0] + 5
