"""Adding documents to a case, and taking one off."""

from collections.abc import Iterable
from typing import Any

from cases.models import Case
from cases.models.document import READERS, Document, DocumentKind, Sharing
from emerald.accounts.models import User
from emerald.files.forms import FilesField, WithFiles
from emerald.govuk.fields import LongTextField, RadioField, ShortTextField
from emerald.govuk.forms import GovukForm


class DocumentsForm(WithFiles):
    """One answer for all the files that are added at once."""

    files = FilesField("Which files?", required="Add at least one file")
    kind = RadioField("What is it?", choices=DocumentKind.choices, required="Select what it is")
    title = ShortTextField(
        "What should it be called?",
        called="What it should be called",
        required=False,
        hint="Left empty, it is called as the file is",
    )
    needs = RadioField("Who may open it?", required="Select who may open it")
    sharing = RadioField(
        "May it be shared outside the team?",
        choices=Sharing.choices,
        initial=Sharing.OURS,
        required="Select whether it may be shared outside the team",
    )
    note = LongTextField(
        "Note", required=False, rows=3, hint="For example, who gave it to you and what they asked of us"
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        needs = self.fields["needs"]
        needs.choices = [(right.value, words) for right, words in READERS.items() if right in case.rights]
        needs.initial = needs.choices[0][0]

    def save(self, *, by: User) -> bool:
        return self.attempt(Document.add, case=self.case, by=by, **self.cleaned_data)

    @property
    def done(self) -> str:
        """What came of it, for each file that needs a word."""
        return what_came_of(self.outcome)


def what_came_of(documents: Iterable[Any]) -> str:
    """One sentence for somebody who has just added these documents."""
    new = [one for one in documents if not one.was_here]
    said = [f"{len(new)} file{'s' if len(new) != 1 else ''} added."] if new else []
    said += [_was_here(one) for one in documents if one.was_here]
    said += [
        f"“{one.name}” is the same file as “{one.elsewhere.name}” on {one.elsewhere.case.reference} of this child."
        for one in new
        if one.elsewhere
    ]
    said += [
        f"“{one.name}” is harmful and was locked away. Do not open your own copy, and tell your IT support."
        for one in new
        if one.file.is_harmful
    ]
    return " ".join(said)


def _was_here(document: Any) -> str:
    if document.sent_as == document.name:
        said = f"“{document.name}” is on this case already"
    else:
        said = f"“{document.sent_as}” is the same file as “{document.name}”, which is on this case already"
    return f"{said}, added by {document.added_by.name}. It was not stored twice."


class TakeOffForm(GovukForm):
    because = LongTextField(
        "Why is it taken off?",
        called="Why it is taken off",
        rows=4,
        required="Enter why it is taken off",
        hint="For example, that it belongs to another child. The file is kept, and so is what you write here",
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document

    def save(self, *, by: User) -> bool:
        return self.attempt(self.document.take_off, by=by, **self.cleaned_data)
