"""Are the rows of one table still those that were sealed?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from emerald.audit.models.seal import Seal
from emerald.audit.renamed_columns import names_now
from emerald.audit.sealed_tables import Table

Away = Iterable[tuple[int, int]]  # stretches of numbers
BEFORE_ALL = -(2**63)  # no row's number
ROWS_AT_ONCE = 1_000_000  # whose digests are made by one statement: a few seconds


def check_rows(
    table: Table, seals: Sequence[Seal], shapes: dict[str, list[str]], away: Away = ()
) -> tuple[int, list[str]]:
    """(rows newer than the last seal, sentences about what is wrong). `shapes` has the columns by fingerprint, `away`
    the stretches of numbers that are in the archive. Call inside a transaction, after `fix_spelling`.
    """
    broken = check_stretch(table, seals, shapes, away, since=BEFORE_ALL)
    newer, ahead = check_newer(table, seals[-1].upto if seals else 0)
    return newer, [*broken, *ahead]


def check_stretch(
    table: Table, seals: Sequence[Seal], shapes: dict[str, list[str]], away: Away, *, since: int
) -> list[str]:
    """What is wrong with the rows from `since`, where the seal before these ended, to where the last of them ends.

    Two passes over these rows, however many seals there are, the second one ROWS_AT_ONCE after the other. Call inside a
    transaction, after `fix_spelling`.
    """
    bounds = sorted({since, *(edge for seal in seals for edge in (seal.since, seal.upto))})
    place_of = {edge: place for place, edge in enumerate(bounds)}
    sealed = {place_of[seal.since]: seal for seal in seals}
    archived = {place for place, seal in sealed.items() if any(since < seal.upto <= upto for since, upto in away)}
    counts = table.counts(bounds)
    broken = list(_miscounted(table.name, counts, sealed, archived))
    for shape, places in _by_shape(table.name, sealed, archived).items():
        broken += _changed(table, shapes.get(shape), places, bounds, counts)
    return broken


def check_newer(table: Table, upto: int) -> tuple[int, list[str]]:
    """(rows that no seal was put over yet, what is wrong with them)"""
    ahead = table.count_ahead()
    wrong = [f"{ahead} rows of {table.name} claim to be from transactions that have not happened."] if ahead else []
    return table.count_from(upto), wrong


def _miscounted(table: str, counts: Mapping[int, int], sealed: dict[int, Seal], archived: set[int]) -> Iterator[str]:
    for place in sorted(counts.keys() | sealed.keys()):
        there = counts.get(place, 0)
        if place not in sealed:
            yield f"{there} rows of {table} are under no seal and older than the last."
            continue
        vouched = 0 if place in archived else sealed[place].tables.get(table, {}).get("rows", 0)
        if there < vouched:
            yield f"{sealed[place]}: {vouched - there} of {vouched} rows of {table} were removed."
        if there > vouched:
            yield f"{sealed[place]}: {there - vouched} rows of {table} were put in beside the {vouched} sealed."


def _by_shape(table: str, sealed: dict[int, Seal], archived: set[int]) -> dict[str, dict[int, Seal]]:
    places: dict[str, dict[int, Seal]] = defaultdict(dict)
    for place, seal in sealed.items():
        if table in seal.tables and place not in archived:
            places[seal.tables[table]["shape"]][place] = seal
    return places


def _changed(
    table: Table, sealed: list[str] | None, places: dict[int, Seal], bounds: list[int], counts: Mapping[int, int]
) -> Iterator[str]:
    """Digests of the stretches whose number of rows is right; the others have been told of already."""
    if sealed is None:
        yield f"Which columns of {table.name} were sealed is no longer known."
        return
    there = set(table.columns())
    columns = names_now(table.name, sealed, there)
    if lost := {name for name, now in columns.items() if now not in there}:
        yield f"Sealed columns of {table.name} are gone: {', '.join(sorted(lost))}."
        return
    digests = dict(_digests(table, columns, bounds, counts))
    for place, seal in sorted(places.items()):
        part = seal.tables[table.name]
        if counts.get(place, 0) == part["rows"] and digests[place][1] != part["digest"]:
            yield f"{seal}: of the {part['rows']} rows of {table.name} some were changed or changed places."


def _digests(
    table: Table, columns: Mapping[str, str], bounds: list[int], counts: Mapping[int, int]
) -> Iterator[tuple[int, tuple[int, str]]]:
    """(place, (rows, digest)) of every stretch that has rows."""
    for first, last in _together(counts, len(bounds) - 1):
        for place, found in table.digests(columns, bounds[first : last + 1]).items():
            yield first + place, found


def _together(counts: Mapping[int, int], places: int) -> Iterator[tuple[int, int]]:
    """(first place, the one after the last) of neighbours that have no more than ROWS_AT_ONCE rows together, unless one
    has more by itself; without those that have none at all."""
    first, rows = 0, 0
    for place in range(places):
        here = counts.get(place, 0)
        if rows and rows + here > ROWS_AT_ONCE:
            yield first, place
            first, rows = place, 0
        rows += here
    if rows:
        yield first, places
