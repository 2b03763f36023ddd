"""The questions one asks of other contacts, each by its name."""

from typing import Any, Self

from django.db.models import Value
from django.db.models.functions import Coalesce, Left, NullIf

from interventions.notes.models.queries import IN_A_LIST, NoteQuerySet


class ContactQuerySet(NoteQuerySet):
    at = "happened_at"

    def of_key(self, pk: int) -> Any:
        return self.with_people().select_related("struck_out__by").filter(pk=pk).first()

    def for_a_list(self) -> Self:
        """Ready for a list: of the long texts only how what was said begins (`beginning`) leaves the database."""
        text = Coalesce(NullIf("what_was_said", Value("")), "decisions")
        return (
            self.with_people()
            .annotate(beginning=Left(text, IN_A_LIST + 1))
            .defer("what_was_said", "childs_words", "decisions", "analysis", "late_reason", "next_step_outcome")
        )

    def whole(self) -> Self:
        """With every text and everything added later, oldest first."""
        return (
            self.select_related("recorded_by", "struck_out__by")
            .prefetch_related("addenda__written_by")
            .order_by("happened_at", "pk")
        )
