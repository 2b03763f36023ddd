"""Who may be told by a right on the case: how the rows of rights are asked is for the room of cases to say."""

from collections.abc import Callable, Mapping
from typing import TypedDict

from emerald.reminders.register import sources


class _Provided(TypedDict, total=False):
    people: str
    keys: Callable[[], Mapping[str, int]]


_provided: _Provided = {}


def provide(people: str, keys: Callable[[], Mapping[str, int]]) -> None:
    """`people`: SQL of (person, audience) who may be told of the thing `d` on a case, with `{persons}` for the
    condition on a column of persons and `{right}` for the key of the right. `keys`: of every right by its codename."""
    _provided.update({"people": people, "keys": keys})


def people_by_right(persons: str, right: str) -> str:
    return _provided["people"].format(persons=persons, right=right)


def keys_of_rights() -> dict[str, int | None]:
    """{key of a source: key of the right by which it tells, or None}"""
    keys = _provided["keys"]()
    return {source.key: keys.get(source.by_right) for source in sources()}
