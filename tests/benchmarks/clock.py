"""Medians, and the table they are printed in."""

from statistics import median
from time import perf_counter

ROUNDS = 21


def milliseconds(*asks, rounds=ROUNDS):
    """The median time of each of `asks`, after one run that does not count.

    They take turns, so that a machine that is busy for a while is busy for all of them.
    """
    runs = [[] for _ in asks]
    for number in range(rounds + 1):
        for ask, times in zip(asks, runs, strict=True):
            start = perf_counter()
            ask()
            if number:
                times.append((perf_counter() - start) * 1000)
    return [median(times) for times in runs]


def print_table(title, columns, rows):
    """`rows`: name -> values, one for each of `columns`; numbers are printed with one decimal."""
    print(f"\n\n{title}\n{'':22}" + "".join(f"{column:>15}" for column in columns))
    for name, values in rows.items():
        print(
            f"{name:22}"
            + "".join(f"{value:>15.1f}" if isinstance(value, float) else f"{value:>15}" for value in values)
        )
