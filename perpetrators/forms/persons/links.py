"""Linking a person of concern with a child, another person or a place; changing a link, and taking one back."""

from collections.abc import Callable, Sequence
from typing import Any

from cases.forms.children.correction import RecordForm
from cases.models import Case
from emerald.accounts.models import User
from emerald.govuk.fields import (
    DateField,
    LongTextField,
    RadioField,
    SelectField,
    ShortTextField,
    TickField,
    YesNoField,
)
from emerald.govuk.forms import GovukForm, VersionedForm
from perpetrators.forms.persons.person import IdentityQuestions, LooksQuestions, OriginQuestions, as_fields
from perpetrators.lookup import resolve
from perpetrators.models import Link, PersonMistake, PersonOfConcern
from perpetrators.models.persons.links.link import Assessed, Confidence, Handling, SourceGrade
from perpetrators.models.register.scope import Scope

GRADING = ("is_intelligence", "source_grade", "assessed", "handling", "handling_conditions")
LINK = ("nature", "confidence", "since", "until", "detail", "source", *GRADING)
CHECK = "As on the police’s own form; check locally"


class LinkQuestions(GovukForm):
    nature = ShortTextField(
        "What links them?",
        called="What links them",
        limit=160,
        required="Enter what links them",
        hint="For example: gave her a phone; drives them; works there; brothers",
    )
    confidence = RadioField(
        "How sure is it?",
        called="How sure it is",
        choices=Confidence.choices,
        initial=Confidence.SUSPECTED,
        required="Select how sure it is",
    )
    since = DateField("Since when?", called="The start", required=False, not_after_today=True)
    until = DateField("Until when?", called="The end", required=False, hint="Leave empty while it goes on")
    detail = LongTextField("What is known about it?", called="What is known about it", required=False, rows=4)
    source = ShortTextField(
        "Where does it come from?",
        called="Where it comes from",
        required=False,
        hint="For example: the child said so; school; a police report",
    )
    is_intelligence = TickField("This is police intelligence, not fact", required=False)
    source_grade = SelectField(
        "How far can the source be relied on?",
        choices=SourceGrade.choices,
        hint=CHECK,
        called="How far the source can be relied on",
        required="Select how far the source can be relied on",
    )
    assessed = SelectField(
        "How does the source know?",
        choices=Assessed.choices,
        called="How the source knows",
        required="Select how the source knows",
    )
    handling = SelectField(
        "How may it be handled?",
        choices=Handling.choices,
        called="How it may be handled",
        required="Select how it may be handled",
    )
    handling_conditions = ShortTextField(
        "Which conditions?",
        called="The conditions",
        limit=300,
        required=False,
        hint="Needed when it is shared only under conditions",
    )
    reveals = {"is_intelligence": {True: ["source_grade", "assessed", "handling", "handling_conditions"]}}

    def ask_for_grading(self, keeps: bool) -> None:
        """Intelligence is graded by those who keep the register; nobody else is asked."""
        if not keeps:
            self.reveals = {asker: by for asker, by in self.reveals.items() if asker != "is_intelligence"}
            for name in GRADING:
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """The answers as the link's fields."""
        empty = {"source_grade": "", "assessed": "", "handling": "", "handling_conditions": ""}
        answers = {name: value for name, value in self.cleaned_data.items() if name in LINK}
        return answers if answers.get("is_intelligence", True) else answers | empty


