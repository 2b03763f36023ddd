"""Documents that belong to a session or a contact: documents of its case, opened by those who read direct work."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from cases.models import Case
from cases.models.document import Document
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history


class NoteDocumentQuerySet(models.QuerySet["NoteDocument"]):
    def in_order(self) -> "NoteDocumentQuerySet":
        """Ready for a page: what is still on file, in the order in which it was added."""
        files = self.select_related("document__file", "document__added_by")
        return files.filter(document__taken_off_at=None).order_by("pk")

    def here_and_elsewhere(self, case: Case) -> "tuple[list[NoteDocument], int]":
        """Of a note of `case`: the list of those on file with it in their order, and how many are still on file with
        the case it was moved from. Those are not for readers of this one."""
        all_of_them = list(self.in_order())
        here = [one for one in all_of_them if one.document.case_id == case.pk]
        return here, len(all_of_them) - len(here)

    def follow(self, case: Case, wrong: Case) -> None:
        """Move the documents of a note that went from the case `wrong` to `case`, whether on file or taken off.

        One that another note of the wrong case holds too, or that was filed there by itself, stays where it is.
        """
        rows = self.model.objects.filter(document__in=self.values("document"))
        held_there = rows.filter(Q(session__case=wrong) | Q(contact__case=wrong))
        mine = Document.objects.filter(pk__in=rows.filter(brought=True).values("document"), case=wrong)
        mine.exclude(pk__in=held_there.values("document")).update(case=case)


@track_history()
class NoteDocument(models.Model):
    """That a document belongs to one note. Written through `attach`."""

    session = models.ForeignKey(
        "interventions.Session",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="attached",
    )
    contact = models.ForeignKey(
        "interventions.Contact",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="attached",
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    brought = models.BooleanField()  # the document came with this note; else it was on the case already

    objects = NoteDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=True) ^ Q(contact__isnull=True), name="document_is_on_one_note"
            ),
            models.UniqueConstraint(fields=["session", "document"], name="document_once_for_a_session"),
            models.UniqueConstraint(fields=["contact", "document"], name="document_once_for_a_contact"),
        ]

    def __str__(self) -> str:
        note = f"Session {self.session_id}" if self.session_id else f"Contact {self.contact_id}"
        return f"{note}, document {self.document_id}"


@transaction.atomic
def attach(note: Any, *, by: User, files: Iterable[Any]) -> list[Document]:
    """Add `files` (Uploads of `by`) to the session or contact, also when the case is closed or the text is locked: a
    file is added to the record as an addendum is. Returns the documents as `Document.add` does. Raises NotYours,
    NotYet."""
    note.begin_change(by=by)
    documents: list[Any] = Document.add(  # each with `was_here`
        note.case,
        by=by,
        files=files,
        kind=note.filed_as,
        needs=Right.READ_SESSIONS,
        right=Right.RECORD_SESSION,
        told=f"added to a {note.called}",
        page=note.page,
        **{note.page: note.pk},
    )
    NoteDocument.objects.bulk_create(
        [NoteDocument(**{note.page: note}, document=document, brought=not document.was_here) for document in documents],
        ignore_conflicts=True,
    )
    return documents
