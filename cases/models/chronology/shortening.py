"""Lines of the chronology of which some only hear: they read the line without a part of it.

A line is one sentence and never changes. Where its end is for those alone who hold one more right than the line itself
needs, the app that tells it says here how the others read it:

    add_shortening("session", needs=Right.READ_SESSIONS, shortened=without_place)
"""

_shortenings = {}


def add_shortening(page, *, needs, shortened):
    """Lines that lead to `page` (a URL name) are read as `shortened(sentence)` by those without the right `needs`. Told
    at start-up."""
    _shortenings[page] = (needs, shortened)


def shorten(entry, rights):
    """Let `entry` say what somebody with `rights` may read of it. In memory alone: the row never changes."""
    needs, shortened = _shortenings.get(entry.page, (None, None))
    if needs is not None and needs not in rights:
        entry.sentence = shortened(entry.sentence)
