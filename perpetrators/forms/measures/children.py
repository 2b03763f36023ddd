"""Which children a measure protects: ticked among those of a person, and named where too many could be meant."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.forms.children.names import NameField
from cases.models import Child
from emerald.accounts.permissions import Right
from emerald.govuk.fields import LongTextField, RowsField, YesNoField
from emerald.govuk.forms import VersionedForm
from perpetrators.lookup.suggestions import Suggestions
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.law.catalogue.row import MeasureKind, Names

BOXES = ("child_1", "child_2", "child_3", "child_4", "child_5")
MORE = "more_children"
NAMED = (*BOXES, MORE)
NO_NAME = "Name no child here: people who may not see the child may read it"


class ViewFields(VersionedForm):
    """What the child thinks of it, and a note."""

    childs_view_considered = YesNoField("Was the child’s view considered?", required=False)
    childs_view = LongTextField("What does the child think, or why were they not asked?", rows=3, required=False)
    note = LongTextField("Note", rows=3, required=False, hint=NO_NAME)
    last: tuple[str, ...] = ("childs_view_considered", "childs_view", "note", "version")


class OfChildren(ViewFields):
    """Which children it protects: of those linked to the person, whom the writer may see. At a place it may be any of
    those they may see, and these are named, because a list of all would be endless."""

    children = RowsField(
        "Which children does it protect?",
        called="The children",
        queryset=None,
        required=False,
        hint="Children linked to this record whom you may see. Link another child first",
    )
    child_1 = NameField(
        "First child it protects", limit=200, required=False, hint="Their name or case reference (EM-…)"
    )
    child_2 = NameField("Second child", limit=200, required=False)
    child_3 = NameField("Third child", limit=200, required=False)
    child_4 = NameField("Fourth child", limit=200, required=False)
    child_5 = NameField("Fifth child", limit=200, required=False)
    more_children = LongTextField("More children, each on a line of their own", rows=3, required=False)

    needs_child = True  # where the kind names one

    def __init__(self, *args: Any, subject: PersonOfConcern | Place, kind: MeasureKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject, self.kind = subject, kind
        asked = () if kind.names_child == Names.NEVER else ("children",) if self.is_person else NAMED
        for name in {"children", *NAMED} - set(asked):
            del self.fields[name]
        if not asked:
            return
        if self.is_person:
            self._offer(self.fields["children"])
        first = self.fields[asked[0]]
        first.required = kind.names_child == Names.MUST and self.needs_child
        first.error_messages["required"] = f"{'Select' if self.is_person else 'Enter'} the child it protects"
        for name in {*BOXES} & self.fields.keys():
            self.fields[name].widget.attrs["data-suggest"] = reverse("suggest_protected")

    def _offer(self, asked: Any) -> None:
        seen, person = self.subject.scope.children(Right.READ_SUSPECTS), self.subject.pk
        linked = seen.filter(suspect_links__person=person, suspect_links__ended_at=None).distinct()
        asked.queryset = linked.by_given_names()
        asked.label_from_instance = lambda child: f"{child.name}, {child.age_and_birth}"

    def clean(self) -> dict[str, Any]:
        super().clean()
        if MORE in self.fields:
            self.cleaned_data["children"] = children_named(self, Suggestions(self.subject.scope))
        return self.cleaned_data

    @property
    def is_person(self) -> bool:
        return hasattr(self.subject, "legal_status")

    @property
    def against(self) -> dict[str, Any]:
        return {"person" if self.is_person else "place": self.subject}


def children_named(form: Any, known: Suggestions) -> list[Child]:
    """Those meant by what was typed into these boxes; of each that is unclear, or there twice, the form says so.
    `known` finds them."""
    found: list[Child] = []
    for name in NAMED:
        for text in filter(str.strip, form.cleaned_data.get(name, "").splitlines()):
            try:
                child = known.child(text).child
            except ValidationError as error:
                form.add_error(name, error)
                continue
            if child in found:
                form.add_error(name, f"{child.full_name} is entered twice. Enter each child once")
            found.append(child)
    return found
