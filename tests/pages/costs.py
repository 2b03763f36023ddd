"""What a page costs."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Every page of the site pays these whatever it shows: the browser's session, the person, their list of devices, and
# the marks of the request's transaction (savepoints only because a test is a transaction already).
EVERY_PAGE = ('"django_session"', '"usersessions_usersession"', 'FROM "accounts_user" WHERE', "SAVEPOINT")


def questions(browser, address):
    """How many queries the door and the page at `address` ask, and what the page says. The second visit counts."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    assert answer.status_code == 200
    own = [each["sql"] for each in asked if not any(mark in each["sql"] for mark in EVERY_PAGE)]
    return len(own), answer.text
