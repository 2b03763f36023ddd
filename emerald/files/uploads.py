"""`@accepts_files`: for every page that keeps drafts and lets people add files.

    @idempotent
    @autosaved("Record a session")
    @accepts_files
    @needs(Right.RECORD_SESSION)
    def record_session(request, reference):
        case = open_case(request, reference)
        form = SessionWithFilesForm(answers(request), case=case, tray=Tray(request))

The tray takes in at once whatever was fine among the files that came, so that none is lost to a mistake in another
field: it waits for this writing, and belongs to its draft.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.urls import Resolver404, resolve

from emerald.accounts.door import SignedInRequest
from emerald.files.models import Upload
from emerald.guards import Refused

Viewed = TypeVar("Viewed", bound=Callable[..., Any])
FIELD, TICKED = "files", "kept_files"
NOT_HERE = "Files cannot be added from this page any more. Open it afresh."
SOMEBODY_ELSE = "Not added, because somebody else is signed in now. Sign in again in a new tab, then add it again."
NO_FILE = "No file arrived. Add it again."


def accepts_files(view: Viewed) -> Viewed:
    """Mark a view whose page lets people add files; sending one ahead of the form asks for a role that holds the right
    the page needs. Who may attach it to what, the page's own door and its verb decide."""
    view.accepts_files = True  # type: ignore[attr-defined]  # read below
    return view


class Tray:
    """The files of one writing: those that came with this request, and those that came before. Make it after the
    page's door has let the person in. `refused` holds a sentence for each file that was not taken."""

    def __init__(self, request: SignedInRequest) -> None:
        self.request, self.user, self.writing = request, request.user, request.autosave.writing
        self.refused: list[str] = []
        self._ticked: set[int] | None = None
        if request.method == "POST":
            self._ticked = ticked = {
                int(key) for key in request.POST.getlist(TICKED) if key.isdecimal() and len(key) < 19
            }
            for sent in request.FILES.getlist(FIELD):
                self._take(sent, ticked)

    def _take(self, sent: UploadedFile, ticked: set[int]) -> None:
        try:
            upload = Upload.store(self.user, self.writing, sent)
            ticked.add(upload.pk)
            if told := upload.same_as_before:
                messages.info(self.request, told)
        except Refused as refusal:
            self.refused.append(str(refusal))

    @cached_property
    def waiting(self) -> list[Upload]:
        """Every file of this writing, ticked or not."""
        return list(Upload.of(self.user, self.writing))

    def is_ticked(self, upload: Upload) -> bool:
        return self._ticked is None or upload.pk in self._ticked

    @property
    def ticked(self) -> list[Upload]:
        """Those that are to be attached."""
        return [upload for upload in self.waiting if self.is_ticked(upload)]


def upload_ahead(request: SignedInRequest) -> Upload:
    """Take in the one file a page's script sent before its form; returns the Upload, or raises Refused."""
    right = _right_of(request.POST.get("place", ""))
    if request.POST.get("person") != str(request.user.pk):
        raise Refused(SOMEBODY_ELSE)
    try:
        writing = UUID(request.POST.get("writing", ""))
    except ValueError:
        raise Refused(NOT_HERE) from None
    if right is None or right not in request.user.rights_on_a_case:
        raise Refused(NOT_HERE)
    if FIELD not in request.FILES:
        raise Refused(NO_FILE)
    return Upload.store(request.user, writing, request.FILES.getlist(FIELD)[-1])


def _right_of(place: str) -> Any:
    view: Any
    try:
        view = resolve(place).func
    except Resolver404:
        return None
    return view.needs if hasattr(view, "accepts_files") else None
