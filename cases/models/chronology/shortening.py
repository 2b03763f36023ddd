"""Lines of the chronology of which some only hear: they read the line without a part of it.

A line is one sentence and never changes. Where its end is for those alone who hold one more right than the line itself
needs, the part that tells it declares how the others read it (`cases.parts.Shortening`).
"""

from collections.abc import Collection
from typing import Any

from cases.parts import CasePart


def shorten(entry: Any, rights: Collection[str]) -> None:
    """Let `entry` say what somebody with `rights` may read of it. In memory alone: the row never changes."""
    for one in CasePart.joined("shortenings"):
        if one.page == entry.page and one.needs not in rights:
            entry.sentence = one.shortened(entry.sentence)
