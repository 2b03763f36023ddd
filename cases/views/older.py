"""Pages by key inside one case: no page numbers, because rows may come while one reads."""


def one_page(rows, size):
    """The first `size` of `rows`, and the key of the last of them when more follow (else None)."""
    shown = list(rows[: size + 1])
    return shown[:size], shown[size - 1].pk if len(shown) > size else None


def key_in(asked, name="before"):
    """The key in the request's GET data (`?before=1234`), or None when there is none or it is nonsense."""
    key = asked.get(name, "")
    return int(key) if key.isdecimal() and len(key) < 19 else None
