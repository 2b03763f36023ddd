"""Where the marks of a network stand in its picture: the same network is always drawn the same way."""

from math import cos, pi, sin

import networkx as nx

SEED = 20_150_401
ROOM = 118  # units of the picture between two marks
MARGIN_X, MARGIN_Y = 100, 60


def laid_out(marks, lines):
    """Give each mark its x and y; answers the picture's width and height. The first mark stands in the middle of its
    own, the others spread around it by springs, from rings by step so that neighbours stay together."""
    graph = nx.Graph()
    graph.add_nodes_from(mark.key for mark in marks)
    graph.add_edges_from((line.one.key, line.other.key) for line in lines)
    placed = nx.spring_layout(
        graph, pos=_rings(marks), fixed=[marks[0].key], iterations=120, seed=SEED, k=1.6 / max(1, len(marks)) ** 0.5
    )
    spread = {key: (float(x), float(y)) for key, (x, y) in placed.items()}
    return _fitted(marks, spread)


def _rings(marks):
    """The start in the middle, each step a ring around it."""
    placed = {marks[0].key: (0.0, 0.0)}
    for step in {mark.step for mark in marks[1:]}:
        ring = [mark for mark in marks if mark.step == step]
        for number, mark in enumerate(ring):
            turn = 2 * pi * number / len(ring) + step / 2
            placed[mark.key] = (step * cos(turn), step * sin(turn))
    return placed


def _fitted(marks, spread):
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


def _apart(marks, width):
    """Push down what would stand upon another's name."""
    placed = []
    for mark in sorted(marks, key=lambda mark: (mark.y, mark.x)):
        while any(abs(mark.x - there.x) < 130 and abs(mark.y - there.y) < 56 for there in placed):
            mark.y += 14
        mark.x = min(max(mark.x, MARGIN_X), width - MARGIN_X)
        placed.append(mark)
