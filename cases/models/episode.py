"""The traits of a case as one episode of support: it opens, moves, closes and is followed by another."""

from cases.models.closure import Closable
from cases.models.lifecycle import Lifecycle
from cases.models.opening import Reopened


class Episode(Lifecycle, Closable, Reopened):  # type: ignore[misc]  # the first of them refreshes
    class Meta:
        abstract = True
