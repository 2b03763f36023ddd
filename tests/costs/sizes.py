"""How large a council is. Everybody in it works with as many cases whatever its size, so that what a page costs them
may hardly grow."""

from dataclasses import dataclass

CASES_OF_A_WORKER, CASES_OF_A_TEAM = 20, 300
TEAMS_OF_A_LARGE_SERVICE = 17  # with 5,000 cases, where there are as many


@dataclass(frozen=True)
class Size:
    """Numbers of rows."""

    name: str
    cases: int
    entries_each: int = 20  # lines of the chronology of a case
    sessions_each: int = 10
    looks_each: int = 50  # lines of the access log
    measures_each: int = 3
    cases_for_a_person: int = 2  # cases for each person of concern
    teams_of_a_service: int = 6

    @property
    def workers(self):
        return max(1, self.cases // CASES_OF_A_WORKER)

    @property
    def teams(self):
        return max(2, self.cases // CASES_OF_A_TEAM)

    @property
    def persons(self):
        return self.cases // self.cases_for_a_person


SIZES = {size.name: size for size in (Size("small", 2_000), Size("middle", 20_000), Size("national", 100_000))}
