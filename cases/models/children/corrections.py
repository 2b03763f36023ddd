"""The trait of a child that their details can be put right: by whom, through which case, nothing overwritten unseen.

A child has no rights of their own: whoever may change the details of one of their cases may change the child. The case
is held first and the child second, always in this order.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from cases.models.base.host import CaseHost
from cases.models.children.identifiers import NUMBERS
from cases.models.chronology.entries import Kind
from cases.parts import CasePart
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.guards import ChangedMeanwhile, NotYet
from emerald.versioned import Versioned

# How the chronology speaks of each field; it never holds a value.
WORDS = {
    "given_names": "names",
    "family_name": "names",
    "preferred_name": "names",
    "date_of_birth": "date of birth",
    "estimated_age": "estimated age",
    "died_on": "day of death",
    "sex": "sex",
    "gender_identity": "gender identity",
    "ethnicity": "ethnicity",
    "first_language": "first language",
    "interpreter_needed": "need of an interpreter",
    "special_needs": "special educational needs",
    "special_needs_notes": "special educational needs",
    "school": "school",
    "nhs_number": "NHS number",
    "upn": "UPN",
    "social_care_id": "social-care number",
    "safe_contact_notes": "safe-contact notes",
}


# What measures and other records may rest on; of what a child has several of, those say so themselves (`rests_on`).
RESTS_ON = {"date_of_birth", "estimated_age", "died_on"}


class RemovalReason(models.TextChoices):
    """Why a detail is taken away. What merely came to an end gets a date instead."""

    IN_ERROR = "typed in error", "It was typed in error"
    SOMEBODY_ELSE = "about somebody else", "It is about somebody else"
    TWICE = "recorded twice", "It is recorded twice"
    ASKED = "the child or family asked", "The child or family asked for it to be removed"


class ChildsCase(CaseHost, Protocol):
    """What is needed of the case through which a child is put right."""

    child_id: Any
    entries: Any


class Correctable(Versioned):
    right_to_change = Right.EDIT_CHILD
    held_through: ChildsCase | None = None  # the case through which somebody holds it

    if TYPE_CHECKING:  # what the child has besides
        date_of_birth: Any
        estimated_age: Any
        estimated_on: Any

        def problems(self) -> dict[str, str]: ...
        def listen(self) -> None: ...
        def save_with_numbers(self, *, by: User, was: Mapping[str, str] | None = None) -> None: ...

    class Meta:
        abstract = True

    @transaction.atomic
    def change(self, *, by: User, through: ChildsCase, version: int | None = None, **fields: Any) -> list[str]:
        """Change these fields of the child. `through`: the case on which `by` holds the right; `version`: the child's.

        Raises NotYours, ChangedMeanwhile, NotYet; then nothing has changed. Returns the fields that changed.
        """
        self.begin_change(by=by, through=through, version=version)
        before = {name: getattr(self, name) for name in WORDS}
        self.take(**fields)
        changed = [name for name in WORDS if getattr(self, name) != before[name]]
        if changed:
            if problems := self.problems():
                raise NotYet(*problems.values())
            self.listen()
            self.save_with_numbers(by=by, was={name: before[name] for name in NUMBERS if name in changed})
            self._chronicle(_in_words(changed), by=by, through=through)
            if RESTS_ON & set(changed):
                self._tell_what_rests_on_it()
        return changed

    @transaction.atomic
    def add_detail(self, model: type[models.Model], *, by: User, through: ChildsCase, **fields: Any) -> Any:
        """Add an address, a carer and so on. Takes nothing away from anybody, so no version is compared."""
        self.begin_change(by=by, through=through)
        return self._save_detail(model(child=self), fields, "added", by=by, through=through)

    @transaction.atomic
    def change_detail(
        self, detail: Any, *, by: User, through: ChildsCase, version: int | None = None, **fields: Any
    ) -> Any:
        """Change these fields of one of the child's details. Raises as `change`."""
        self.begin_change(by=by, through=through, version=version)
        detail = self._still_there(detail)
        if sentence := getattr(detail, "why_not_read", ""):
            raise NotYet(sentence)
        return self._save_detail(detail, fields, "changed", by=by, through=through)

    @transaction.atomic
    def remove_detail(
        self, detail: Any, *, by: User, through: ChildsCase, because: str, version: int | None = None
    ) -> None:
        """Take a detail off the record for one of RemovalReason. The kept history still has it."""
        self.begin_change(by=by, through=through, version=version)
        self._still_there(detail).delete()
        self.listen()
        self.save_with_numbers(by=by)
        self._chronicle(f"{detail.word} removed: {RemovalReason(because)}.", by=by, through=through)
        if getattr(detail, "rests_on", False):
            self._tell_what_rests_on_it()

    def _still_there(self, detail: Any) -> Any:
        found = type(detail).objects.filter(pk=detail.pk, child=self).first()
        if found is None:
            raise ChangedMeanwhile(
                f"{detail.word}: somebody else took this off the record meanwhile. Copy what you "
                "typed and add it anew if it is still right.",
                now=self,
            )
        return found

    def take(self, **fields: Any) -> None:
        """Set fields; knowing the date of birth ends an estimate, and a new estimate counts from today."""
        estimated = self.estimated_age
        for name, value in fields.items():
            setattr(self, name, value)
        if self.date_of_birth:
            self.estimated_age = self.estimated_on = None
        elif self.estimated_on is None or self.estimated_age != estimated:
            self.estimated_on = timezone.localdate()

    def begin_change(  # type: ignore[override]  # a child gives no rights without a case
        self, *, by: User, through: ChildsCase, version: int | None = None
    ) -> None:
        """As `Versioned.begin_change`, and before it the same of the case `through`, which gives the right."""
        through.begin_change(by=by, right=self.right_to_change)
        self.held_through = through
        super().begin_change(by=by, version=version)

    def gives(self, right: Right, *, to: User) -> bool:
        return self.held_through is not None and self.held_through.child_id == self.pk

    def not_given(self, right: Right, *, to: User) -> str:
        return "This case is not of this child."

    def _save_detail(self, detail: Any, fields: dict[str, Any], done: str, *, by: User, through: ChildsCase) -> Any:
        for name, value in fields.items():
            setattr(detail, name, value)
        if problems := detail.problems():
            raise NotYet(*problems.values())
        detail.save()
        self.listen()
        self.save_with_numbers(by=by)
        self._chronicle(f"{detail.word} {done}.", by=by, through=through)
        if getattr(detail, "rests_on", False):
            self._tell_what_rests_on_it()
        return detail

    def _tell_what_rests_on_it(self) -> None:
        """In the same transaction, and whoever writes hears nothing of it: they may not know that there is any."""
        child = type(self)._base_manager.get(pk=self.pk)
        for follows in CasePart.joined("corrected"):
            follows(child)

    def _chronicle(self, sentence: str, *, by: User, through: ChildsCase) -> None:
        through.chronicle(
            Kind.DETAILS, sentence, by=by, needs=Right.READ_CHILD, page="case_child", reference=through.reference
        )

    def what_changed_since(self, version: int) -> str:
        last = (
            self.held_through
            and self.held_through.entries.filter(kind=Kind.DETAILS).select_related("recorded_by").newest_first().first()
        )
        # Through another case, perhaps one the reader cannot see: then nobody is named.
        who, what = (last.recorded_by.name, f" ({last.sentence.rstrip('.')})") if last else ("somebody", "")
        return (
            f"While your page was open, {who} changed the child’s details{what}. Nothing was saved; what you typed "
            "is still here. Save again to replace what they wrote."
        )


def _in_words(changed: Iterable[str]) -> str:
    names = list(dict.fromkeys(WORDS[name] for name in changed))
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"{listed[:1].upper()}{listed[1:]} changed."
