from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.parts import Absent, Page, Record
from emerald.accounts.page_rights import right_of
from emerald.parts import Drafts, People, declared, name_of

NOTHING = "–"


class Command(BaseCommand):
    help = "Print who joined what: each concept with its page rights, reminders, closing checks and what becomes of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("title", nargs="?", help="only parts whose title has this in it, such as plan")

    def handle(self, *, title: str | None = None, **options: Any) -> None:
        shown = [(name, part) for name, part in declared() if not title or title.lower() in part.title.lower()]
        if not shown:
            raise CommandError(f"No part is called {title}. Without a name, every part is shown.")
        for name, part in shown:
            self.stdout.write(f"{part.title}  ({name})")
            for field in fields(part):
                if field.name not in {"title", "place"}:
                    self._write(field.name.replace("_", " "), getattr(part, field.name))
            self.stdout.write("")

    def _write(self, called: str, joined: Any) -> None:
        lines = [in_words(one) for one in (joined if isinstance(joined, tuple) else [joined] if joined else [])]
        for heading, line in zip([called, *[""] * len(lines)], lines or [NOTHING], strict=False):
            self.stdout.write(f"  {heading:<16} {line}")


def in_words(one: Any) -> str:
    """One line about what was joined."""
    if isinstance(one, Record):
        return record_in_words(one)
    if isinstance(one, Page):
        return f"{one.name}: {one.words} [{one.needs or right_of(one.name) or 'no right of a case'}]"
    if isinstance(one, People | Drafts):
        return "; ".join(parts_of(one))
    return name_of(one) if callable(one) else str(one)


def record_in_words(record: Record) -> str:
    """Its model, and of each question the answer; why not, where that is the answer."""
    answers = [
        ("pack", record.pack),
        (
            "search",
            record.search if isinstance(record.search, Absent) else ", ".join(name for name, _ in record.search),
        ),
        ("kept", record.retention),
        ("demonstration", record.demonstration),
    ]
    return f"{record.model}" + "".join(f"\n{'':>21}{called}: {said}" for called, said in answers)


def parts_of(group: People | Drafts) -> Iterator[str]:
    """`People` and `Drafts`: what is in each of their fields."""
    for field in fields(group):
        if joined := getattr(group, field.name):
            yield f"{field.name.replace('_', ' ')} {', '.join(map(in_words, joined))}"
