"""The private folder (FILES_ROOT): files under random names, written so that they outlive a power cut.

No web server serves it and no name in it says anything. A row is written after its file; a file whose row never came
is swept away after a day (`sweep`).
"""

import hashlib
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from emerald.guards import Refused

CHUNK = 1 << 20
NAME = re.compile(r"[0-9a-f]{32}")
NO_ROOM = (
    "“{}” could not be kept: there is no room for it, or the disk does not answer. It was not added. Tell your "
    "IT support, and keep the file until it is."
)


class Missing(Exception):
    """The file is not there, or not what was put there."""


@dataclass(frozen=True)
class Put:
    name: str
    size: int
    sha256: str


def root() -> Path:
    return Path(settings.FILES_ROOT)


def incoming() -> Path:
    """Where a file lies while it is being sent."""
    return _folder(root() / "incoming")


def put(stream: BinaryIO, called: str) -> Put:
    """Keep what is in `stream` (from its beginning) under a new random name. Raises Refused, and then nothing stays."""
    name = secrets.token_hex(16)
    try:
        path = _folder(_path(name).parent) / name
    except OSError:
        raise Refused(NO_ROOM.format(called)) from None
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            stream.seek(0)
            while piece := stream.read(CHUNK):
                file.write(piece)
                digest.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        remember(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise Refused(NO_ROOM.format(called)) from None
    return Put(name, size, digest.hexdigest())


def bring_back(name: str) -> BinaryIO:
    """A file to write into, under a name it had before: for what comes back from a backup. Raises OSError, also when
    there is one by that name."""
    path = _folder(_path(name).parent) / name
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def opened(name: str, sha256: str) -> BinaryIO:
    """The file as a stream at its beginning; raises Missing when it is not there or not what was put there."""
    try:
        file = _path(name).open("rb")
    except OSError:
        raise Missing from None
    if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
        file.close()
        raise Missing
    file.seek(0)
    return file


def digest_of(stream: BinaryIO) -> str:
    stream.seek(0)
    found = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # whatever we are sent can
    stream.seek(0)
    return found


def room() -> tuple[int, int]:
    """(bytes that are free where files are kept, bytes there are in all)."""
    place = next(path for path in (root(), *root().parents) if path.exists())
    found = shutil.disk_usage(place)
    return found.free, found.total


def remove(name: str) -> None:
    _path(name).unlink(missing_ok=True)


def lying_longer_than(seconds: float) -> tuple[list[str], list[Path]]:
    """(names of kept files, paths of half-sent ones) written longer ago than that."""
    before = time.time() - seconds
    kept = [path.name for path in root().glob("kept/??/*") if NAME.fullmatch(path.name) and _is_older(path, before)]
    return kept, [path for path in root().glob("incoming/*") if _is_older(path, before)]


def _is_older(path: Path, moment: float) -> bool:
    try:
        return path.stat().st_mtime < moment
    except OSError:
        return False


def _path(name: str) -> Path:
    return root() / "kept" / name[:2] / name


def _folder(path: Path) -> Path:
    """The folder, made where it is not there: readable by nobody else, and so is each on the way to it."""
    if not path.is_dir():
        _folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def remember(folder: Path) -> None:
    """A new name is on disk once its folder is."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
