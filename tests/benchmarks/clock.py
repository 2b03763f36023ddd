"""Medians, and the table they are printed in."""

from statistics import median
from time import perf_counter


def milliseconds(ask, *, times=21):
    """The median of `times` runs of `ask`, after one that does not count."""
    ask()
    runs = []
    for _ in range(times):
        start = perf_counter()
        ask()
        runs.append((perf_counter() - start) * 1000)
    return median(runs)


def print_table(title, columns, rows):
    """`rows`: name -> values, one for each of `columns`; numbers are printed with one decimal."""
    print(f"\n\n{title}\n{'':22}" + "".join(f"{column:>14}" for column in columns))
    for name, values in rows.items():
        print(f"{name:22}" + "".join(f"{value:>14.1f}" if isinstance(value, float) else f"{value:>14}"
                                     for value in values))
