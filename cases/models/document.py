"""A document of a case: a file, what it is, who may open it and whether it may be shared on."""

from collections.abc import Collection, Iterable
from typing import Any, Protocol, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from cases.models.access.visible import rights_on
from cases.models.base.after_closing import readable, with_rights
from cases.models.base.host import CaseHost
from cases.models.case import Case
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.files.models import StoredFile
from emerald.guards import NotYet, NotYours
from emerald.versioned import Locking


class DocumentKind(models.TextChoices):
    """What a document is. The kinds are our recommendation: check locally, and change them here."""

    LETTER = "letter", "Letter or e-mail"
    REFERRAL = "referral", "Referral"
    ASSESSMENT = "assessment", "Assessment or report"
    PLAN = "plan", "Plan or minutes"
    WORK = "work", "Made in direct work"
    PICTURE = "picture", "Picture or screenshot"
    SOUND = "sound", "Sound recording"
    OTHER = "other", "Something else"


class Sharing(models.TextChoices):
    """Whether it may leave the team; the note says what its sender asked for (LOCAL: check the sharing agreement)."""

    OURS = "ours", "No restriction beyond the team’s own rules"
    ASK = "ask", "Ask whoever gave it to us before it is shared"
    NEVER = "never", "Must not be shared on"


# Which right may open a document, and how the page asks. Those of a session or a contact are for who reads it.
READERS = {
    Right.READ_SESSIONS: "People who read direct work",
    Right.READ_CHILD: "Everybody who reads the child’s details, business support too",
}


class CaseWithDocuments(CaseHost, Protocol):
    documents: Any
    child_id: int


class DocumentQuerySet(models.QuerySet["Document"]):
    def readable_with(self, rights: Collection[str], *, by: User | None = None) -> Self:
        """Those that somebody with `rights` on the case may open: what was added after the case closed only whoever
        reads the child's details today, and `by`, whose own it is."""
        found = readable(self, rights, "added_at")
        return found if by is None else found | self.filter(needs__in=list(rights), added_by=by)

    def with_files(self) -> Self:
        return self.select_related("file", "added_by", "taken_off_by")

    def newest_first(self) -> Self:
        return self.order_by("-added_at", "-pk")

    def on_file(self) -> Self:
        return self.filter(taken_off_at=None)

    def of_key(self, pk: int) -> "Document | None":
        """The one with this key among these, or None."""
        return self.with_files().filter(pk=pk).first()

    def harmful(self) -> Self:
        return self.filter(file__state="quarantined", taken_off_at=None)

    def by_sent_hash(self, hashes: Collection[str]) -> dict[str, "Document"]:
        """{hash: document} of those still on file whose file came with one of these hashes."""
        same = self.on_file().with_files().filter(file__sent_sha256__in=hashes).order_by("-pk")
        return {document.file.sent_sha256: document for document in same}


