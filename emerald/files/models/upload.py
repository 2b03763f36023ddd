"""A file somebody brought for a page they have not saved: theirs alone, like the draft it belongs to."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Exists, OuterRef

from emerald.clock import now
from emerald.drafts.models import Draft
from emerald.drafts.models.draft import FORGOTTEN_AFTER, take_turns
from emerald.files.models.stored import StoredFile
from emerald.guards import Refused

if TYPE_CHECKING:
    from emerald.accounts.models.user import User

AT_MOST = 20  # files that wait for one page
LONGEST_NAME = 200
HALF_SENT = timedelta(days=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    def with_keys(self, keys: Iterable[int]) -> "UploadQuerySet":
        return self.filter(pk__in=keys)

    def abandoned(self) -> "UploadQuerySet":
        """Those whose draft was never kept or is gone, after the time for which a draft is kept."""
        drafts = Draft.objects.filter(user=OuterRef("user"), writing=OuterRef("writing"))
        return self.filter(at__lt=now() - FORGOTTEN_AFTER).exclude(Exists(drafts)).select_related("file")

    def throw_away(self) -> None:
        """These, and the files they stand for."""
        files = [upload.file for upload in self.select_related("file")]
        self.delete()
        for file in files:
            file.throw_away()


class Upload(models.Model):
    """Stands between the sending of a file and the saving of its page. No history: it is no record yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    writing = models.UUIDField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)  # what its sender called it
    at = models.DateTimeField(default=now, db_index=True)

    sent_again_as = ""  # the name under which `store` was given the same file once more

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "writing"], name="uploads_of_a_writing")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, user: "User | int", writing: UUID) -> UploadQuerySet:
        """What this person brought for this writing, in that order. Every reader of uploads starts here."""
        return cls.objects.filter(user=user, writing=writing).select_related("file").order_by("pk")

    @classmethod
    def store(cls, user: "User", writing: UUID, sent: UploadedFile) -> "Upload":
        """Take in one file (Django's UploadedFile). One that is there already is not kept twice: that one is returned,
        with the name it was `sent_again_as`. Raises Refused."""
        take_turns(user, writing)
        waiting = list(cls.of(user, writing))
        if len(waiting) >= AT_MOST:
            raise Refused(
                f"“{sent.name}” was not added: at most {AT_MOST} files can be added at once. Save these first."
            )
        stored, endings = StoredFile.receive(sent, by=user)
        for one in waiting:
            if one.file.sent_sha256 == stored.sent_sha256:
                stored.throw_away()
                one.sent_again_as = str(sent.name)
                return one
        return cls.objects.create(user=user, writing=writing, file=stored, name=tidy(str(sent.name), endings))

    @property
    def same_as_before(self) -> str:
        """The sentence for whoever sent it once more under another name; otherwise empty."""
        if self.sent_again_as in ("", self.name):
            return ""
        return f"“{self.sent_again_as}” is the same file as “{self.name}”, so it is kept once, under that name."


def tidy(name: str, endings: tuple[str, ...]) -> str:
    """`name` as a file can be called anywhere, ending as what it is now."""
    stem, ending = PurePath(name).stem, PurePath(name).suffix
    stem = "".join(letter for letter in stem if letter.isprintable() and letter not in '\\/:*?"<>|')
    stem = stem.strip(" .") or "File"
    ending = ending if ending.lower() in endings else endings[0]
    return stem[: LONGEST_NAME - len(ending)] + ending
