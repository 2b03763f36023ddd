"""The order of the rooms of a house: each imports those on the floors before its own, and never one further up.

What a room further up has to add, it declares in its part (`emerald.parts`), or says with an `after_...` function.
"""

from functools import cache

import pytest

from tests.test_architecture import ROOT, SOURCES, imports_of, name_of, ours

# Floor by floor. Rooms on the same floor do not know each other.
FLOORS = {
    "emerald": (
        ("addresses", "clock", "database", "encrypted", "env", "guards", "parts", "public", "text", "working_days"),
        ("accounts.permissions",),  # the names of the rights, and below, who has which: two tables and nothing else
        ("accounts.roles",),
        ("govuk",),  # how pages and forms are drawn
        ("audit",),  # who read and who changed, and the proof of it
        ("drafts", "mail"),  # what was typed: kept, and posted once; what is sent: tried until it went
        ("accounts",),
        ("files", "wording"),
        ("backups", "papers", "reminders"),
        ("observability", "oversight"),
        ("demo",),
    ),
    "interventions": (
        ("timescales",),
        ("notes",),  # what every note shares, and what is done with one of any kind
        ("consultations", "contacts", "sessions"),
        ("planned",),
        ("group_sessions",),
        ("search",),
    ),
}
# A record that is a room of its own and brings its part stands on this floor, where it is not named above: it knows
# what every note shares, and no other record.
OF_A_RECORD = {"interventions": 2}
# They know every room, and no room knows them.
ABOVE_ALL = {"emerald": {"launcher"}, "interventions": {"migrations", "models"}}
HOUSES = tuple(FLOORS)


def place_of(module):
    """(house, floor, room) of a module; the longest name that fits counts. None for what stands above all rooms."""
    house, _, rest = module.partition(".")
    found = [
        (house, floor, room)
        for floor, rooms in enumerate(FLOORS.get(house, ()))
        for room in rooms
        if rest == room or rest.startswith(f"{room}.")
    ]
    room = rest.partition(".")[0]
    if not found and house in OF_A_RECORD and room in records_of(house):
        return house, OF_A_RECORD[house], room
    return max(found, key=lambda place: len(place[2]), default=None)


@cache
def records_of(house):
    """The rooms that bring a part."""
    return {path.parent.name for path in (ROOT / house).glob("*/part.py")} if house in OF_A_RECORD else set()


# A part joins its slice to all there is, so it stands above the rooms.
IN_A_ROOM = [path for path in SOURCES if place_of(name_of(path)) and path.name != "part.py"]


@pytest.mark.parametrize("path", IN_A_ROOM, ids=name_of)
def test_a_room_imports_only_rooms_on_floors_before_its_own(path):
    house, mine, room = place_of(name_of(path))
    for module, _ in imports_of(path):
        if not module.startswith(f"{house}."):
            continue
        above = module.split(".")[1] in ABOVE_ALL[house]
        assert not above, f"{name_of(path)} imports {module}, which no room knows"
        if there := place_of(module):
            assert there[1] < mine or there[2] == room, f"{name_of(path)} (floor {mine}) imports {module} ({there[1]})"


@pytest.mark.parametrize("house", HOUSES)
def test_every_room_has_its_floor(house):
    rooms = {path.parent.name for path in (ROOT / house).glob("*/__init__.py")}
    named = {room.split(".")[0] for floor in FLOORS[house] for room in floor}
    assert rooms - named - ABOVE_ALL[house] - records_of(house) == set()
    assert house not in OF_A_RECORD or "contacts" in FLOORS[house][OF_A_RECORD[house]]
    assert all((ROOT / house / room).exists() or (ROOT / house / f"{room}.py").exists() for room in named)


def test_the_launcher_knows_no_room():
    """It makes what the rooms run in and starts them as programs of their own."""
    known = {"emerald.env", "emerald.environment_setup", "emerald.production"}
    for path in (ROOT / "emerald/launcher").glob("*.py"):
        imported = {module for module, _ in imports_of(path) if ours(module)}
        assert {module for module in imported if not module.startswith("emerald.launcher")} <= known, path
