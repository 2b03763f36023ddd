"""Pages by key: what is older than the last row of this page, however much was written since."""

from urllib.parse import urlencode


def page_before(rows, asked, *, size, key):
    """(this page's rows, the query string of the older page or "") from the request's GET data `asked`.

    `rows` is a queryset in order with a `before` question; `?before=` that is no number starts at the newest.
    """
    said = asked.get("before", "")
    found = list((rows.before(int(said)) if _is_number(said) else rows)[: size + 1])
    shown = found[:size]
    if len(found) <= size:
        return shown, ""
    rest = {name: value for name, value in asked.items() if name != "before"}
    return shown, "?" + urlencode({**rest, "before": getattr(shown[-1], key)})


def _is_number(said):
    return said.isascii() and said.isdecimal() and len(said) <= 18
