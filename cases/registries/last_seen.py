"""When the child of a case was last seen: each app that knows of visits tells it, and the latest day counts.

The day stands on the case itself (`Case.last_seen_on`), pushed by whoever saw the child. These sources are asked only
when a day must be taken back. A source is a callable `(case) -> a date in Europe/London, or None`.
"""

_sources = []


def add_source(source):
    """Register `source`, from an AppConfig's ready() at the latest."""
    if source not in _sources:
        _sources.append(source)


def last_seen(case):
    """The latest day any source knows of, or None."""
    return max((day for source in _sources if (day := source(case))), default=None)
