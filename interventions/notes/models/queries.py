"""The questions one asks of notes of every kind, each by its name."""

import re
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    from emerald.versioned import Versioned

IN_A_LIST = 300  # characters of a note's text that a list shows


class NoteQuerySet(models.QuerySet[Any]):
    """Of sessions and contacts alike; `at` names the column that says when it was."""

    at = ""

    if TYPE_CHECKING:  # each kind says how

        def for_a_list(self) -> Self: ...

    def with_next_step_open(self) -> Self:
        return self.not_in_error().filter(next_step_done_on=None).exclude(next_step="")

    def not_in_error(self) -> Self:
        """Without those marked as recorded in error."""
        return self.filter(struck_out=None)

    def of_open_cases(self) -> Self:
        return self.exclude(case__closed_on__isnull=False)

    def by_next_step(self) -> Self:
        """What is due first comes first; what has no day comes last."""
        return self.order_by(F("next_step_on").asc(nulls_last=True), self.at, "pk")

    def newest_first(self) -> Self:
        return self.order_by(f"-{self.at}", "-pk")

    def with_people(self) -> Self:
        return self.select_related("recorded_by", "next_step_done_by", "struck_out")

    def of_key(self, pk: int) -> Any:
        """The one with this key among these, or None."""
        return self.with_people().filter(pk=pk).first()


def excerpt(beginning: str) -> str:
    """How a text begins, in whole words; `beginning` as `for_a_list` gives it."""
    if len(beginning) <= IN_A_LIST:
        return beginning
    whole_words = re.sub(r"\s+\S*$", "", beginning[:IN_A_LIST])
    return f"{whole_words}…"


class VersionQuerySet(models.QuerySet[Any]):
    """Of the kept history of notes."""

    def before(self, note: "Versioned") -> "VersionQuerySet":
        """The note as it stood in each version before its present one, the first version first."""
        kept = self.filter(pgh_obj_id=note.pk, version__lt=note.version)
        return kept.order_by("version", "pgh_id").distinct("version")
