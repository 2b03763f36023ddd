"""Pages by key: the next page starts after the last row of this one, so that rows may come and go while one reads."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from cases.models import Case
from cases.models.queries import CaseQuerySet
from emerald.words import plural

PAGE = 25
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Page:
    rows: list
    older: str  # the query string of the next page, or "" on the last one
    first: bool
    one: str = "case"
    many: str = "cases"

    @property
    def sentence(self):
        """How many there are, without counting them all: that is what takes seconds for one who sees many."""
        if not self.rows:
            return ""
        if self.first and not self.older:
            return plural(len(self.rows), self.one, self.many)
        return f"{len(self.rows)} {self.many} on this page" + (", and there are more" if self.older else "")


def page_of(cases, asked, *, ready=CaseQuerySet.with_people):
    """One page of `cases`, newest first, from the request's GET data `asked` (`after=2026-03-01_123`).

    `cases` says which (from the door); `ready` makes a queryset of bare cases ready to be shown.
    """
    start = _key(asked.get("after", ""))
    keys = (cases.after(*start) if start else cases).newest_first().values_list("pk", flat=True)[: PAGE + 1]
    # First which, then what of them: joined before it is cut off, the list would be joined for every visible case.
    rows = list(ready(Case.objects.with_keys(list(keys))).newest_first())
    more, rows = len(rows) > PAGE, rows[:PAGE]
    rest = {name: value for name, value in asked.items() if name != "after"}
    older = "?" + urlencode({**rest, "after": f"{rows[-1].opened_on}_{rows[-1].pk}"}) if more else ""
    return Page(rows, older, first=start is None)


def _key(text):
    """The (opened_on, pk) in `text`, or None when it is nonsense: then the list starts at its beginning."""
    day, _, pk = text.partition("_")
    try:
        start = date.fromisoformat(day), int(pk)
    except ValueError:
        return None
    return start if 0 < start[1] <= LARGEST_KEY else None
