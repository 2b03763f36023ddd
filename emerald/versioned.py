"""A record that several people write: one verb at a time changes it, and nobody overwrites what they have not read.

Every verb that changes such a record begins with `begin_change`, inside its transaction. In this order, always: lock
the record it is part of, lock its own row and bring `self` up to date under the lock, require the right, ask whether
anything can change at all, compare the version the page was made from. A model says what is its own of each, and no
more:

    class Plan(Versioned):
        part_of, right_to_change = "case", Right.EDIT_PLAN

        @transaction.atomic
        def change(self, *, by, aims, version=None):
            self.begin_change(by=by, version=version)
            self.aims = aims
            self.save_next_version("aims")
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import TextChoices

from emerald.guards import ChangedMeanwhile, NotYet, NotYours


class Locking(models.Model):
    """Locked, brought up to date and asked before a verb changes it. Of what is decided once this is enough."""

    part_of: str | None = None  # the key to the record whose rights are its own; None where it gives rights itself
    right_to_change: TextChoices | None = (
        None  # a Right or SiteRight: what its verbs require, unless one of them names another
    )

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def whom_to_ask(self) -> str:
            """The sentence that ends a refusal; of a record that says it itself."""
            raise NotImplementedError

    def begin_change(self, *, by: Any, right: TextChoices | None = None, version: int | None = None) -> None:
        """Lock this row and bring `self` up to date; refuse whom or what must be refused.

        `right`: what the verb requires, by default `right_to_change`. `version`: of the record it is part of. Must run
        inside a transaction. Raises NotYours, NotYet, ChangedMeanwhile; then nothing has changed.
        """
        right = right or self.right_to_change
        whole = getattr(self, self.part_of) if self.part_of else None
        if whole is not None:
            whole.begin_change(by=by, right=right, version=version)
        self.lock(within=whole)
        self.ask_right(by=by, right=right)
        if sentences := self.why_not_any_more():
            raise NotYet(*sentences)

    def lock(self, *, within: models.Model | None = None) -> None:
        """Wait until nobody else holds this row, and read it again; `within` is the record it must still be part of.

        One statement does both: where it had to wait, PostgreSQL returns the row as whoever held it left it."""
        still = {self.part_of: within.pk} if within and self.part_of else {}
        try:
            self.refresh_from_db(from_queryset=self._to_be_locked(**still))
        except ObjectDoesNotExist:
            if within:
                raise NotYet(self.moved_meanwhile) from None
            raise
        if within and self.part_of:
            key: Any = self._meta.get_field(self.part_of)
            key.set_cached_value(self, within)

    @classmethod
    def lock_rows(cls, keys: Collection[Any], **still: Any) -> int:
        """Wait until nobody else holds the rows with these keys of which `still` holds; always in one order, so that no
        two wait for each other. Returns how many there are."""
        return len(cls._to_be_locked(pk__in=keys, **still).order_by("pk").values_list("pk"))

    @classmethod
    def _to_be_locked(cls, **which: Any) -> models.QuerySet[Any]:
        return cls._base_manager.filter(**which).select_for_update(of=("self",), no_key=True)

    def ask_right(self, *, by: Any, right: TextChoices | None = None) -> None:
        """Raises NotYours when `by` does not hold `right`, by default `right_to_change`."""
        right = right or self.right_to_change
        if not self.gives(right, to=by):
            raise NotYours(self.not_given(right, to=by))

    def gives(self, right: Any, *, to: Any) -> bool:
        """Whether the person `to` holds `right` on this record. Asked under the lock: nobody takes it away meanwhile.
        What is part of another record leaves it to that record, which was asked before, or adds what it asks itself."""
        if self.part_of is None:
            raise NotImplementedError(f"{type(self).__name__} does not say who may change it")
        return True

    def not_given(self, right: Any, *, to: Any) -> str:
        """The sentence for somebody who does not hold it."""
        return f"You cannot {right.label} here. {self.whom_to_ask()}"

    def why_not_any_more(self) -> list[str]:
        """What ended this record for good, as sentences: then nobody changes it, whatever right they hold."""
        return []

    @property
    def moved_meanwhile(self) -> str:
        return (
            "While your page was open, this was moved to the record it belongs to. Nothing was saved; what you typed "
            "is still here."
        )


class Versioned(Locking):
    """The same, and it counts its changes in a column `version` of its own: who saves what they began before somebody
    else saved is told so, and loses nothing."""

    version: Any  # the column
    called_here = "this record"  # as its page calls it, in the sentence for who was overtaken
    save_again = " Save again to replace what they wrote."  # what they can do about it; "" where that is not so

    class Meta:
        abstract = True

    def begin_change(self, *, by: Any, right: TextChoices | None = None, version: int | None = None) -> None:
        """As `Locking.begin_change`; `version`: this record's when the page was made, None compares nothing."""
        super().begin_change(by=by, right=right)
        self.check_version(version)

    def check_version(self, version: int | None) -> None:
        """Raises ChangedMeanwhile when somebody saved since the page of this `version`; None compares nothing."""
        if version is not None and version != self.version:
            raise ChangedMeanwhile(self.what_changed_since(version), now=self)

    def what_changed_since(self, version: int) -> str:
        """The sentence for the person whose page was overtaken."""
        changed_by = getattr(self, "changed_by", None)
        who = changed_by.name if changed_by else "somebody"
        return (
            f"While your page was open, {who} changed {self.called_here}. Nothing was saved; what you typed is still "
            f"here.{self.save_again}"
        )

    def save_next_version(self, *fields: str) -> None:
        """Save these fields (all that can change when none is named) as the next version."""
        self.version += 1
        self.save(update_fields=None if self._state.adding else [*(fields or self._what_can_change()), "version"])

    @classmethod
    def _what_can_change(cls) -> list[str]:
        """Without the reference, whose record it is, and their like. A statement that names them, beneath a trigger
        that fires before it, keeps out whoever writes a row that points here (as FOR UPDATE does), although nothing of
        the sort changes."""
        rules = [one for one in cls._meta.constraints if isinstance(one, models.UniqueConstraint) and not one.condition]
        key = {name for rule in rules for name in rule.fields}
        return [
            field.name
            for field in cls._meta.concrete_fields
            if not field.primary_key
            and not (field.unique and not field.editable)
            and not (field.name in key and (field.is_relation or not field.editable))
        ]
