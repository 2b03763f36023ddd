"""One line of a table of pairs."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Pair(NamedTuple):
    one: str
    other: str
    why: str
    same: bool = True


def same(one: str, other: str, why: str) -> Pair:
    return Pair(one, other, why)


def not_the_same(one: str, other: str, why: str) -> Pair:
    return Pair(one, other, why, same=False)


def failing(pairs: Iterable[Pair], are_the_same: Callable[[str, str], object]) -> list[Pair]:
    """The pairs that a room judges otherwise, asked both ways round."""
    return [
        pair
        for pair in pairs
        if bool(are_the_same(pair.one, pair.other)) != pair.same
        or bool(are_the_same(pair.other, pair.one)) != pair.same
    ]
