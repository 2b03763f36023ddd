"""What is written with prompts: apps further out tell their kinds of writing here at start-up.

add_use("session", "Direct work", Work.choices, {"safety": "What they are worried about:\n\n…"})
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """A kind of writing, the choices its prompts go by ({value: words}), and the prompts it begins with."""

    key: str
    words: str
    choices: dict
    begins_with: dict


_uses = {}


def add_use(key, words, choices, begins_with):
    """Register a kind of writing. `choices`: pairs of value and words, in the order of its page; `begins_with`: a text
    for each value. Texts are put into the database once; from then on the managers' own stand."""
    _uses[key] = Use(
        key,
        words,
        {str(value): str(label) for value, label in choices},
        {str(value): text for value, text in begins_with.items()},
    )


def all_uses():
    return list(_uses.values())


def use_of(key):
    """The registered use, or None."""
    return _uses.get(key)


def lines(*prompts):
    """The prompts as one text to begin with, each in a paragraph of its own."""
    return "\n\n".join(prompts)
