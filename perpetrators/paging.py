"""Pages by key of the register's lists: the address holds the key of the last row and never a name."""

from urllib.parse import urlencode

from django.db.models import Q

from cases.paging import LARGEST_KEY, PAGE, Page


def page_of(rows, asked, order, *, ready, one, many):
    """One page of `rows` from the request's GET data `asked` (`after=<key of the last row before>`).

    `order`: columns of which no row lacks a value, the last one unique, each with "-" where it goes down. `ready` makes
    the rows of one page ready to be shown; `one` and `many` are what the rows are called.
    """
    start = _start(rows.model, asked.get("after", ""), order)
    keys = list(
        (rows.filter(_beyond(order, start)) if start else rows)
        .order_by(*order)
        .values_list("pk", flat=True)[: PAGE + 1]
    )
    # First which, then what of them: joined before it is cut off, the list would be joined for every visible row.
    shown = list(ready(rows.model.objects.filter(pk__in=keys[:PAGE])).order_by(*order))
    rest = {name: value for name, value in asked.items() if name != "after"}
    older = "?" + urlencode({**rest, "after": keys[PAGE - 1]}) if len(keys) > PAGE else ""
    return Page(shown, older, first=start is None, one=one, many=many)


def _start(model, text, order):
    """The values of `order` on the row the page before ended with; None for nonsense: the list begins anew."""
    if not (text.isascii() and text.isdigit()) or int(text) > LARGEST_KEY:
        return None
    values = model.objects.filter(pk=int(text)).values_list(*(column.lstrip("-") for column in order)).first()
    return None if values is None or None in values else values


def _beyond(order, start):
    """What comes after the row with these values: later in the first column, or the same there and later in the
    next."""
    (column, *rest), (value, *values) = order, start
    name = column.lstrip("-")
    later = Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
    return later | (Q(**{name: value}) & _beyond(rest, values)) if rest else later
