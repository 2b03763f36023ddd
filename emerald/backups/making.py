"""Making a backup: one file that appears when it is whole, and not before."""

import hashlib
import io
import json
import os
import secrets
import subprocess
import time
from _io import BufferedWriter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import IO, Any

from emerald import __version__, clock
from emerald.accounts.models import User
from emerald.audit.record import record_act
from emerald.audit.seal_file import SealFile
from emerald.backups import archive, keys, moment, programs
from emerald.backups.moment import Moment
from emerald.files import storage
from emerald.files.models import StoredFile
from emerald.guards import Refused

FORMAT = 1
SUFFIX = ".tar.age"
_LEFT_OVER_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Made:
    path: Path
    rows: int
    files: int
    missing: list[str]  # names of attached files that are not there, or not as they were stored
    size: int  # bytes
    sha256: str


def back_up(folder: Path, *, by: User | str) -> Made:
    """Write everything of this moment into a new file in `folder`, for those EMERALD_BACKUP_RECIPIENTS names.

    `by`: a user, or the name of a command. Raises Refused with a sentence, and then there is no file.
    """
    recipients, folder = keys.recipients(), Path(folder)
    dump = programs.program("pg_dump", at_least=programs.server_major())
    _sweep(folder)
    name = f"emerald-{clock.now().astimezone(UTC):%Y-%m-%dT%H%M%SZ}{SUFFIX}"
    record_act(by, "backup begun", subject="backup", reference=name)  # before, so that the backup itself holds it
    with moment.held() as now:
        contents = _Contents(now, dump)
        size, sha256 = _write(folder, name, contents, recipients)
    # What was thrown away meanwhile, because nobody attached it, is missed by nobody.
    missing = sorted(StoredFile.objects.names_among(contents.missing))
    made = Made(folder / name, sum(now.counts.values()), contents.files, missing, size, sha256)
    detail = f"{made.rows} rows and {made.files} files in {size} bytes, SHA-256 {sha256}"
    record_act(by, "backed up", subject="backup", reference=name, detail=detail)
    return made


class _Contents:
    """What goes into the tar, from first to last."""

    def __init__(self, now: Moment, dump: Path) -> None:
        self.now, self.dump, self.files = now, dump, 0
        self.digests: dict[str, str] = {}
        self.missing: list[str] = []

    def __iter__(self) -> Iterator[bytes]:
        yield from self._kept("about.json", _json(self._about()))
        yield from self._database()
        for name, sha256 in self.now.files:
            yield from self._file(name, sha256)
        if self.now.seals:
            yield from self._seals()
        digests = _json({"members": self.digests, "missing": self.missing})
        yield from archive.member("digests.json", digests)
        yield from archive.member("proof", keys.proof(digests).encode())
        yield archive.end()

    def _about(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "version": __version__,
            "at": self.now.at,
            "postgresql": programs.server_major(),
            "counts": self.now.counts,
            "migrations": self.now.migrations,
            "roles": self.now.roles,
            "files": len(self.now.files),
            "keys": keys.needed(),
        }

    def _database(self) -> Iterator[bytes]:
        options = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges"]
        options += [f"--snapshot={self.now.snapshot}"]
        options += [f"--exclude-table-data=public.{table}" for table in moment.LEFT_OUT]
        otherwise = "The database could not be read to its end. Nothing was kept."
        with programs.running(self.dump, *options, otherwise=otherwise, stdout=subprocess.PIPE) as process:
            for number, piece in enumerate(archive.packed(process.stdout or io.BytesIO()), start=1):
                yield from self._kept(f"database/{number:06}", piece)

    def _file(self, name: str, sha256: str) -> Iterator[bytes]:
        """Looked through before it goes in: what is not as it was stored is told of, and the rest is kept."""
        try:
            with storage.opened(name, sha256) as file:
                yield from archive.member_of(f"files/{name}", file, os.fstat(file.fileno()).st_size)
        except storage.Missing:
            self.missing.append(name)
        else:
            self.digests[f"files/{name}"] = sha256
            self.files += 1

    def _seals(self) -> Iterator[bytes]:
        with SealFile().path.open("rb") as file:
            self.digests["seals.jsonl"] = _digest_of_the_first(file, self.now.seals)
            file.seek(0)
            yield from archive.member_of("seals.jsonl", file, self.now.seals)

    def _kept(self, name: str, content: bytes) -> Iterator[bytes]:
        self.digests[name] = hashlib.sha256(content).hexdigest()
        yield from archive.member(name, content)


def _digest_of_the_first(file: IO[bytes], size: int) -> str:
    total = hashlib.sha256()
    while size and (piece := file.read(min(size, 1 << 20))):
        total.update(piece)
        size -= len(piece)
    return total.hexdigest()


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True).encode()


class _Digested:
    """A file that knows the digest and the number of what was written to it."""

    def __init__(self, file: BufferedWriter) -> None:
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self.file.write(content)
        self.digest.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        self.file.flush()


def _write(folder: Path, name: str, contents: _Contents, recipients: list[Any]) -> tuple[int, str]:
    """(size, SHA-256) of the file, which then is on the disk. Raises Refused, and then nothing of it is."""
    part = folder / f".{name}.{secrets.token_hex(4)}.part"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            digested = _Digested(file)
            archive.seal(contents, digested, recipients)
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / name)
        storage.remember(folder)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(_why_not(folder, error)) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return digested.size, digested.digest.hexdigest()


def _why_not(folder: Path, error: OSError) -> str:
    why = error.strerror or str(error).rpartition("] ")[2]  # through the sealing it comes as words
    return (
        f"The backup could not be written to {folder} ({why}). Nothing of it was kept. Make room there, or name "
        "another folder, and start it again."
    )


def _sweep(folder: Path) -> None:
    """What a killed backup left half written."""
    for part in folder.glob(f".emerald-*{SUFFIX}.*.part"):
        if part.stat().st_mtime < time.time() - _LEFT_OVER_SECONDS:
            part.unlink(missing_ok=True)


def newest_in(path: Path) -> Path:
    """The file itself, or the newest backup in a folder. Raises Refused when there is none."""
    path = Path(path)
    if path.is_dir():
        found = sorted(path.glob(f"emerald-*{SUFFIX}"))
        if not found:
            raise Refused(f"There is no backup in {path}.")
        return found[-1]
    if not path.is_file():
        raise Refused(f"There is no backup at {path}.")
    return path
