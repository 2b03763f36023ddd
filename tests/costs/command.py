"""`python3 -m emerald bench --size national`: every page, as every role, on a real web process as in production."""

import argparse
import sys
from contextlib import ExitStack

from emerald.accounts.roles import ROLES
from tests.costs import floors, report
from tests.costs.measuring import measure
from tests.costs.sizes import SIZES
from tests.costs.web import served
from tests.database import connected_to


def options(arguments):
    parser = argparse.ArgumentParser(prog="python3 -m emerald bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small", help="how large the council is (small: 2,000 cases)")
    parser.add_argument("--against", choices=SIZES, default="small", help="the size that growth is counted from")
    parser.add_argument(
        "--roles", nargs="+", choices=ROLES, default=list(ROLES), metavar="ROLE", help="only these roles"
    )
    parser.add_argument("--pages", nargs="+", default=(), metavar="PAGE", help="only these pages, by their names")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is asked")
    return parser.parse_args(arguments)


def main(arguments):
    chosen = options(arguments)
    if sys.platform != "linux":
        sys.exit("Emerald: what a process has worked is asked of Linux. On another system, measure inside a container.")
    sizes = [SIZES[name] for name in dict.fromkeys((chosen.against, chosen.size))]
    with ExitStack() as open_now:
        councils = {size.name: open_now.enter_context(served(size)) for size in sizes}
        title = " and ".join(f"{size.cases:,}" for size in sizes)
        print(f"{title} cases: milliseconds of processor, p50 of the clock; growth from the first size to the last")
        measured, last = [], councils[sizes[-1].name]
        for role in chosen.roles:
            print(report.head_of(role))
            for one in measure(councils, [role], rounds=chosen.rounds, only=chosen.pages):
                print(report.line_of(one), flush=True)
                measured.append(one)
        with connected_to(last.database):
            beside = floors.compared(last.about["people"])
        print(*report.floor_lines(beside), sep="\n")
        print(f"\nWritten to {report.write(sizes, measured, beside)}")
