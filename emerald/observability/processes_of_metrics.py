"""How several processes of the web server count together.

Each keeps its figures in a file of the folder METRICS_FOLDER, and whichever is asked adds all of them up. A file
belongs to a place, not to a process: a process that is replaced leaves its place to the next, which counts on, so that
there are never more files than there were processes at once.
"""

import fcntl
import os
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, multiprocess, values

_places: list[Any] = []  # open as long as this process lives: the lock is the claim


def share(folder: str | Path) -> None:
    """Count in this folder from now on. Before the first figure is made, in each process by itself."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    place = _take_place(Path(folder))
    values.ValueClass = values.MultiProcessValue(lambda: place)


def _take_place(folder: Path) -> int:
    number = 0
    while True:
        number += 1
        claim = (folder / f"place-{number}").open("w")
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            claim.close()
            continue
        _places.append(claim)
        return number


def of_all(folder: str) -> CollectorRegistry:
    """A registry that adds up what every process counted."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(folder))
    return registry
