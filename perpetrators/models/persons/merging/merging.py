"""Two records of the same person of concern become one: everything goes over, and both histories are kept.

The record that goes stays as a row: its history, timeline and legal events stay with it and are read from the one that
stays, and its reference leads there.
"""

from typing import Any, ClassVar, Protocol

from django.apps import apps
from django.db.models import Q
from django.db.models.functions import Now

from cases.models.access.locks import changes_rights
from cases.models.access.rights import sync_rights_of_children
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.database.identity import acting_as_emerald
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from emerald.text.naming import run_together
from emerald.words import day_in_words
from perpetrators.models.persons.merging.moved import difference, rows_of
from perpetrators.models.register.linked_cases import chronicle_on_cases_of
from perpetrators.models.register.matching import match_of
from perpetrators.models.register.scope import Scope

# Where the record that stays says nothing, it takes over what the other says; each with what belongs to it.
TAKEN_OVER = (
    ("given_names",),
    ("family_name",),
    ("called",),
    ("occupation",),
    ("description",),
    ("officer",),
    ("date_of_birth",),
    ("estimated_age", "estimated_on"),
    ("ethnicity", "ethnicity_basis", "ethnicity_why_unknown"),
    ("nationality", "nationality_basis", "nationality_why_unknown"),
    ("sex",),
    ("also_a_child",),
)
SAYS_NOTHING = {"ethnicity": ("", "NOBT"), "sex": ("", "U"), "also_a_child": ("unknown",)}
# What the two said of themselves, kept as it was.
FACTS = {
    "given_names": "Given names",
    "family_name": "Family name",
    "called": "Called",
    "date_of_birth": "Date of birth",
    "estimated_age": "Estimated age",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "nationality": "Nationality",
    "description": "What they look like",
    "occupation": "Work",
    "also_a_child": "Also a child or a victim",
    "legal_status": "Police and court status",
}
TWICE = "The same link was recorded twice: the two records were merged."


class MergingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    @property
    def lock_rows(self) -> Any: ...

    also_a_child: Any
    called: Any
    child_records: Any
    date_of_birth: Any
    description: Any
    estimated_age: Any
    estimated_on: Any
    family_name: Any
    given_names: Any
    links: Any
    merges: Any
    objects: ClassVar[Any]
    particulars: Any
    photograph: Any
    reference: Any

    @property
    def pk(self) -> Any: ...
    def _facts_of(self, other: Any) -> None: ...
    def _not_one_child(self, other: Any) -> list[str]: ...
    def _links_of(self, other: Any, by: User) -> None: ...
    def _names_of(self, other: Any, by: User) -> None: ...
    def _take_over(self, other: Any, by: User) -> None: ...
    def _said_before(self, other: Any) -> dict[str, Any]: ...
    def add_entry(self, sentence: str, *, by: User) -> Any: ...
    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def children_now(self) -> list[int]: ...
    def listen(self) -> None: ...
    def said_of_itself(self) -> list[list[str]]: ...
    def save_next_version(self, *fields: str) -> None: ...
    def take_over_admissions(self, other: Any, *, by: User) -> None: ...
    def update_legal_status(self) -> None: ...
    def why_not_merge(self, other: Any, *, because: str = ...) -> list[str]: ...


