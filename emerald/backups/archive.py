"""The file itself: a tar, sealed by age as it is written and opened as it is read, so that nothing lies open on a disk.

Without Emerald: `age --decrypt --identity KEY FILE | tar --extract`, then `cat database/* | gunzip | pg_restore …`.

    about.json       what it is, from when, of which release, how many rows in which table
    database/000001  PostgreSQL's own dump (custom format, gzip), in pieces
    files/NAME       each attached file
    seals.jsonl      the seals of the evidence as they were at that moment
    digests.json     the SHA-256 of each of these, and the proof of who made it
"""

import io
import os
import tarfile
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

import pyrage

from emerald.guards import Refused

PIECE = 4 << 20  # bytes of the dump in one member of the tar, about
_GZIP = 31  # zlib's word for it
_CHUNK = 1 << 20
BROKEN = (
    "This backup is broken: it is shorter than it was made, or was changed since. Nothing was restored. Take "
    "another one."
)


# --- Writing ----------------------------------------------------------------------------------------------------------
class Pulled(io.RawIOBase):
    """What a generator of bytes gives, to be read. What it raises is kept: the sealing would turn it into words."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = iter(pieces)
        self.left: bytes | memoryview = b""
        self.raised: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            while not self.left:
                self.left = memoryview(next(self.pieces))
        except StopIteration:
            return b""
        except BaseException as error:
            self.raised = error
            raise
        taken, self.left = self.left[:size], self.left[size:]
        return bytes(taken)


def seal(pieces: Iterable[bytes], file: Any, recipients: list[Any]) -> None:
    """Write what `pieces` gives into `file`, so that the recipients alone can open it. Raises OSError, and whatever
    the pieces raise."""
    source = Pulled(pieces)
    try:
        pyrage.encrypt_io(source, file, recipients)
    except Exception as error:  # noqa: BLE001  both raise what they like
        # Whatever goes wrong on either side comes as words of the library.
        raise source.raised or OSError(str(error)) from None


def member(name: str, content: bytes) -> Iterator[bytes]:
    """A member of the tar whose content is at hand."""
    yield _head(name, len(content))
    yield content
    yield _fill(len(content))


def member_of(name: str, file: IO[bytes], size: int) -> Iterator[bytes]:
    """A member with the next `size` bytes of a file. Raises Refused when the file has fewer."""
    yield _head(name, size)
    left = size
    while left:
        piece = file.read(min(_CHUNK, left))
        if not piece:
            raise Refused(f"{name} became shorter while it was read. Nothing was kept: start the backup again.")
        left -= len(piece)
        yield piece
    yield _fill(size)


def packed(stream: IO[bytes]) -> Iterator[bytes]:
    """The pieces of a stream, made small as one. pg_dump would make the rows small and leave the rest as it is."""
    packer, waiting = zlib.compressobj(wbits=_GZIP), []
    while content := stream.read(_CHUNK):
        waiting.append(packer.compress(content))
        if sum(map(len, waiting)) >= PIECE:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join([*waiting, packer.flush()])


def end() -> bytes:
    return bytes(tarfile.RECORDSIZE)


def _head(name: str, size: int) -> bytes:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o600
    return about.tobuf(tarfile.GNU_FORMAT)


def _fill(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


def unpack(pieces: Iterator[IO[bytes]], into: IO[bytes]) -> None:
    """Write what `packed` made small, given as files in their order, into a stream."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    for piece in pieces:
        while content := piece.read(_CHUNK):
            into.write(unpacker.decompress(content))
    into.write(unpacker.flush())


# --- Reading ----------------------------------------------------------------------------------------------------------
@contextmanager
def opened(path: Path, identities: list[Any]) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """The members of a backup one after the other, as pairs of a name and a file to read. Raises Refused when it is
    none, is broken, or none of the keys opens it; a break may show only at its end."""
    reading, writing = os.pipe()
    opener = _Opener(path, identities, writing)
    opener.start()
    try:
        with os.fdopen(reading, "rb", _CHUNK) as stream:
            yield _members(stream, opener)
    except tarfile.TarError:
        opener.join()
        raise Refused(opener.why or BROKEN) from None
    finally:
        opener.join()


class _Opener(threading.Thread):
    """Opens the seal into a pipe, at the pace at which the pipe is read."""

    def __init__(self, path: Path, identities: list[Any], pipe: int) -> None:
        super().__init__(name="opens a backup", daemon=True)
        self.path, self.identities, self.pipe = path, identities, pipe
        self.why: str | None = None

    def run(self) -> None:
        try:
            with open(self.path, "rb") as file, os.fdopen(self.pipe, "wb", _CHUNK) as pipe:
                pyrage.decrypt_io(file, pipe, self.identities)
        except BrokenPipeError:
            pass  # whoever reads has enough
        except pyrage.DecryptError as error:
            wrong = "none of these keys opens it" if "No matching keys" in str(error) else "it is no backup, or broken"
            self.why = f"{self.path} cannot be opened: {wrong}. Nothing was restored."
        except Exception:  # noqa: BLE001  every reason comes as the same error from the library
            self.why = BROKEN


def _members(stream: BinaryIO, opener: _Opener) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for one in tar:
            yield one.name, (tar.extractfile(one) if one.isfile() else None) or io.BytesIO()
    while stream.read(_CHUNK):
        pass  # the seal of the last piece is looked at when all is read
    opener.join()
    if opener.why:
        raise Refused(opener.why)
