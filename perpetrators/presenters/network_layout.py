"""Where the marks of a network stand in its picture: the same network is always drawn the same way."""

from collections.abc import Iterable
from itertools import combinations
from math import cos, hypot, pi, sin
from typing import Any

Key = tuple[str, int]
Spread = dict[Key, tuple[float, float]]  # where each stands
ROUNDS = 120
CLOSEST = 0.01  # two that stand in one place are not pushed out of sight
ROOM = 118  # units of the picture between two marks
MARGIN_X, MARGIN_Y = 100, 60


def laid_out(marks: list[Any], lines: Iterable[Any]) -> tuple[int, int]:
    """Give each mark its x and y; returns the picture's width and height. The first mark stands in the middle of its
    own, the others spread around it by springs, from rings by step so that neighbours stay together."""
    spread = _rings(marks)
    _spring(spread, {(line.one.key, line.other.key) for line in lines}, fixed=marks[0].key)
    return _fitted(marks, spread)


def _spring(spread: Spread, pairs: set[tuple[Key, Key]], *, fixed: Key) -> None:
    """Move all but one by the springs of Fruchterman and Reingold (1991): every two push each other apart, those with
    a line pull together, and each round moves them less. At most 45 are drawn, so every pair can be looked at."""
    ideal = 1.6 / len(spread) ** 0.5
    xs, ys = zip(*spread.values(), strict=True)
    across = max(max(xs) - min(xs), max(ys) - min(ys))
    for number in range(ROUNDS):
        reach = 0.1 * across * (1 - number / (ROUNDS + 1))
        for key, (x, y) in _pushed(spread, pairs, ideal).items():
            if key != fixed and (length := hypot(x, y)):
                step = min(reach, length) / length
                spread[key] = (spread[key][0] + x * step, spread[key][1] + y * step)


def _pushed(spread: Spread, pairs: set[tuple[Key, Key]], ideal: float) -> Spread:
    """Which way, and how strongly, each is pushed and pulled where all stand now."""
    forces = dict.fromkeys(spread, (0.0, 0.0))
    for (one, (x, y)), (other, (its_x, its_y)) in combinations(spread.items(), 2):
        across, down = x - its_x, y - its_y
        apart = max(hypot(across, down), CLOSEST)
        force = (ideal / apart) ** 2
        if (one, other) in pairs or (other, one) in pairs:
            force -= apart / ideal
        forces[one] = (forces[one][0] + across * force, forces[one][1] + down * force)
        forces[other] = (forces[other][0] - across * force, forces[other][1] - down * force)
    return forces


def _rings(marks: list[Any]) -> Spread:
    """The start in the middle, each step a ring around it."""
    placed = {marks[0].key: (0.0, 0.0)}
    for step in {mark.step for mark in marks[1:]}:
        ring = [mark for mark in marks if mark.step == step]
        for number, mark in enumerate(ring):
            turn = 2 * pi * number / len(ring) + step / 2
            placed[mark.key] = (step * cos(turn), step * sin(turn))
    return placed


def _fitted(marks: list[Any], spread: Spread) -> tuple[int, int]:
    """In whole units, wide rather than high, with the names of no two marks upon each other."""
    xs, ys = [x for x, _ in spread.values()], [y for _, y in spread.values()]
    width = max(420, min(900, round(ROOM * 1.9 * len(marks) ** 0.5)))
    height = max(260, round(width * 0.72))
    across = (width - 2 * MARGIN_X) / ((max(xs) - min(xs)) or 1)
    down = (height - 2 * MARGIN_Y) / ((max(ys) - min(ys)) or 1)
    for mark in marks:
        x, y = spread[mark.key]
        mark.x = round(MARGIN_X + (x - min(xs)) * across)
        mark.y = round(MARGIN_Y + (y - min(ys)) * down)
    _apart(marks, width)
    return width, max(height, max(mark.y for mark in marks) + MARGIN_Y)


def _apart(marks: list[Any], width: int) -> None:
    """Push down what would stand upon another's name."""
    placed: list[Any] = []
    for mark in sorted(marks, key=lambda mark: (mark.y, mark.x)):
        while any(abs(mark.x - there.x) < 130 and abs(mark.y - there.y) < 56 for there in placed):
            mark.y += 14
        mark.x = min(max(mark.x, MARGIN_X), width - MARGIN_X)
        placed.append(mark)
