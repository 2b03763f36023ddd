"""Who may be told by a right on the case: how the rows of rights are asked is for the room of cases to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from emerald.reminders.register import sources


@dataclass(frozen=True)
class ByRight:
    """SQL about the thing `d` on a case: with the reader `%(me)s`, `%(persons)s` for them and those they stand in for,
    `%(see)s` the key of the right to see a case; `f` has the facts of its source (`emerald.reminders.reading`)."""

    people: str  # (person, audience) who may be told; `{persons}`: a condition on them, `{right}`: the right's key
    # (key of a case, person, audience) who may be told of the cases in the table `{cases}` (case_key); `{right}` alike
    people_of: str
    # Of `p.persons`: the keys of the cases on which one is the worker (led), of their groups as practice and as service
    # managers (practice, service), the audiences of those who manage by their own role (named), and whether the groups
    # have many cases (many).
    standing: str
    managed: str  # the keys of the cases of these groups, or held by the persons by name
    held: str  # the keys of the cases on which the reader holds something by name
    sees: str  # whether the reader sees the case
    works: str  # whether the reader, who leads the case, holds the right
    manages: str  # whether the reader is a manager of the case who does it
    on_case: str  # the key of the case with `{reference}`
    keys: Callable[[], Mapping[str, int]]  # of every right by its codename
    see: str  # the codename of the right to see a case


_provided: list[ByRight] = []


def provide(rule: ByRight) -> None:
    _provided[:] = [rule]


def by_right() -> ByRight:
    return _provided[0]


def on_case(reference: str) -> str:
    return by_right().on_case.format(reference=reference)


def people_by_right(persons: str, right: str) -> str:
    return by_right().people.format(persons=persons, right=right)


def people_of_the_cases(cases: str, right: str) -> str:
    return by_right().people_of.format(cases=cases, right=right)


def keys_of_rights() -> dict[str, int | None]:
    """{key of a source: key of the right by which it tells, or None}"""
    keys = by_right().keys()
    return {source.key: keys.get(source.by_right) for source in sources()}
