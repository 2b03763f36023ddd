"""Templates as they were compiled, kept from one process to the next: to compile all of them takes two seconds of a
processor, to read them back a tenth of that.

A kept one is taken only for the very text it was made of, by the same Python and the same Jinja; and whoever could
write it could have Emerald run what they like, so it is kept in a folder of this user's own and nowhere else.
"""

import contextlib
import os
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import FileSystemBytecodeCache

HERE = Path(__file__).resolve().parent
# What compiling asks besides the text: a changed one makes every template anew.
ASKED = ("environment.py", "template_filters.py", "compiled.py")


class Compiled(FileSystemBytecodeCache):
    """Where nothing can be written, nothing is kept and the page is drawn all the same."""

    def get_source_checksum(self, source: str) -> str:
        return sha256(f"{_asked()} {source}".encode()).hexdigest()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def kept_in(folder: Path | None) -> Compiled | None:
    """The templates kept in the folder, which is made. None where there is no folder, or somebody else could write
    there as well."""
    if folder is None:
        return None
    with contextlib.suppress(OSError):  # asked below, as when it is there and somebody else's
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Compiled(str(folder)) if _is_ours_alone(folder) else None


def _is_ours_alone(folder: Path) -> bool:
    try:
        found = folder.stat(follow_symlinks=False)
    except OSError:
        return False
    return folder.is_dir() and not folder.is_symlink() and found.st_uid == os.geteuid() and not found.st_mode & 0o077


@cache
def _asked() -> str:
    total = sha256(jinja2.__version__.encode())
    for name in ASKED:
        total.update((HERE / name).read_bytes())
    return total.hexdigest()
