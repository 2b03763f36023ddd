"""`python3 -m emerald picture [PACKAGE]`: the rooms and the arrows between them, as a Mermaid diagram.

Without a package the rooms of the house, with one what stands in it: `picture cases.models`. An arrow leads from what
imports to what is imported. Two that import each other are told below, because they are one room in truth.
"""

from collections.abc import Collection, Iterator

from emerald.launcher.import_graph import imports_of, modules

HOUSE = ("cases", "interventions", "perpetrators")


def picture(arguments: list[str]) -> int:
    """The exit code: 1 where there is no such package."""
    package = arguments[0] if arguments else ""
    rooms = rooms_of(package)
    if not rooms:
        print(f"Emerald: there is no package {package}.")
        return 1
    arrows = arrows_between(rooms)
    print("\n".join(diagram(rooms, arrows)))
    return 0


def rooms_of(package: str) -> list[str]:
    """The names that each stand for a box."""
    if not package:
        inner = {".".join(name.split(".")[:2]) for name in modules() if name.startswith("emerald.")}
        return sorted({*HOUSE, *inner})
    depth = package.count(".") + 2
    return sorted({".".join(name.split(".")[:depth]) for name in modules() if name.startswith(f"{package}.")})


def arrows_between(rooms: list[str]) -> dict[tuple[str, str], int]:
    """{(from, to): number of imports}."""
    arrows: dict[tuple[str, str], int] = {}
    for name in modules():
        mine = _room_of(name, rooms)
        for other in imports_of(name):
            theirs = _room_of(other, rooms)
            if mine and theirs and theirs != mine:
                arrows[mine, theirs] = arrows.get((mine, theirs), 0) + 1
    return arrows


def _room_of(name: str, rooms: Collection[str]) -> str | None:
    parts = name.split(".")
    return next((one for n in range(len(parts), 0, -1) if (one := ".".join(parts[:n])) in rooms), None)


def diagram(rooms: list[str], arrows: dict[tuple[str, str], int]) -> Iterator[str]:
    """The lines of the diagram; rooms nothing leads to or from are left out."""
    both = sorted({tuple(sorted(pair)) for pair in arrows if pair[::-1] in arrows})
    yield "flowchart TD"
    for number, room in enumerate(rooms):
        if any(room in pair for pair in arrows):
            yield f'  r{number}["{room}"]'
    for (mine, theirs), number in sorted(arrows.items()):
        line = "==>" if (theirs, mine) in arrows else "-->"
        yield f"  r{rooms.index(mine)} {line}|{number}| r{rooms.index(theirs)}"
    yield f"%% {len(rooms)} rooms, {len(arrows)} arrows, {len(both)} pairs that import each other"
    yield from (f"%%   {one} and {other}" for one, other in both)
