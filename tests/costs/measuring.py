"""Each page asked several times, in turns with the other sizes: a machine that is busy for a while is busy for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tests.costs.walk import pages_of
from tests.costs.web import Cost, Served

SHOWN = 200


@dataclass(frozen=True)
class Measured:
    """One page for one role. `costs`: {size: Cost of medians}; `scans`: {table: rows read from end to end}, at the last
    of the sizes."""

    role: str
    page: str
    costs: dict[str, Cost]
    scans: dict[str, int]

    @property
    def last(self) -> Cost:
        return list(self.costs.values())[-1]

    @property
    def growth(self) -> float:
        """How many times the processor time of the first size the last one takes."""
        return self.last.processor / max(next(iter(self.costs.values())).processor, 0.001)


def measure(councils: dict[str, Served], roles, *, rounds=5, only=(), of=median) -> Iterator[Measured]:
    """Every page that is shown to each of the roles, by and by; `councils` by the names of their sizes.

    `of` chooses among the rounds. On a machine that does much else at the same time their least tells most: what others
    do in between empties the processor's memory, and can only add.
    """
    for role in roles:
        heads = {size: one.signed_in(role) for size, one in councils.items()}
        addresses = {size: dict(pages_of(role, one.about["world"], only)) for size, one in councils.items()}
        for page in next(iter(addresses.values())):
            found: dict[str, list[Cost]] = {size: [] for size in councils}
            for number in range(rounds + 1):
                for size, council in councils.items():
                    cost = council.get(addresses[size][page], heads[size])
                    if number:
                        found[size].append(cost)
            if all(cost.status == SHOWN for costs in found.values() for cost in costs):
                last = list(councils)[-1]
                _, scans = councils[last].looked_into(addresses[last][page], heads[last])
                yield Measured(role, page, {size: chosen(costs, of) for size, costs in found.items()}, scans)


def chosen(costs: list[Cost], of) -> Cost:
    """Of each number the one that `of` chooses. Queries and bytes are the most there were."""
    return Cost(
        costs[0].status,
        max(cost.queries for cost in costs),
        *(of([getattr(cost, name) for cost in costs]) for name in ("web", "database", "waited")),
        max(cost.size for cost in costs),
    )
