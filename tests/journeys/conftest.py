"""A real browser: Chromium from the machine, somebody signed in, and nothing wrong in its console."""

import os

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import expect

from tests.journeys.chromium import WHERE_TO_GET_IT, find_chromium

# Playwright keeps a loop running in the thread of the test, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# A page that was slow on a busy machine is not a page that is wrong: what never comes is told a little later.
expect.set_options(timeout=20_000)
CHROMIUM = find_chromium()
# Where there is none the journeys are left out, which the end of the run says; `tests.no_skips` insists on it.
collect_ignore_glob = [] if CHROMIUM else ["test_*.py"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line(f"Left out: the journeys in a browser. {WHERE_TO_GET_IT}", yellow=True)


@pytest.fixture(scope="session")
def base_url():
    """Each test names its server. (In place of the plugin's own, which pytest 9 warns of.)"""
    return None


@pytest.fixture(scope="session")
def connections_before(django_db_setup):
    return {alias: connections[alias] for alias in connections}


@pytest.fixture(scope="session")
def playwright(connections_before, playwright):
    """Under a running loop Django looks for its connections in another place; it shall find the same ones there,
    or what the tests do to their connection would be done to one that nobody uses."""
    for alias, connection in connections_before.items():
        connections[alias] = connection
    return playwright


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture
def problems():
    """What went wrong in the browser. A test that provokes an error answer clears it."""
    return []


@pytest.fixture
def page(page, problems):
    """A page that fails its test for any error in the console, refusal by the content policy, or fetching of a font."""
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda asked: problems.append(asked.url) if asked.resource_type == "font" else None)
    yield page
    assert problems == []


@pytest.fixture
def sign_in(page, client, live_server):
    """sign_in(priya): the page, with Priya's session."""

    def as_(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return as_
