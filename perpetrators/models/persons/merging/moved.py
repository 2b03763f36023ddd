"""What a merge does to each row, kept with it so that it can be undone: the rows of both records before and after."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q

Facts = dict[str, Any]
Rows = dict[tuple[str, int], Facts]
OF_WHOM = {  # by model, the keys that lead to a person of concern
    "Particular": ("person",),
    "Link": ("person", "other"),
    "Measure": ("person",),
    "ProtectedChild": ("notice_to",),
    "ConnectionRequest": ("person",),
    "ConnectionReply": ("person",),
    "ConnectionFound": ("person", "other_person"),
    "Admission": ("person",),
    "ChildRecord": ("person",),
    "PersonOfConcern": ("id", "merged_into"),
}
# What else a merge changes of a row, or must be known of one that it made.
ENDS = ("ended_at", "ended_by_id")
CHANGED = {
    "Particular": ("kind", "value"),
    "Link": (*ENDS, "because"),
    "Admission": (*ENDS, "ended_because", "answer", "ground", "decided_by_id", "decided_at", "because"),
    "PersonOfConcern": (
        "given_names",
        "family_name",
        "called",
        "date_of_birth",
        "estimated_age",
        "estimated_on",
        "sex",
        "ethnicity",
        "ethnicity_basis",
        "ethnicity_why_unknown",
        "nationality",
        "nationality_basis",
        "nationality_why_unknown",
        "description",
        "occupation",
        "also_a_child",
        "officer_id",
        "photograph_id",
    ),
}


def rows_of(persons: list[int]) -> Rows:
    """{(model, key): facts} of whatever leads to one of `persons`, as texts that JSON keeps."""
    found = {}
    for name, ways in OF_WHOM.items():
        which = Q(*((f"{way}__in", persons) for way in ways), _connector=Q.OR)
        for row in model_of(name).objects.filter(which).values("pk", *_columns(name)):
            key = row.pop("pk")
            found[name, key] = {column: _kept(fact) for column, fact in row.items()}
    return found


def difference(before: Rows, after: Rows) -> list[Facts]:
    """What changed, row by row: [{of, key, was, became}]; `was` is None of a row that was not there."""
    changed = []
    for (name, key), facts in sorted(after.items()):
        was = before.get((name, key))
        became = facts if was is None else {column: fact for column, fact in facts.items() if was[column] != fact}
        if became:
            changed.append(
                {"of": name, "key": key, "was": was and {column: was[column] for column in became}, "became": became}
            )
    return changed


def facts_now(name: str, key: int) -> Facts | None:
    """The facts of one row, as `rows_of` keeps them; None where it is gone."""
    row = model_of(name).objects.filter(pk=key).values(*_columns(name)).first()
    return row and {column: _kept(fact) for column, fact in row.items()}


def as_columns(name: str, facts: Facts) -> Facts:
    """Kept facts as the columns have them."""
    fields = model_of(name)._meta
    return {column: fields.get_field(column.removesuffix("_id")).to_python(fact) for column, fact in facts.items()}


def model_of(name: str) -> Any:
    """The model of OF_WHOM with this name: one that leads to a person of concern."""
    return _leading_to_a_person()[name]


@cache
def _leading_to_a_person() -> dict[str, Any]:
    fields = apps.get_model("perpetrators", "PersonOfConcern")._meta.get_fields(include_hidden=True)
    return {one.related_model.__name__: one.related_model for one in fields if one.auto_created and not one.concrete}


def _columns(name: str) -> list[str]:
    return [*(f"{way}_id" for way in OF_WHOM[name] if way != "id"), *CHANGED.get(name, ())]


def _kept(fact: Any) -> Any:
    return fact.isoformat() if isinstance(fact, date | datetime) else fact
