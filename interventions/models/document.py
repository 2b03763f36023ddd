"""Documents that belong to a session: documents of its case, opened by those who read direct work."""

from django.db import models, transaction

from cases.models.document import Document, DocumentKind
from emerald.accounts.permissions import Right
from emerald.audit.history import keep_history
from interventions.models.session import Session


class SessionDocumentQuerySet(models.QuerySet):
    def in_order(self):
        """Ready for a page: what is still on file, in the order in which it was added."""
        files = self.select_related("document__file", "document__added_by")
        return files.filter(document__taken_off_at=None).order_by("pk")


@keep_history()
class SessionDocument(models.Model):
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attached")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    objects = SessionDocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "document"], name="document_once_on_a_session")]

    def __str__(self):
        return f"Session {self.session_id}, document {self.document_id}"


@transaction.atomic
def attach(session, *, by, files):
    """Add `files` (Uploads of `by`) to the session, also when the case is closed or the text is locked: a file is added
    to the record as an addendum is. Returns the documents as `Document.add` does. Raises NotYours, NotYet."""
    documents = Document.add(session.case, by=by, files=files, kind=DocumentKind.WORK, needs=Right.READ_SESSIONS,
                             right=Right.RECORD_SESSION, told="added to a session")
    SessionDocument.objects.bulk_create(
        [SessionDocument(session=session, document=document) for document in documents], ignore_conflicts=True)
    return documents
