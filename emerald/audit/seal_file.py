"""The seals' second home: a file outside the database, one JSON line for each seal."""

import json
import os
from datetime import UTC
from pathlib import Path
from typing import Any

from django.conf import settings

_MORE_THAN_A_LINE = 4096


class SealFile:
    """`settings.AUDIT_SEAL_FILE`, or another copy of it. Reading raises OSError when it cannot be read."""

    def __init__(self, path: Path | None = None) -> None:
        self.path: Path = path or settings.AUDIT_SEAL_FILE

    def is_there(self) -> bool:
        return self.path.exists()

    def lines(self) -> list[dict[str, Any] | None]:
        """Every line as a dictionary with `number` and `hash`; None stands for a line that is not one of ours."""
        if not self.is_there():
            return []
        return [_parse(line) for line in self.path.read_text("utf-8").splitlines()]

    def append(self, seal: Any) -> None:
        """Write the seal's line and make the disk keep it before returning."""
        line = json.dumps(
            {"number": seal.number, "at": seal.at.astimezone(UTC).isoformat(), "rows": seal.rows, "hash": seal.hash}
        )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, f"{line}\n".encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def last_number(self) -> int:
        """The number of the seal on the last line, 0 when there is none. Reads the file's end only."""
        if not self.is_there():
            return 0
        with self.path.open("rb") as file:
            file.seek(max(0, self.path.stat().st_size - _MORE_THAN_A_LINE))
            lines = file.read().decode("utf-8", "replace").splitlines()
        last = _parse(lines[-1]) if lines else None
        return last["number"] if last else 0


def _parse(line: str) -> dict[str, Any] | None:
    try:
        read = json.loads(line)
        return {"number": int(read["number"]), "hash": str(read["hash"])}
    except (ValueError, KeyError, TypeError):
        return None
