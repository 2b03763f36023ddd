"""What was measured, as a table to read and as JSON to compare with another day's."""

import json
from dataclasses import asdict
from datetime import datetime

from emerald import __version__
from emerald.environment_setup import VAR

FOLDER = VAR / "bench"
MOST_QUERIES, MOST_GROWTH = 12, 1.3
WAYS = ("emerald", "by hand", "guardian")
COLUMNS = ("web", "database", "p50", "queries", "bytes", "growth")


def line_of(one):
    cost, growth = one.last, f"{one.growth:.2f}" if len(one.costs) > 1 else "-"
    numbers = (f"{cost.web:.1f}", f"{cost.database:.1f}", f"{cost.waited:.1f}", cost.queries, cost.size, growth)
    return f"{one.page:28}" + "".join(f"{number:>10}" for number in numbers) + f"  {remarks_of(one)}"


def remarks_of(one):
    found = [f"{one.last.queries} queries"] if one.last.queries > MOST_QUERIES else []
    found += ["grows"] if len(one.costs) > 1 and one.growth > MOST_GROWTH else []
    found += [f"reads all of {table}" for table in one.scans]
    return ", ".join(found)


def head_of(role):
    return f"\n{role:28}" + "".join(f"{column:>10}" for column in COLUMNS)


def floor_lines(floors):
    """The lists of cases beside what they could cost: `floors` as `tests.costs.floors.compared` returns them."""
    names = (*WAYS, "times", "guardian")
    yield f"\n{'First page of cases, ms of processor':36}" + "".join(f"{name:>10}" for name in names)
    for who, (ours, by_hand, guardians) in floors.items():
        numbers = (ours, by_hand, guardians, ours / by_hand, guardians / by_hand)
        yield f"{who:36}" + "".join(f"{number:>10.1f}" for number in numbers)


def write(sizes, measured, floors):
    """The file's path. Milliseconds of processor (`web`, `database`) and of the clock (`waited`), bytes (`size`)."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    path = FOLDER / f"{'-'.join(size.name for size in sizes)}-{now:%Y%m%d-%H%M%S}.json"
    path.write_text(
        json.dumps(
            {
                "version": __version__,
                "at": now.isoformat(timespec="seconds"),
                "sizes": {size.name: asdict(size) for size in sizes},
                "pages": [asdict(one) | {"growth": round(one.growth, 3)} for one in measured],
                "floors": {who: dict(zip(WAYS, costs, strict=True)) for who, costs in floors.items()},
            },
            indent=1,
        )
    )
    return path
