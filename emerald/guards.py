"""Rules that carry their own sentence.

A guard is a named fact about a subject, with the sentence the worker reads when the fact does not hold. A page asks
`reasons()` before anybody tries; a verb asks the same guards when somebody does. Standard library only.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guard:
    holds: Callable[..., bool]
    sentence: str

    @property
    def name(self) -> str:
        return self.holds.__name__

    def __call__(self, subject: object, **facts: Any) -> bool:
        return self.holds(subject, **facts)


def guard(sentence: str) -> Callable[[Callable[..., bool]], Guard]:
    """Turn a function `(subject, **facts) -> bool` into a Guard with the sentence to show when it returns False."""
    return lambda holds: Guard(holds, sentence)


def reasons(guards: Iterable[Guard], subject: object, **facts: Any) -> list[str]:
    """The sentences of those guards that do not hold, in their order; empty when nothing stands in the way."""
    return [one.sentence for one in guards if not one(subject, **facts)]


class Refused(Exception):
    """Something may not happen, and these are the sentences that say why. Nothing was changed."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = list(sentences)

    def __str__(self) -> str:
        return " ".join(self.sentences)


class NotYet(Refused):
    """The rules of the house are not met yet; doing what the sentences say removes the obstacle."""


class NotYours(Refused):
    """The person does not hold the right; the sentence says who does."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the record after the page was opened; `now` is the record as it stands."""

    def __init__(self, sentence: str, now: Any) -> None:
        super().__init__(sentence)
        self.now = now