class AddLinkForm(LinkQuestions):
    """Whom or what, by a name or a reference, and then the link itself."""

    to = RadioField(
        "Link this person to",
        required="Select what you link this person to",
        choices=[("child", "A child"), ("other", "Another person of concern"), ("place", "A place")],
    )
    child = ShortTextField(
        "Which child?",
        called="The child",
        required="Enter the child’s name or case reference",
        hint="Their name, or the reference of their case. Only children of yours are found",
    )
    other = ShortTextField(
        "Which person?",
        called="The person",
        required="Enter the person’s name or reference",
        hint="A name, a nickname, or a reference like PC-2026-0007",
    )
    place = ShortTextField(
        "Which place?",
        called="The place",
        required="Enter the place’s name or reference",
        hint="Its name, or a reference like PL-2026-0003",
    )
    reveals = {"to": {"child": ["child"], "other": ["other"], "place": ["place"]}} | LinkQuestions.reveals
    field_order = ["to", "child", "other", "place"]
    found: dict[str, tuple[Callable[[Scope, str], Sequence[Any]], str]] = {
        "child": (resolve.children, "child"),
        "other": (resolve.persons, "person of concern"),
        "place": (resolve.places, "place"),
    }

    def __init__(self, *args: Any, record: PersonOfConcern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.ask_for_grading(record.scope.keeps)

    def clean(self) -> dict[str, Any]:
        to = self.cleaned_data.get("to")
        if to and not self.has_error(to):
            find, what = self.found[to]
            self.end: Any
            self.end, sentence = resolve.the_one(find(self.record.scope, self.cleaned_data[to]), what=what)
            if sentence:
                self.add_error(to, sentence)
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        return self.attempt(self.record.link, by=by, **{self.cleaned_data["to"]: self.end}, **self.facts())


class ChangeLinkForm(LinkQuestions, RecordForm):
    def __init__(self, *args: Any, record: Link, keeps: bool, **kwargs: Any) -> None:
        super().__init__(*args, record=record, held=record, **kwargs)
        self.ask_for_grading(keeps)

    def answers(self) -> dict[str, Any]:
        return self.facts()

    def save(self, *, by: User) -> bool:
        return self.attempt(self.record.change, by=by, version=self.cleaned_data["version"], **self.facts())


class TakeBackLinkForm(VersionedForm):
    mistaken = YesNoField(
        "Was the link recorded by mistake?",
        required="Select whether it was recorded by mistake",
        yes="Yes: a second person looks at it too",
        no="No, it is no longer thought to be so",
    )
    because = ShortTextField(
        "Why is it taken back?",
        called="Why it is taken back",
        limit=300,
        required="Enter why it is taken back",
        hint="For example, it was another man of that name. The link and your reason are kept",
    )

    def __init__(self, *args: Any, record: Link, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": record.version}, **kwargs)
        self.record = record

    def save(self, *, by: User) -> bool:
        because, version = self.cleaned_data["because"], self.cleaned_data["version"]
        if self.cleaned_data["mistaken"]:
            return self.attempt(PersonMistake.say_of_link, link=self.record, by=by, reason=because, version=version)
        return self.attempt(self.record.take_back, by=by, because=because, version=version)


class PersonOfCaseForm(LinkQuestions, LooksQuestions, OriginQuestions, IdentityQuestions):
    """A new person of concern, and what links them with the child of this case."""

    reveals = IdentityQuestions.reveals | OriginQuestions.reveals | LinkQuestions.reveals

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["nature"].label = "What links them with the child?"
        self.ask_for_grading(Scope(by).keeps)

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            asked = PersonOfConcern(**self._person())
            for name, sentence in asked.problems().items():
                self.add_error(name if name in self.fields else None, sentence)
        return self.cleaned_data

    def _person(self) -> dict[Any, Any]:
        return {name: value for name, value in as_fields(self.cleaned_data).items() if name not in LINK}

    def save(self, *, by: User) -> bool:
        return self.attempt(PersonOfConcern.record, by=by, through=self.case, link=self.facts(), **self._person())


class LinkOfCaseForm(LinkQuestions):
    """A person who is on the register already, and what links them with the child of this case."""

    other = ShortTextField(
        "Who is it?",
        called="The person",
        required="Enter the person’s name or reference",
        hint="A name, a nickname, or a reference like PC-2026-0007. Only those you may record about are found",
    )
    field_order = ["other"]

    def __init__(self, *args: Any, case: Case, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.scope = case, Scope(by)
        self.fields["nature"].label = "What links them with the child?"
        self.ask_for_grading(self.scope.keeps)

    def clean(self) -> dict[str, Any]:
        if not self.has_error("other"):
            found = resolve.persons(self.scope, self.cleaned_data["other"])
            self.end: Any
            self.end, sentence = resolve.the_one(found, what="person of concern")
            if sentence:
                self.add_error("other", sentence)
        return self.cleaned_data

    def save(self, *, by: User) -> bool:
        return self.attempt(self.end.link, by=by, child=self.case.child, **self.facts())
