import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.models.chronology.entries import Kind
from emerald.accounts.permissions import Right

FILES = Path(__file__).resolve().parent.parent / "new_record"
NEXT = """
Next:
  var/venv/bin/ruff check --fix . && var/venv/bin/ruff format .
  python3 -m emerald makemigrations interventions -n {plural}
  python3 -m emerald test tests/rules/test_{plural}.py tests/test_parts.py
Then change the words, the fields and the rules to what they should be: emerald/docs/adding-a-record.md says how.
"""


class Command(BaseCommand):
    help = "Write the files of a new kind of record: model, form, pages, addresses, part, demonstration and tests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="one of them, in small letters with underscores: school_visit")
        parser.add_argument("--on", required=True, choices=["case"], help="what each belongs to")
        parser.add_argument("--plural", help="several of them, where it is not the name with an s")
        parser.add_argument("--reads", default="READ_SESSIONS", choices=list(Right.__members__), help="who reads it")
        parser.add_argument("--writes", default="RECORD_SESSION", choices=list(Right.__members__), help="who writes it")
        parser.add_argument(
            "--kind", default="DIRECT_WORK", choices=list(Kind.__members__), help="its lines in the chronology"
        )

    def handle(
        self, *, name: str, plural: str | None = None, reads: str, writes: str, kind: str, **options: Any
    ) -> None:
        plural = plural or f"{name}s"
        if not all(re.fullmatch(r"[a-z][a-z0-9_]{2,30}", word) for word in (name, plural)) or name == plural:
            raise CommandError("A name is 3 to 31 small letters, with underscores, and differs from its plural.")
        root, words = Path(settings.BASE_DIR), words_of(name, plural, reads=reads, writes=writes, kind=kind)
        made = {root / path: Template(text.read_text()).substitute(words) for path, text in paths(name, plural)}
        if there := [path for path in made if path.exists()]:
            raise CommandError(f"{there[0].relative_to(root)} is there already. Nothing was written.")
        for path, text in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            self.stdout.write(f"wrote {path.relative_to(root)}")
        self.stdout.write(NEXT.format(plural=plural))


def words_of(name: str, plural: str, *, reads: str, writes: str, kind: str) -> dict[str, str]:
    """What stands for what in the files."""
    one, many = name.replace("_", " "), plural.replace("_", " ")
    return {
        "name": name,
        "plural": plural,
        "Class": "".join(word.capitalize() for word in name.split("_")),
        "words": one,
        "Words": one.capitalize(),
        "many": many,
        "Many": many.capitalize(),
        "slug": plural.replace("_", "-"),
        "short": name[:19],  # the name of a constraint has 30 signs at most
        "reads": reads,
        "writes": writes,
        "writes_codename": Right[writes].value,
        "kind": kind,
    }


def paths(name: str, plural: str) -> Iterator[tuple[str, Path]]:
    """(path from the root, the file it is made of)."""
    for file in sorted((FILES / "slice").glob("*.txt")):
        yield f"interventions/{plural}/{file.stem}", file
    for file in sorted((FILES / "templates").glob("*.txt")):
        yield f"templates/interventions/{file.stem.replace('PLURAL', plural).replace('NAME', name)}", file
    yield f"tests/records/{plural}.py", FILES / "tests/record.py.txt"
    yield f"tests/rules/test_{plural}.py", FILES / "tests/rules.py.txt"
