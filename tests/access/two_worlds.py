"""The same steps in a world with a hidden record and in one without: whoever takes them must not be able to tell."""

import re
from difflib import unified_diff

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

# What differs between any two pages: tokens, keys of rows, the numbers of references and the minute.
PASSING = re.compile(
    r'nonce="[^"]*"|datetime="[^"]*"'
    r'|(name|data-\w+)="(csrfmiddlewaretoken|once|draft|looked|as_shown|whose)" value="[^"]*"'
    r'|value="[0-9A-Za-z]{64}"'
    r"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b\d{1,2}(:\d\d)?[ap]m\b|(?<=[/\-tp])\d+(?=[/\"?])|[A-Z]{2}-\d{4}-\d{4}"
)


class Rolled(Exception):
    pass


def bare(text):
    """`text` without what differs between any two pages."""
    return PASSING.sub("·", text)


def seen(answer, captured):
    """What a person, their browser and their clock could make of an answer."""
    asked = [one for one in captured if "SAVEPOINT" not in one["sql"]]
    return answer.status_code, bare(answer.get("Location", "")), bare(answer.text), len(asked)


def in_a_world(prepare, enter, steps):
    """What `steps` (each a call that takes a browser and answers) give the person `enter()` signs in, after
    `prepare()`; then everything is as before."""
    found = []
    try:
        with transaction.atomic():
            prepare()
            browser = enter()
            browser.get("/")
            for step in steps:
                with CaptureQueriesContext(connection) as captured:
                    answer = step(browser)
                found.append(seen(answer, captured))
            raise Rolled
    except Rolled:
        return found


def differences(one, other):
    """The lines in which two worlds differ, for people; empty when nobody can tell them apart."""
    found = []
    for number, (mine, theirs) in enumerate(zip(one, other, strict=True)):
        if mine != theirs:
            found += [f"step {number}: {mine[0]} {mine[1]} {mine[3]} queries, {theirs[0]} {theirs[1]} {theirs[3]}"]
            found += list(unified_diff(mine[2].split("\n"), theirs[2].split("\n"), lineterm="", n=0))
    return found
