"""Plugin: each folder of tests that needs something of its own has a mark, so that `-m "not browser"` leaves it out."""

import pytest

MARKS = {
    "audit": ("serial",),
    "backups": ("processes", "serial"),
    "costs": ("processes", "serial"),
    "journeys": ("browser",),
    "production": ("processes",),
    "reliability": ("processes",),
    "setup": ("processes", "serial"),
    "upgrades": ("processes",),
}


def pytest_collection_modifyitems(config, items):
    for item in items:
        for name in marks_of(item.path.relative_to(config.rootpath).parts):
            item.add_marker(getattr(pytest.mark, name))


def marks_of(parts):
    """Those of a file by the parts of its path from the root."""
    return MARKS.get(parts[1], ()) if parts[0] == "tests" and len(parts) > 2 else ()
