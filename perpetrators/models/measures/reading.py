"""What of a measure tells of the children it names, and who reads that: the one rule, asked by pages, forms, verbs,
timelines and searches. Why: decisions/0030-one-rule-per-field.md.

Everything else of a measure is for everybody who may open it. What stands here is for those who may see every child the
measure names, because it may be about any of them. A new fact of a kind says so with `Fact.of_child`.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps

from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYours
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.host import OfMeasure

if TYPE_CHECKING:
    from perpetrators.models.law.catalogue.row import MeasureKind
    from perpetrators.models.register.scope import Scope

OF_EVERY_KIND = frozenset({"childs_view"})
FACTS_OF_CHILDREN = sorted({fact.name for kind in KINDS.values() for fact in kind.facts if fact.of_child})
BY_LAW = "As long as a measure of this kind can last."


def of_children(kind: "MeasureKind") -> frozenset[str]:
    """The names of the fields and facts of such a measure (a MeasureKind) that tell of the children it names."""
    told = {fact.name for fact in kind.facts if fact.of_child}
    told |= {"how_ended"} if kind.ends_by_birthday else set()
    return OF_EVERY_KIND | told | ({"applicant"} if kind.child_applies else set())


@acting_as_emerald("count what is hidden")
def not_fully_shown(measures: Any, scope: "Scope") -> set[int]:
    """The keys of those of `measures` (a queryset or a list) that name a child whom the reader may not see. Asks at
    most twice, however many there are."""
    protected = apps.get_model("perpetrators", "ProtectedChild").objects.filter(measure__in=measures)
    named = list(protected.values_list("measure", "child"))
    children = {child for _, child in named}
    seen = (
        set(scope.children(Right.READ_SUSPECTS).filter(pk__in=children).values_list("pk", flat=True))
        if children
        else set()
    )
    return {measure for measure, child in named if child not in seen}


def whom_to_ask_about_children(measure: OfMeasure, scope: "Scope") -> str:
    """The sentence that ends what is said of a child who is not shown. Police liaison lack nothing else of a measure:
    of a child the managers decide."""
    if scope.keeps:
        return "Ask a practice manager, or a service manager where the child’s record is restricted."
    return str(measure.whom_to_ask())


class Reading:
    """Of `measure`, as `scope` may read it."""

    def __init__(self, measure: OfMeasure, scope: "Scope") -> None:
        self.measure, self.scope = measure, scope

    @cached_property
    def is_whole(self) -> bool:
        """Whether the reader may see every child it names."""
        return self.measure.pk is None or not not_fully_shown([self.measure.pk], self.scope)

    def may_read(self, name: str) -> bool:
        """Of a field, or of a fact by its name."""
        return name not in of_children(self.measure.row) or self.is_whole

    def may_write(self, name: str) -> bool:
        """What one may not read one does not overwrite. What a step cannot do without, and where nothing stands yet, is
        written also by who will not read it afterwards."""
        return self.may_read(name) or (not self._stands(name) and self._is_needed(name))

    def why_not_write(self, answers: Mapping[str, Any]) -> None:
        """Refuse `answers` ({field or fact: what is said}) of which one may not be written. Raises NotYours."""
        said = (name for name, answer in answers.items() if answer not in (None, ""))
        if any(not self.may_write(name) for name in said):
            raise NotYours(f"What tells of the children is written by those who may see them. {self.ask}")

    @property
    def how_ended(self) -> str:
        """How its end was worked out, in words; without the birthday it follows from where that tells of a child."""
        if self.may_read("how_ended") or not self.measure.how_ended:
            return self.measure.how_ended
        return f"{BY_LAW} {self.ask}"

    @property
    def childs_view(self) -> str:
        return self.measure.childs_view if self.may_read("childs_view") else ""

    @property
    def applicant(self) -> str:
        return self.measure.applicant if self.may_read("applicant") else ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """[(question, answer)] of what the kind asks besides."""
        kept = self.measure.facts
        return [
            (fact.called, fact.in_words(kept[fact.name]))
            for fact in self.measure.row.facts
            if fact.name in kept and self.may_read(fact.name)
        ]

    @property
    def withheld(self) -> str:
        """The sentence where something stands that is not shown, with whom to ask; "" otherwise."""
        if any(self._stands(name) and not self.may_read(name) for name in of_children(self.measure.row)):
            return f"What is recorded of the children it protects is read by those who may see all of them. {self.ask}"
        return ""

    @property
    def ask(self) -> str:
        return whom_to_ask_about_children(self.measure, self.scope)

    def _stands(self, name: str) -> bool:
        kept = self.measure.facts.get(name) if self.measure.row.fact(name) else getattr(self.measure, name)
        return kept not in (None, "")

    def _is_needed(self, name: str) -> bool:
        fact = self.measure.row.fact(name)
        return bool(fact and fact.required)
