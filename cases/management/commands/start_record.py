import re
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Template
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.models.chronology.entries import Kind
from emerald.accounts.permissions import Right

Edit = Callable[[str, dict[str, str]], str]
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
        edited = {root / path: edit((root / path).read_text(), words) for path, edit in EDITS.items()}
        for path, text in (made | edited).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            self.stdout.write(f"{'changed' if path in edited else 'wrote':<8} {path.relative_to(root)}")
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
    yield f"tests/factories/{plural}.py", FILES / "tests/factory.py.txt"
    yield f"tests/rules/test_{plural}.py", FILES / "tests/rules.py.txt"


def after(mark: str, line: str) -> Edit:
    """An edit: put `line` after the first place where `mark` stands."""

    def edit(text: str, words: dict[str, str]) -> str:
        if mark not in text:
            raise CommandError(f"“{mark.strip()}” stands nowhere in a file that would be changed. Nothing was written.")
        return text.replace(mark, mark + Template(line).substitute(words), 1)

    return edit


def with_import(line: str, then: Edit) -> Edit:
    """The same, with one more import among those at the top."""

    def edit(text: str, words: dict[str, str]) -> str:
        lines, imported = then(text, words).splitlines(keepends=True), Template(line).substitute(words) + "\n"
        imports = [place for place, said in enumerate(lines) if said.startswith("from ")]
        place = next((place for place in imports if lines[place] > imported), imports[-1] + 1)
        return "".join([*lines[:place], imported, *lines[place:]])

    return edit


def with_addresses(text: str, words: dict[str, str]) -> str:
    """An edit: the table of addresses brings in one more."""
    able = re.sub(
        r"^from django.urls import (?!.*\binclude\b)", "from django.urls import include, ", text, flags=re.MULTILINE
    )
    return able + Template('urlpatterns += [path("", include("interventions.${plural}.urls"))]\n').substitute(words)


EDITS = {
    "interventions/models/__init__.py": with_import(
        "from interventions.${plural}.models import ${Class}", after("__all__ = [\n", '    "${Class}",\n')
    ),
    "interventions/urls.py": with_addresses,
    "tests/test_rooms.py": after('("consultations", "contacts", "sessions"', ', "${plural}"'),
    "tests/access/pages.py": after(
        "PAGES = (\n",
        '    about_a_case("case_${plural}", Right.${reads}),\n'
        '    about_a_case("record_${name}", Right.${writes}, WRITES),\n'
        '    about_a_case("change_${name}", Right.${writes}, WRITES, "${name}"),\n',
    ),
    "tests/access/fields/interventions.py": after(
        "FIELDS = {\n",
        '    "interventions.${Class}": {\n'
        '        Right.${reads}: "what_happened",\n'
        '        AS_THE_RECORD: "case on recorded_by recorded_at version",\n'
        "    },\n",
    ),
    "tests/factories/everything.py": with_import(
        "from tests.factories.${plural} import make_${name}",
        after('        "reference": case.reference,\n', '        "${name}": make_${name}(case, by=lead).pk,\n'),
    ),
}
