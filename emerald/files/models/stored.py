"""One file as it is kept: where, what, how large, with which hash, and what the scanner said of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Q

from emerald.audit.history import track_history
from emerald.clock import now
from emerald.files import checks, scanning, storage
from emerald.files.kinds import BY_CONTENT_TYPE, PICTURES
from emerald.guards import Refused
from emerald.lazy import lazy

pictures = lazy("emerald.files.pictures")

if TYPE_CHECKING:
    from emerald.accounts.models.user import User


class State(models.TextChoices):
    UNSCANNED = "unscanned", "Not scanned: no scanner is set up"
    PENDING = "pending", "Waiting to be scanned"
    CLEAN = "clean", "Scanned, nothing found"
    QUARANTINED = "quarantined", "Locked away: harmful"


NOT_IN_PLACE = (
    "This file is not where it should be, or is not as it was stored, so it cannot be opened. Its entry "
    "stays. Tell your IT support: it has to be brought back from a backup."
)


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def to_scan(self) -> "StoredFileQuerySet":
        """What has no answer of a scanner yet, the oldest first."""
        return self.filter(state__in=[State.PENDING, State.UNSCANNED]).order_by("uploaded_at", "pk")

    def harmful(self) -> "StoredFileQuerySet":
        return self.filter(state=State.QUARANTINED)

    def names_among(self, names: Iterable[str]) -> set[str]:
        """Those of these names on disk that a row knows."""
        return set(self.filter(name__in=names).values_list("name", flat=True))


@track_history()
class StoredFile(models.Model):
    """Its own name is random and says nothing; what people call it stands where it is attached.

    `sha256` is of the file as kept, `sent_sha256` as it was sent: pictures are drawn anew in between.
    """

    name = models.CharField(max_length=32, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    sent_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State)
    finding = models.CharField(max_length=200, blank=True)  # the scanner's name for what it found
    scanned_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["uploaded_at", "id"], name="file_to_scan", condition=Q(state__in=["pending", "unscanned"])
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state="quarantined") ^ Q(finding=""), name="quarantined_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["clean", "quarantined"]) ^ Q(scanned_at=None), name="file_scanned_says_when"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def receive(cls, sent: UploadedFile, *, by: "User") -> "tuple[StoredFile, tuple[str, ...]]":
        """Look at an uploaded file (Django's UploadedFile), keep it, have it scanned. Returns (StoredFile, ending): the
        ending its name should have, because some pictures change their format. Raises Refused with the sentence.

        The file is on disk before its row is written; when the transaction fails, the file is swept away later.
        """
        if why := getattr(sent, "why", None):
            raise Refused(why)
        name, stream = str(sent.name), cast(BinaryIO, sent.file)
        found = checks.check(stream, name, sent.size or 0)
        sent_sha256 = storage.digest_of(stream)
        if found in PICTURES:
            stream, found = pictures.redrawn(stream, name, found)
        state, finding = _ask_scanner(stream)
        put = storage.put(stream, name)
        stored = cls.objects.create(
            name=put.name,
            content_type=found.content_type,
            size=put.size,
            sha256=put.sha256,
            sent_sha256=sent_sha256,
            state=state,
            finding=finding,
            uploaded_by=by,
            scanned_at=now() if state in (State.CLEAN, State.QUARANTINED) else None,
        )
        return stored, found.endings

    @property
    def words(self) -> str:
        """a PDF, a JPEG picture"""
        found = BY_CONTENT_TYPE.get(self.content_type)
        return found.words if found else self.content_type

    @property
    def is_harmful(self) -> bool:
        return self.state == State.QUARANTINED

    def why_not_open(self) -> list[str]:
        """The sentences that stand in the way of handing this file out, whoever asks."""
        if self.state == State.PENDING:
            return [
                "This file has not been scanned for viruses yet, because the scanner does not answer. It can be "
                "opened once it has been; Emerald tries again every minute."
            ]
        if self.is_harmful:
            return [
                f"This file is harmful ({self.finding}). It is locked away and nobody can open it. Ask whoever "
                "sent it for it in another form, and tell your IT support."
            ]
        return []

    def opened(self) -> BinaryIO:
        """The file as a stream. Raises Refused: not scanned yet, harmful, or not there as it was stored."""
        if why := self.why_not_open():
            raise Refused(*why)
        try:
            return storage.opened(self.name, self.sha256)
        except storage.Missing:
            raise Refused(NOT_IN_PLACE) from None

    def scan(self) -> None:
        """Have it scanned, with patience: not while a page waits. Raises Silent when no answer came, Missing."""
        with storage.opened(self.name, self.sha256) as stream:
            finding = scanning.ask(stream, seconds=scanning.PATIENT_SECONDS)
        self.state, self.finding, self.scanned_at = *_state_after(finding), now()
        self.save(update_fields=["state", "finding", "scanned_at"])

    def throw_away(self) -> None:
        """For a file that was never attached to anything; the database refuses any other."""
        self.delete()
        transaction.on_commit(lambda: storage.remove(self.name))


def _ask_scanner(stream: BinaryIO) -> tuple[State, str]:
    if not scanning.is_configured():
        return State.UNSCANNED, ""
    try:
        return _state_after(scanning.ask(stream))
    except scanning.Silent:
        return State.PENDING, ""


def _state_after(finding: str) -> tuple[State, str]:
    return (State.QUARANTINED, finding[:200]) if finding else (State.CLEAN, "")
