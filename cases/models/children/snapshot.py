"""A child as one knew them when a case of theirs closed: for those who see the case and not the child of today."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import Q

from cases.models.children.child import Child
from emerald.accounts.models import User
from emerald.accounts.permissions import Right

DAYS = ("date_of_birth", "estimated_on", "died_on")
SNAPSHOT_FIELDS = ("given_names", "family_name", "preferred_name", "estimated_age", *DAYS)


@dataclass(frozen=True)
class ChildThen:
    """Name and age, in the words of a Child. There is nothing else: what a page asks besides is not there."""

    given_names: str
    family_name: str
    preferred_name: str
    date_of_birth: date | None
    estimated_age: int | None
    estimated_on: date | None
    died_on: date | None = None  # not kept of cases that closed before it was recorded

    name, full_name = Child.name, Child.full_name
    age_on, age, age_in_words = Child.age_on, Child.age, Child.age_in_words
    born_in_words, age_and_birth = Child.born_in_words, Child.age_and_birth
    was_born_by = Child.was_born_by

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """From `Case.child_then`, as the database keeps it."""
        days = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in DAYS}
        return cls(**kept | days)


class KeepsChildThen(models.Model):
    """The trait of a case that it keeps, from the moment it closes, who its child was known as then.

    The database writes `child_then`, once; nobody else can.
    """

    child_then = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def show_child_as_then(self) -> None:
        """From now on `case.child` is the ChildThen, also when a verb has read the case again and the page is drawn
        once more."""
        self.shows_then = True
        if self.child_then is not None:
            field: Any = self._meta.get_field("child")
            field.set_cached_value(self, ChildThen.of(self.child_then))

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        super().refresh_from_db(*args, **options)
        if "shows_then" in self.__dict__:
            self.show_child_as_then()


def as_known_to(user: User, cases: list[Any]) -> list[Any]:
    """These cases, each with its child as `user` may know them: of a closed case through which they do not read the
    child today, as they were called then. No query unless one has closed, then one."""
    closed = [case for case in cases if not case.is_open]
    if closed:
        everything = apps.get_model("cases", "Case").objects.with_keys([case.pk for case in closed])
        today = set(everything.visible_to(user, Right.READ_CHILD, short=True).values_list("pk", flat=True))
        for case in closed:
            if case.pk not in today:
                case.show_child_as_then()
    return cases


CHILD_THEN_TRIGGERS = [
    pgtrigger.Trigger(
        name="keeps_child_then",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=pgtrigger.Func(f"""
            IF NEW.{{columns.state}} <> 'closed' THEN
                NEW.{{columns.child_then}} := NULL;
            ELSIF TG_OP = 'UPDATE' AND OLD.{{columns.child_then}} IS NOT NULL THEN
                NEW.{{columns.child_then}} := OLD.{{columns.child_then}};
            ELSE
                NEW.{{columns.child_then}} := (SELECT jsonb_build_object(
                    {", ".join(f"'{name}', {name}" for name in SNAPSHOT_FIELDS)})
                    FROM cases_child WHERE id = NEW.{{columns.child}});
            END IF;
            RETURN NEW;
        """),  # noqa: S608  a trigger, of our own names
    )
]
CHILD_THEN_CONSTRAINTS = [
    models.CheckConstraint(
        condition=~Q(state="closed") | Q(child_then__isnull=False), name="case_closed_keeps_child_then"
    )
]
