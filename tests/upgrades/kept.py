"""What is kept of each release: its migrations' digests, and a backup of the demonstration as it leaves it."""

import hashlib
from pathlib import Path

from emerald.environment_setup import ROOT

RELEASES = Path(__file__).parent / "releases"
TABLE = Path(__file__).parent / "migrations.txt"


def migrations():
    """{path from the root: SHA-256} of every migration there is."""
    found = sorted([*ROOT.glob("*/migrations/[0-9]*.py"), *ROOT.glob("emerald/*/migrations/[0-9]*.py")])
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def released():
    """The same of those that were there when a release was kept."""
    lines = TABLE.read_text().splitlines()
    return dict(reversed(line.split()) for line in lines if line and not line.startswith("#"))


def newer():
    """[(app, name)] of migrations that came after the newest release."""
    return [(Path(path).parts[-3], Path(path).stem) for path in sorted(migrations().keys() - released().keys())]


def changed():
    """Sentences about released migrations that are not as they were."""
    there = migrations()
    for path, digest in released().items():
        if there.get(path) != digest:
            what = "was changed since it was released" if path in there else "is gone, and was released"
            yield f"{path} {what}: databases have run it. Put it back and write a new migration."
