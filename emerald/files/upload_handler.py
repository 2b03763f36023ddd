"""How a file comes in: piece by piece to disk, never whole in memory, and no further than the limits."""

import tempfile
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from emerald.files import storage
from emerald.files.checks import too_large
from emerald.files.storage import NO_ROOM


class RejectedUpload(UploadedFile):
    """Stands for a file of which the rest was not read any more; `why` is the sentence."""

    def __init__(self, name: str | None, why: str) -> None:
        super().__init__(file=None, name=name)
        self.why = why


class DiskUploadHandler(FileUploadHandler):
    """Django's upload handler for the whole site. What is too large, or finds no room, is read past and named; the
    other files of the same form are not touched by it."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.all_bytes = 0

    file: Any  # open from the first piece to the last, None before and after
    why: str | None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.why, self.file, self.size = None, None, 0
        try:
            # Beside the kept files: /tmp may be memory.
            self.file = tempfile.NamedTemporaryFile(dir=storage.incoming(), suffix=".part")  # noqa: SIM115
        except OSError:
            self.why = NO_ROOM.format(self.file_name)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.why:
            return None
        self.size += len(raw_data)
        self.all_bytes += len(raw_data)
        if self.size > settings.FILES_LARGEST_MB * 1024 * 1024:
            self._give_up(too_large(str(self.file_name)))
        elif self.all_bytes > settings.FILES_MB_AT_ONCE * 1024 * 1024:
            self._give_up(
                f"“{self.file_name}” was not added: together these files are larger than "
                f"{settings.FILES_MB_AT_ONCE} MB. Add it again by itself."
            )
        else:
            self._write(raw_data)
        return None

    def _write(self, raw_data: bytes) -> None:
        try:
            self.file.write(raw_data)
        except OSError:
            self._give_up(NO_ROOM.format(self.file_name))

    def _give_up(self, why: str) -> None:
        self.why = why
        self._close()

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.why:
            try:
                self.file.seek(0)  # what waited to be written is written here
            except OSError:
                self._give_up(NO_ROOM.format(self.file_name))
        if self.why:
            return RejectedUpload(self.file_name, self.why)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size)

    def upload_interrupted(self) -> None:
        if getattr(self, "file", None) is not None:
            self._close()

    def _close(self) -> None:
        with suppress(OSError):  # without room, what waited to be written is tried once more, in vain
            self.file.close()
        self.file = None
