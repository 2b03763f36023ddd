"""A note in full, for a pack of the chronology: what was written in it and what was added later."""

from typing import Any

from emerald.words import moment
from interventions.notes.models.locked import Locked


def words_of(note: Locked, heading: str) -> list[tuple[str, str]]:
    return written(note, note.words, heading) + [
        (f"{heading}. Added on {moment(one.written_at)} by {one.written_by.name_at(one.written_at)}", one.text)
        for one in note.addenda.all()
    ]


def written(of: Any, words: dict[str, str], heading: str) -> list[tuple[str, str]]:
    return [(f"{heading}. {called}", text) for field, called in words.items() if (text := getattr(of, field))]