@track_history()
class Document(Locking):
    """Added through `Document.add`. Nothing is ever deleted: what is taken off keeps its row, its reason, its file."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, db_index=False, related_name="documents")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)  # what the file was called
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=DocumentKind)
    sharing = models.CharField(max_length=10, choices=Sharing, default=Sharing.OURS)
    note = models.TextField(blank=True)
    needs = models.CharField(max_length=40, choices=[(right.value, words) for right, words in READERS.items()])
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=now)
    taken_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_off_at = models.DateTimeField(null=True, blank=True)
    because = models.TextField(blank=True)

    part_of, right_to_change = "case", Right.EDIT_CHILD

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "-added_at", "-id"], name="document_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="document_has_a_name"),
            models.CheckConstraint(
                condition=Q(needs__in=[right.value for right in READERS]), name="document_says_who_opens_it"
            ),
            models.CheckConstraint(
                condition=Q(taken_off_at=None, taken_off_by=None, because="")
                | Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~Q(because=""),
                name="document_off_has_who_when_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @classmethod
    @transaction.atomic
    def add(
        cls,
        case: CaseWithDocuments,
        *,
        by: User,
        files: Iterable[Any],
        kind: str,
        needs: Right,
        right: Right = Right.EDIT_CHILD,
        told: str = "added to the documents",
        title: str = "",
        sharing: str = Sharing.OURS,
        note: str = "",
        page: str = "case_documents",
        **page_args: Any,
    ) -> list[Self]:
        """Attach `files` (Uploads of `by`), each a document of its own; `needs` is the right that opens them, `right`
        the one that adding asks for. `told` ends the chronology's sentence, which names no file and leads to `page`
        with the case's reference and `page_args`.

        A file that is on file here already, under whatever name, is not stored twice: its document is returned in its
        place, with `was_here` True and the name it was `sent_as`. One that is on another episode of the child's is
        stored, and has that document as `elsewhere`. Only documents `by` may open count. Raises NotYours, NotYet.
        """
        case.begin_change(by=by, right=right)
        rights = rights_on(case, by)
        if needs not in with_rights(rights):
            raise NotYours(f"You cannot add what only those open who {Right(needs).label}. {case.whom_to_ask()}")
        if not files:
            raise NotYet("Add at least one file.")
        hashes = [one.file.sent_sha256 for one in files]
        here = case.documents.readable_with(rights).by_sent_hash(hashes)
        elsewhere = _on_other_episodes(case, by, hashes)
        facts = {"kind": kind, "needs": needs, "sharing": sharing, "title": title, "note": note, "added_by": by}
        documents, new = [], 0
        for upload in files:
            document = here.get(upload.file.sent_sha256)
            was_here = document is not None
            if was_here:
                type(upload).of(by, upload.writing).with_keys([upload.pk]).throw_away()
            else:
                document = case.documents.create(file=upload.file, name=upload.name, **facts)
                upload.delete()
                new += 1
            document.was_here, document.sent_as = was_here, upload.name
            document.elsewhere = None if was_here else elsewhere.get(upload.file.sent_sha256)
            documents.append(document)
        if new:
            number = "1 file" if new == 1 else f"{new} files"
            what = "" if kind == DocumentKind.OTHER else f": {DocumentKind(kind).label.lower()}"
            case.chronicle(
                Kind.DOCUMENTS,
                f"{number} {told}{what}.",
                by=by,
                needs=needs,
                page=page,
                reference=case.reference,
                **page_args,
            )
        return documents

    @property
    def heading(self) -> str:
        return self.title or self.name

    @property
    def is_off(self) -> bool:
        return self.taken_off_at is not None

    def gives(self, right: Right, *, to: User) -> bool:
        """It is taken off by those who could open it."""
        return self.needs in to.rights_on_a_case

    def not_given(self, right: Right, *, to: User) -> str:
        return f"You cannot take this document off. {self.case.whom_to_ask()}"

    def why_not_any_more(self) -> list[str]:
        return ["This document was taken off already."] if self.is_off else []

    @transaction.atomic
    def take_off(self, *, by: User, because: str) -> None:
        """Mark as taken off, with the reason; the row and the file stay. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        if not because.strip():
            raise NotYet("Enter why it is taken off.")
        self.taken_off_by, self.taken_off_at, self.because = by, now(), because
        self.save(update_fields=["taken_off_by", "taken_off_at", "because"])
        self.case.chronicle(
            Kind.DOCUMENTS,
            f"A document was taken off: {self.get_kind_display().lower()}.",
            by=by,
            needs=self.needs,
            page="case_documents",
            reference=self.case.reference,
        )


def _on_other_episodes(case: CaseWithDocuments, by: User, hashes: Collection[str]) -> dict[str, Document]:
    """{hash: a document of another episode of the same child's that came with it}, of those `by` may open."""
    found: dict[str, Document] = {}
    for other in Case.objects.visible_to(by).filter(child=case.child_id).exclude(pk=case.pk):
        found |= other.documents.readable_with(rights_on(other, by)).select_related("case").by_sent_hash(hashes)
    return found