class Merging:
    """The trait of a person of concern that another record of the same person can be merged into it."""

    also_a_child: Any  # fields of the person that it sets
    estimated_age: Any
    estimated_on: Any

    @acting_as_emerald("change the register")
    @changes_rights
    def merge(
        self: MergingHost,
        other: Any,
        *,
        by: User,
        because: str,
        version: int | None = None,
        other_version: int | None = None,
    ) -> Any:
        """Let `other` go into this record. `by` must hold KEEP_MEASURES on both; to whom one is out of sight it is
        refused as if there were none. Who may open a child stays as it was until a manager of the child decides.
        Raises NotYours, ChangedMeanwhile, NotYet. Returns the Merge."""
        if other.pk == self.pk:
            raise NotYet("These are the same record already.")
        self.lock_rows([self.pk, other.pk])
        if not Scope(by).persons(type(self).objects.filter(pk=other.pk)).exists():
            raise NotYours(not_there(other.reference, keeps=Scope(by).keeps))
        self.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        try:
            other.begin_change(by=by, right=Right.KEEP_MEASURES, version=other_version)
        except ChangedMeanwhile as overtaken:
            raise ChangedMeanwhile(str(overtaken), now=self) from overtaken
        if obstacles := self.why_not_merge(other, because=because):
            raise NotYet(*obstacles)
        measures = apps.get_model("perpetrators", "Measure").objects.filter(person__in=[self.pk, other.pk])
        measures.run_out().expire_ended()  # what is over stands in nobody's way
        facts, rows = self._said_before(other), rows_of([self.pk, other.pk])
        self._take_over(other, by)
        self.take_over_admissions(other, by=by)
        took = difference(rows, rows_of([self.pk, other.pk]))
        merge = self.merges.create(gone=other, because=because, by=by, took=took, **facts)
        children = {*self.children_now(), *other.children_now()}
        told = f"{other.reference} and {self.reference} were found to be one person of concern, now {self.reference}."
        chronicle_on_cases_of(children, told, by=by)
        self.add_entry(f"{other.reference} was merged into this record: {because}"[:600], by=by)
        other.add_entry(f"This record was merged into {self.reference}: {because}"[:600], by=by)
        sync_rights_of_children(children)
        return merge

    @acting_as_emerald("change the register")
    def why_not_merge(self: MergingHost, other: Any, *, because: str = "-") -> list[str]:
        """What stands in the way, as sentences."""
        sentences = [] if because.strip() else ["Say how you know that they are the same person."]
        live = apps.get_model("perpetrators", "Measure").objects.live()
        named = apps.get_model("perpetrators", "ProtectedChild").objects.filter(measure__in=live)
        protected = named.select_related("measure")
        theirs = {
            (one.child_id, one.facts.get("basis")): one.measure.reference for one in protected.filter(notice_to=other)
        }
        both = [
            (one.measure.reference, theirs[key])
            for one in protected.filter(notice_to=self)
            if (key := (one.child_id, one.facts.get("basis"))) in theirs
        ]
        sentences += self._not_one_child(other)
        sentences += [
            f"Both have an active warning notice for the same child on the same basis ({mine} and {its}). Discharge "
            "one of them first."
            for mine, its in sorted(both)
        ]
        return sentences

    def _not_one_child(self: MergingHost, other: Any) -> list[str]:
        """Of two who are children too, or of one who is linked to the other's own record."""
        both = [self, other]
        own = list(self.child_records.model.objects.current().filter(person__in=both).values_list("child", flat=True))
        if len(own) > 1:
            return ["Both have their own record as a child. Take one of the two back first."]
        linked = self.links.model.objects.current().filter(person__in=both, child__in=own)
        return (
            ["One of the two is of concern to the child whose record is the other’s own. Take one back first."]
            if linked.exists()
            else []
        )

    def said_of_itself(self: MergingHost) -> list[list[str]]:
        """[question, answer] in words, of what is recorded of the person."""
        said = {name: getattr(self, f"get_{name}_display", lambda name=name: getattr(self, name))() for name in FACTS}
        said["date_of_birth"] = day_in_words(self.date_of_birth)
        return [[words, str(said[name])] for name, words in FACTS.items() if said[name] not in (None, "")]

    def _said_before(self: MergingHost, other: Any) -> dict[str, Any]:
        moved = {
            "particulars": other.particulars.count(),
            "measures": other.measures.count(),
            "links": self.links.model.objects.touching(other).count(),
        }
        before = {"kept": self.said_of_itself(), "gone": other.said_of_itself()}
        return {"moved": moved, "before": before}

    def _take_over(self: MergingHost, other: Any, by: User) -> None:
        self._names_of(other, by)
        held = set(self.particulars.values_list("kind", "value"))
        for particular in other.particulars.all():  # what both have stays with the record that goes, to be read there
            if (particular.kind, particular.value) not in held:
                other.particulars.filter(pk=particular.pk).update(person=self)
        self._links_of(other, by)
        other.measures.update(person=self)
        apps.get_model("perpetrators", "ProtectedChild").objects.filter(notice_to=other).update(notice_to=self)
        for name in ("ConnectionRequest", "ConnectionReply"):
            apps.get_model("perpetrators", name).objects.filter(person=other).update(person=self)
        apps.get_model("perpetrators", "ConnectionFound").move_all(other, self)
        other.merged.update(merged_into=self)
        photograph, other.photograph = other.photograph, other.photograph if self.photograph else None
        other.merged_into = self
        other.save_next_version()
        self.photograph = self.photograph or photograph
        self._facts_of(other)
        if other.has_own_child_record():
            self.also_a_child = "yes"
        self.update_legal_status()
        self.listen()
        self.save_next_version()
        other.child_records.update(person=self)
        apps.get_model("perpetrators", "Measure").objects.end_replaced_of(self, by=by)

    def _names_of(self: MergingHost, other: Any, by: User) -> None:
        """What the other was called is another name of this one's; where this one had none it is taken over instead."""
        said = {"name": f"{other.given_names} {other.family_name}".strip(), "nickname": other.called}
        mine = {"name": f"{self.given_names} {self.family_name}".strip(), "nickname": self.called}
        for kind, name in said.items():
            is_new = mine[kind] and run_together(name) not in ("", run_together(mine[kind]))
            if is_new and not self.particulars.filter(kind=kind, match=match_of(kind, name)).exists():
                self.particulars.create(kind=kind, value=name, source=f"The record {other.reference}", recorded_by=by)

    def _facts_of(self: MergingHost, other: Any) -> None:
        for first, *rest in TAKEN_OVER:
            if getattr(self, first) in (None, *SAYS_NOTHING.get(first, ("",))):
                for name in (first, *rest):
                    setattr(self, name, getattr(other, name))
        if self.date_of_birth:
            self.estimated_age = self.estimated_on = None
        if other.description and other.description not in self.description:
            self.description = f"{self.description}\n\nOn the record {other.reference}: {other.description}"

    def _links_of(self: MergingHost, other: Any, by: User) -> None:
        """Each link goes over; one that stands twice then is ended, and so is one between the two."""
        links = self.links.model.objects
        ended = {"ended_at": Now(), "ended_by": by, "because": TWICE}
        links.current().filter(Q(person=self, other=other) | Q(person=other, other=self)).update(
            **ended | {"because": "The two records are one person: they were merged."}
        )
        mine = links.current().filter(person=self)
        for end in ("child", "place", "other"):
            twice = mine.filter(**{f"{end}__isnull": False}).values(end)
            links.current().filter(person=other, **{f"{end}__in": twice}).update(**ended)
        met_by = mine.filter(other__isnull=False).values("other")
        known_to = links.current().filter(other=self).values("person")
        links.current().filter(
            Q(other=other, person__in=known_to)
            | Q(other=other, person__in=met_by)
            | Q(person=other, other__in=known_to)
        ).update(**ended)
        links.filter(person=other).exclude(other=self).update(person=self)
        links.filter(other=other).exclude(person=self).update(other=self)


def not_there(reference: str, *, keeps: bool) -> str:
    """The same whether there is no such record or it is out of sight. `keeps`: to somebody who keeps the register, and
    so sees all of it."""
    if keeps:
        return (
            f"There is no record {reference} on the register that could be merged with this one. Check the reference."
        )
    return (
        f"No record {reference} is yours to see, so the two cannot be merged. If you know that it is the same "
        "person, ask a police liaison officer."
    )
