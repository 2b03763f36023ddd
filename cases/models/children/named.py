"""The guard that a text names no child: for what is read on the record of another child, or by who may not see them.

It is asked of children whom the writer may see. Of others it says nothing, because a refusal would tell that there is
such a child.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models

from emerald.text.naming import named_in, run_together

if TYPE_CHECKING:
    from cases.models.children.child import Child

NAMES = ("given_names", "preferred_name", "family_name")
SHOWN = 3  # of the words that name somebody, in a sentence


def why_not_named(
    children: "Iterable[Child]", texts: Iterable[str], *, told: str, besides: Iterable[str] = ()
) -> list[str]:
    """The sentence against `texts` where one of them names one of `children`, by any of their names and however it is
    written. `told`: a sentence that says who reads it. `besides`: names that somebody else in it has as well, such as
    an uncle's family name."""
    said = [text for text in texts if text and text.strip()]
    mine: list[Any] = list(children) if said else []
    if not mine:
        return []
    models.prefetch_related_objects(mine, "also_known_as")
    others = {run_together(name) for name in besides}
    names = [name for child in mine for name in names_of(child) if run_together(name) not in others]
    words = dict.fromkeys(word for text in said for word in named_in(text, names))
    if not words:
        return []
    shown = " and ".join(f"“{word}”" for word in [*words][:SHOWN])
    return [f"Leave the names of children out here. {told} You wrote {shown}."]


def names_of(child: "Child") -> list[str]:
    """Every name the child is known by."""
    also = (one.name for one in child.also_known_as.all())
    return [name for name in (*(getattr(child, name) for name in NAMES), *also) if name]
