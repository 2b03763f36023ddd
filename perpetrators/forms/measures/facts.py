"""The questions a kind of measure asks besides, made of its row in the catalogue."""

from collections.abc import Iterable
from typing import Any

from emerald.govuk.fields import (
    DateField,
    LongTextField,
    RadioField,
    ShortTextField,
    TimeField,
    WholeNumberField,
    YesNoField,
)
from perpetrators.models import Measure
from perpetrators.models.law.catalogue.row import Fact, Sort

PREFIX = "fact_"


def _named(fact: Fact, **more: Any) -> dict[str, Any]:
    return {"called": fact.called, "required": fact.required or False, "hint": fact.hint} | more


def _time(fact: Fact) -> TimeField:
    return TimeField(fact.label, called=fact.called, required=fact.required or False)


QUESTION = {
    Sort.TEXT: lambda fact: ShortTextField(fact.label, **_named(fact)),
    Sort.LONG: lambda fact: LongTextField(fact.label, rows=3, **_named(fact)),
    Sort.DATE: lambda fact: DateField(fact.label, **_named(fact)),
    Sort.TIME: _time,
    Sort.YES_NO: lambda fact: YesNoField(fact.label, **_named(fact)),
    Sort.CHOICE: lambda fact: RadioField(fact.label, choices=list(fact.choices), **_named(fact)),
    Sort.NUMBER: lambda fact: WholeNumberField(fact.label, **_named(fact)),
}


def with_facts(form: Any, facts: Iterable[Fact], *, needed: bool = True) -> Any:
    """`form` (a class) with a question for each of `facts`, before the questions it names in `last`, which follow
    those it names in `first`. Without `needed`
    every one of them may stay empty."""
    questions = {}
    for fact in (one for one in facts if one.asked):
        field = questions[PREFIX + fact.name] = QUESTION[fact.sort](fact)
        if not needed:
            field.required = False
    first = getattr(form, "first", ())
    head = [*first, *(name for name in form.base_fields if name not in (*first, *form.last))]
    return type(form.__name__, (form,), questions | {"field_order": [*head, *questions, *form.last]})


def facts_of(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers to those questions, by the names of the facts."""
    return {name.removeprefix(PREFIX): answer for name, answer in answers.items() if name.startswith(PREFIX)}


def initial_of(measure: Measure) -> dict[str, Any]:
    """What was answered before, for a form that puts it right."""
    return {PREFIX + name: answer for name, answer in measure.typed_facts.items()}
