"""Where the files and seals of a backup go. What was put there can be taken away again, also when the restore that put
it there was killed: a mark in FILES_ROOT says that one was at work, and how far it had come."""

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from emerald.files import storage
from emerald.guards import Refused

NO_ROOM = "Attached files or seals could not be written. Nothing was restored. Make room in FILES_ROOT"
READING, FILLED = "reading", "filled"  # the backup is being read; its files and seals are all in their places


class Places:
    def __init__(self) -> None:
        self.kept, self.seals = storage.root() / "kept", Path(settings.AUDIT_SEAL_FILE)
        self.mark = storage.root() / "restoring"
        self.made = [path for path in (self.kept, self.seals) if not path.exists()]

    def begin(self) -> None:
        self._mark(READING)

    def open(self, name: str) -> BinaryIO:
        try:
            if name == "seals.jsonl":
                self.seals.parent.mkdir(parents=True, exist_ok=True)
                return os.fdopen(os.open(self.seals, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
            return storage.bring_back(name.removeprefix("files/"))
        except OSError as error:
            raise Refused(f"{NO_ROOM} ({error.strerror}).") from None

    def are_filled(self) -> None:
        """The names are on the disk before the database speaks of them."""
        for folder in (self.kept, *self.kept.glob("*"), self.seals.parent):
            if folder.is_dir():
                storage.remember(folder)
        self._mark(FILLED)

    def empty_again(self) -> None:
        for path in self.made:
            _clear(path)
        self.end()

    def end(self) -> None:
        self.mark.unlink(missing_ok=True)

    def _mark(self, how_far: str) -> None:
        try:
            self.mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.mark.write_text(how_far)
            storage.remember(self.mark.parent)
        except OSError as error:
            raise Refused(f"{NO_ROOM} ({error.strerror}).") from None


def clear_what_was_left(*, database_is_empty: bool) -> None:
    """Take away what a restore put here that was stopped, if nobody can have worked with it since."""
    places = Places()
    if not database_is_empty or not places.mark.exists():
        return
    if places.mark.read_text() == FILLED and _something_is_newer(places):
        return  # the database it filled is another, with which somebody works
    for path in (places.kept, places.seals):
        _clear(path)
    places.end()


def _something_is_newer(places: Places) -> bool:
    since = places.mark.stat().st_mtime
    return any(path.stat().st_mtime > since for path in (*places.kept.glob("??/*"), places.seals) if path.exists())


def _clear(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
