"""Do the seals follow from each other, and does the file outside the database hold the same ones?

Read a stretch at a time: the seals of years, each with a line for every table, would fill the memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from emerald.audit.models.seal import Seal
from emerald.audit.seal_file import SealFile
from emerald.audit.sealed_tables import fix_spelling

AT_A_TIME = 2_000


def stretches(last: Seal | None) -> Iterator[list[Seal]]:
    """The seals in order up to the `last`, which is None where there are none, as lists of at most AT_A_TIME."""
    number = None
    while last is not None:
        rest = Seal.objects.in_order().filter(number__lte=last.number)
        with transaction.atomic():
            fix_spelling()
            found = list((rest if number is None else rest.filter(number__gt=number))[:AT_A_TIME])
        if not found:
            return
        yield found
        number = found[-1].number


class Chain:
    """Asked of each seal in its order: `faults_of` says what is wrong with it."""

    def __init__(self) -> None:
        self.before, self.upto, self.number = "", 0, 0

    def faults_of(self, seal: Any) -> Iterator[str]:
        if seal.number != self.number + 1:
            yield f"{seal.number - self.number - 1} seals are missing before {seal}."
        elif seal.previous != self.before or seal.since != self.upto:
            yield f"{seal} does not follow from the one before it."
        if seal.hash != seal.compute_hash():
            yield f"{seal} was changed after it was made."
        self.before, self.upto, self.number = seal.hash, seal.upto, seal.number


@dataclass
class Outside:
    """The seal file beside the database's seals; of the file it keeps a number and a hash for each."""

    hashes: dict[int, bytes] = field(default_factory=dict)
    strange: int = 0
    missing: int = 0
    first_missing: int = 0
    changed: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, file: SealFile) -> "Outside":
        found = cls()
        for line in file.lines():
            if line is None:
                found.strange += 1
            else:
                found.hashes[line["number"]] = line["hash"].encode()
        return found

    def compare(self, seal: Any) -> None:
        if (there := self.hashes.pop(seal.number, None)) is None:
            self.missing += 1
            self.first_missing = self.first_missing or seal.number
        elif there != seal.hash.encode():
            self.changed.append(f"{seal} is not the one the seal file holds.")

    def faults(self) -> Iterator[str]:
        """Once every seal was compared."""
        if self.strange:
            yield f"{self.strange} lines of the seal file are not seals."
        if self.missing:
            yield (
                f"The seal file is short: {self.missing} seals of the database are not in it, the first is "
                f"{self.first_missing}."
            )
        if self.hashes:
            yield (
                f"The database is short: {len(self.hashes)} seals of the file are not in it, the first is "
                f"{min(self.hashes)}."
            )
        yield from self.changed
