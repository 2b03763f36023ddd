"""Waiting for what another process or a browser does in its own time: asked again and again, and told when it never
comes. No test sleeps for a time that somebody guessed."""

import time

PAUSE = 0.05  # seconds


def eventually(question, *, seconds=20, pause=lambda: time.sleep(PAUSE), say=lambda: "it never came about"):
    """The first true answer of `question()`. Where it is not there within `seconds`, fails with what `say()` returns.

    `pause()` is what happens between two questions; in a journey the page must live on (`page_lives`)."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, say()
        pause()
    return answer


def page_lives(page):
    """A pause in which the page of Playwright goes on: its requests are sent and answered."""
    return lambda: page.wait_for_timeout(1000 * PAUSE)
