"""Documents that belong to a session: documents of its case, opened by those who read direct work."""

from django.db import models, transaction
from django.db.models import F

from cases.models.document import Document, DocumentKind
from emerald.accounts.permissions import Right
from emerald.audit.history import keep_history
from interventions.models.session import Session


class SessionDocumentQuerySet(models.QuerySet):
    def in_order(self):
        """Ready for a page: what is still on file, in the order in which it was added."""
        files = self.select_related("document__file", "document__added_by")
        return files.filter(document__taken_off_at=None, document__case=F("session__case")).order_by("pk")

    def left_behind(self):
        """How many are still on file with another case, because a session there holds them too."""
        return self.filter(document__taken_off_at=None).exclude(document__case=F("session__case")).count()

    def follow(self, case, wrong):
        """Move the documents of a session that went from the case `wrong` to `case`, whether on file or taken off.

        One that a session of the wrong case holds too, or that was filed there by itself, stays where it is.
        """
        held_there = self.model.objects.filter(session__case=wrong)
        mine = Document.objects.filter(pk__in=self.values("document"), case=wrong, kind=DocumentKind.WORK,
                                       needs=Right.READ_SESSIONS)
        mine.exclude(pk__in=held_there.values("document")).update(case=case)


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
    session.take_hold(by=by)
    documents = Document.add(session.case, by=by, files=files, kind=DocumentKind.WORK, needs=Right.READ_SESSIONS,
                             right=Right.RECORD_SESSION, told="added to a session", page=session.page,
                             session=session.pk)
    SessionDocument.objects.bulk_create(
        [SessionDocument(session=session, document=document) for document in documents], ignore_conflicts=True)
    return documents
