"""What is written with prompts: the kinds of writing that parts declare.

WritingKind.of("session", "Direct work", Work.choices, {"safety": "What they are worried about:\n\n…"})
"""

from dataclasses import dataclass

from emerald.parts import Part


@dataclass(frozen=True)
class WritingKind:
    """A kind of writing, the choices its prompts go by ({value: words}), and the prompts it begins with."""

    key: str
    words: str
    choices: dict
    begins_with: dict

    def __str__(self):
        return f"{self.key}: {self.words}"

    @classmethod
    def of(cls, key, words, choices, begins_with):
        """`choices`: pairs of value and words, in the order of its page; `begins_with`: a text for each value. Texts
        are put into the database once; from then on the managers' own stand."""
        return cls(
            key,
            words,
            {str(value): str(label) for value, label in choices},
            {str(value): text for value, text in begins_with.items()},
        )


def all_kinds():
    return Part.joined("prompts")


def kind_of(key):
    """The use with this key, or None."""
    return next((use for use in all_kinds() if use.key == key), None)


def lines(*prompts):
    """The prompts as one text to begin with, each in a paragraph of its own."""
    return "\n\n".join(prompts)
