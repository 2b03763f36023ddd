"""The components of every page's frame, drawn once for each different one: a role's navigation on a page of each of its
sections is the same for everybody who has it. Nothing is remembered that says a name: only these components are.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from markupsafe import Markup

# Upstream's template imports macros by the names of the components for itself, and its names come before ours: what is
# drawn once has a name of its own (`frame_generic_header`).
COMPONENTS = ("generic-header", "service-navigation", "skip-link")
REMEMBERED = 256  # roles by sections, and room for more


def name_of(component: str) -> str:
    """'skip-link' is drawn once by frame_skip_link."""
    return f"frame_{component.replace('-', '_')}"


def drawn_once(draw: Callable[[Any], Markup]) -> Callable[..., Markup]:
    """`draw(params)`, which returns the same for the same parameters, with what it returned remembered."""

    @lru_cache(maxsize=REMEMBERED)
    def drawn(key: "_Key") -> Markup:
        return draw(key.params)

    @wraps(draw)
    def draw_once(params: Any = None) -> Markup:
        return drawn(_Key(params))

    return draw_once


class _Key:
    """Parameters compared by what they hold and of which type: text that is safe to print as it stands is not the
    same as text that reads alike and has to be escaped."""

    def __init__(self, params: Any) -> None:
        self.params, self.held = params, _held(params)

    def __hash__(self) -> int:
        return hash(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.held == other.held


def _held(value: Any) -> Any:
    if isinstance(value, dict):
        return dict, tuple((key, _held(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return list, tuple(map(_held, value))
    return type(value), value
