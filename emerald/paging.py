"""Pages by key: the next page begins after the last row of this one, so that rows may come and go while one reads.

The address holds the key of that row and nothing of what the row says: `?after=1234`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from emerald.words import plural

PAGE = 25
LONGEST_KEY = 18  # digits: no key has so many


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    older: str  # the query string of the next page, or "" on the last one
    first: bool
    one: str = "case"
    many: str = "cases"

    @property
    def sentence(self) -> str:
        """How many there are, without counting them all: that is what takes seconds for one who sees many."""
        if not self.rows:
            return ""
        if self.first and not self.older:
            return plural(len(self.rows), self.one, self.many)
        return f"{len(self.rows)} {self.many} on this page" + (", and there are more" if self.older else "")


def page_of(
    rows: QuerySet[Any],
    asked: QueryDict,
    *,
    size: int = PAGE,
    ready: Callable[[Any], QuerySet[Any]] | None = None,
    one: str = "case",
    many: str = "cases",
) -> Page:
    """One page of `rows` from the request's GET data `asked`.

    `rows`: a queryset ordered by plain columns, of which no row lacks a value and the last is unique. A key that is
    nonsense, or of no row in this list, starts at the beginning. `ready` makes a queryset of the bare rows of one page
    ready to be shown: first which, then what of them, because joined before it is cut off, the list would be joined
    for every row there is. `one` and `many` are what the rows are called.
    """
    start = _start(rows, key_in(asked))
    found = (beyond(rows, start) if start else rows)[: size + 1]
    if ready is not None:
        bare = rows.model._default_manager.filter(pk__in=list(found.values_list("pk", flat=True)))
        found = ready(bare).order_by(*rows.query.order_by)
    taken = list(found)
    shown = taken[:size]
    older = asking(asked, after=shown[-1].pk) if len(taken) > size else ""
    return Page(shown, older, first=start is None, one=one, many=many)


def key_in(asked: QueryDict, name: str = "after") -> int | None:
    """The key under this name in GET data (`?after=1234`), or None when there is none or it is nonsense."""
    key = asked.get(name, "")
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY else None


def asking(asked: QueryDict | None, **more: Any) -> str:
    """The query string of the same list with `more`; a list that is narrowed anew starts at its beginning."""
    said = {name: asked.getlist(name) for name in asked if name != "after"} if asked else {}
    return "?" + urlencode(said | more, doseq=True)


def beyond(rows: QuerySet[Any], start: Sequence[Any]) -> QuerySet[Any]:
    """Those of `rows` that come, in their order, after the row with the values `start`."""
    order = _columns(rows)
    # Said so that the walk through an index begins at that row: with one OR it would begin at the first of all.
    onwards = {f"{order[0].lstrip('-')}__{'lte' if order[0].startswith('-') else 'gte'}": start[0]}
    return rows.filter(**onwards).filter(_later(order, start))


def _columns(rows: QuerySet[Any]) -> list[str]:
    return [str(column) for column in rows.query.order_by]


def _start(rows: QuerySet[Any], key: int | None) -> Sequence[Any] | None:
    """What the row with this key has in the columns of the order; None when there is none among `rows`."""
    if key is None:
        return None
    columns = [column.lstrip("-") for column in _columns(rows)]
    return rows.order_by().filter(pk=key).values_list(*columns).first()


def _later(order: Sequence[str], start: Sequence[Any]) -> Q:
    """Later in the first column, or the same there and later in the next."""
    (column, *rest), (value, *values) = order, start
    name = column.lstrip("-")
    later = Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
    return later | (Q(**{name: value}) & _later(rest, values)) if rest else later
