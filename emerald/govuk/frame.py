"""The components of every page's frame, drawn once for each different one: a role's navigation on a page of each of its
sections is the same for everybody who has it. Nothing is remembered that says a name: only these components are.
"""

from functools import lru_cache, wraps

COMPONENTS = ("generic-header", "service-navigation")
REMEMBERED = 256  # roles by sections, and room for more


def drawn_once(draw):
    """`draw(params)`, which returns the same for the same parameters, with what it returned remembered."""

    @lru_cache(maxsize=REMEMBERED)
    def drawn(key):
        return draw(key.params)

    @wraps(draw)
    def draw_once(params=None):
        return drawn(_Key(params))

    return draw_once


class _Key:
    """Parameters compared by what they hold and of which type: text that is safe to print as it stands is not the
    same as text that reads alike and has to be escaped."""

    def __init__(self, params):
        self.params, self.held = params, _held(params)

    def __hash__(self):
        return hash(self.held)

    def __eq__(self, other):
        return self.held == other.held


def _held(value):
    if isinstance(value, dict):
        return dict, tuple((key, _held(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return list, tuple(map(_held, value))
    return type(value), value
