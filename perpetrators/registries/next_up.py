"""What is to be done about the persons of concern to a child, told to the case page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import DateField, QuerySet, Value

from cases.models import Case
from cases.registries.next_up import Next
from perpetrators.models import Admission, PersonOfConcern


def without_officer(case: Case) -> QuerySet[Any]:
    """The persons of concern to the child whom no officer looks after."""
    found = PersonOfConcern.objects.active().without_officer().of_child(case.child_id).order_by()
    return found.values_list("pk", "reference", Value(None, output_field=DateField()))


def describe_without_officer(case: Case, rows: Iterable[tuple[Any, ...]]) -> list[Next]:
    return [
        Next(
            f"Decide which police liaison officer is responsible for {reference}",
            None,
            "appoint_officer",
            {"suspect": reference},
        )
        for _, reference, _ in rows
    ]


def officers_who_wait(case: Case) -> QuerySet[Any]:
    """Those whom a manager of the child has yet to join, or not."""
    return (
        Admission.of_case(case)
        .waiting()
        .order_by()
        .values_list("pk", "officer__name", Value(None, output_field=DateField()))
    )


def describe_officers_who_wait(case: Case, rows: Iterable[tuple[Any, ...]]) -> list[Next]:
    return [
        Next(
            f"Decide whether {name}, police liaison, may open this case",
            None,
            "decide_admission",
            {"reference": case.reference, "admission": key},
        )
        for key, name, _ in rows
    ]
