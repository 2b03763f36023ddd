"""What is written with prompts: the kinds of writing that parts declare.

WritingKind.of("session", "Direct work", Work.choices, {"safety": "What they are worried about:\n\n…"})
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emerald.parts import Part


@dataclass(frozen=True)
class WritingKind:
    """A kind of writing, the choices its prompts go by ({value: words}), and the prompts it begins with."""

    key: str
    words: str
    choices: dict[str, str]
    begins_with: dict[str, str]

    def __str__(self) -> str:
        return f"{self.key}: {self.words}"

    @classmethod
    def of(
        cls, key: str, words: str, choices: Iterable[tuple[Any, Any]], begins_with: Mapping[Any, str]
    ) -> "WritingKind":
        """`choices`: pairs of value and words, in the order of its page; `begins_with`: a text for each value. Texts
        are put into the database once; from then on the managers' own stand."""
        return cls(
            key,
            words,
            {str(value): str(label) for value, label in choices},
            {str(value): text for value, text in begins_with.items()},
        )


def all_kinds() -> tuple[WritingKind, ...]:
    return Part.joined("prompts")


def kind_of(key: str) -> WritingKind | None:
    """The use with this key, or None."""
    return next((use for use in all_kinds() if use.key == key), None)


def lines(*prompts: str) -> str:
    """The prompts as one text to begin with, each in a paragraph of its own."""
    return "\n\n".join(prompts)
