"""The trait of a child that others know them by numbers, each of which belongs to one child.

Whoever saves a number that stands on another record learns nothing of it: it is kept as typed, marked as in question,
and managers are asked whose it is (`Likeness`). Otherwise the answer of a form would tell anybody which numbers are
known. The same questions are put to the database whether there is such a record or not, so that time tells nothing.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from cases.models.children.identifiers import NUMBERS
from emerald.accounts.models import User
from emerald.audit.comparisons import note_comparison
from emerald.clock import now
from emerald.database.identity import acting_as_emerald

CONFIRMED = {f"one_child_per_settled_{name}" for name in NUMBERS}
# The number goes to the record that was first among those on which it is in question.
LET_GO = """UPDATE cases_child SET in_question = array_remove(in_question, %(name)s) WHERE id = (
    SELECT min(other.id) FROM cases_child other WHERE other.{name} = %(value)s AND %(value)s <> ''
    AND other.in_question @> ARRAY[%(name)s]::varchar[] AND NOT EXISTS (
        SELECT FROM cases_child one WHERE one.{name} = %(value)s AND NOT one.in_question @> ARRAY[%(name)s]::varchar[]))
"""


class Numbered:
    if TYPE_CHECKING:  # what it needs of the child
        pk: Any
        version: int
        in_question: Any
        objects: Any

        def save(self, *args: Any, **options: Any) -> None: ...

    @acting_as_emerald("same child")
    @transaction.atomic
    def save_with_numbers(self, *, by: User, was: Mapping[str, str] | None = None) -> None:
        """Save as the next version. `was`: the numbers that changed, name -> what stood there before."""
        self.version = self.version + 1 if self.pk else 1
        if not was:
            self.save()
            return
        met = self._meet()
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as clash:
            if clash.__cause__.diag.constraint_name not in CONFIRMED:  # type: ignore[union-attr]  # psycopg's
                raise
            met = self._meet()  # somebody kept the same number a moment ago
            self.save()
        self._let_go(was, by=by)
        mine = [(other, name, case) for other, name, case in met if name in was]
        apps.get_model("cases", "Likeness").notice(self, {(other, name) for other, name, _ in mine}, by=by)
        note_comparison(by, of=", ".join(NUMBERS[name] for name in was), cases={case for *_, case in mine if case})

    def numbers(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in NUMBERS if getattr(self, name)}

    def _meet(self) -> list[tuple[int, str, int | None]]:
        """(child, name of the number, case) of every record on which a number of this one is settled; marks them."""
        mine = self.numbers()
        others = type(self).objects.with_confirmed(mine).exclude(pk=self.pk).values_list("pk", "cases", *NUMBERS)
        met = [
            (pk, name, case)
            for pk, case, *theirs in others
            for name, value in zip(NUMBERS, theirs, strict=True)
            if value and value == mine.get(name)
        ]
        self.in_question = sorted({name for _, name, _ in met})
        return met

    def _let_go(self, was: Mapping[str, str], *, by: User) -> None:
        """What stood here before is free for the record on which it was in question."""
        likenesses = apps.get_model("cases", "Likeness").objects.waiting().filter(what__in=list(was))
        likenesses.filter(Q(record=self) | Q(other=self)).update(
            outcome="changed", because="The number was changed.", decided_by=by, decided_at=now()
        )
        with connection.cursor() as cursor:
            for name, value in was.items():
                cursor.execute(LET_GO.format(name=name), {"name": name, "value": value})
