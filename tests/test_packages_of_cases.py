"""What the packages inside `cases` may import: each only from tiers before its own, so that there is no circle.

What points the other way does so by the model's name (`"cases.Case"`, `apps.get_model`), as Django's keys do.
"""

import ast
from pathlib import Path

import pytest
from django.db import models

from cases.models import Case

ROOT = Path(__file__).resolve().parent.parent
# Modules and packages of one tier do not know each other.
TIERS = {
    "cases.models": (
        ("base",),
        ("chronology",),
        ("access",),
        ("children", "teams"),
        ("risk",),
        ("planning",),
        ("presence", "step"),
        ("lifecycle", "closure", "opening"),
        ("episode", "as_at"),
        ("queries",),
        ("case",),
        ("document", "likeness"),
    ),
    "cases.forms": (
        (
            "access",
            "children",
            "chronology",
            "planning",
            "risk",
            "closure",
            "document",
            "due",
            "filters",
            "likeness",
            "status",
        ),
        ("opening",),
    ),
    "cases.views": (
        ("page",),
        ("access", "children", "chronology", "planning", "indicators", "risk"),
        ("case", "closure", "documents", "due", "presence", "home", "likeness", "lists", "opening", "status"),
    ),
    # Beside these stand single modules at the app's root; tests/test_architecture.py orders the layers.
    "cases": (("models",), ("registries",), ("audit", "packs", "presenters"), ("forms",), ("views",)),
}
MOST_TRAITS = 6


def files_of(area):
    for path in sorted((ROOT / area.replace(".", "/")).rglob("*.py")):
        unit = path.relative_to(ROOT / area.replace(".", "/")).parts[0].removesuffix(".py")
        if unit not in {"__init__", "migrations"}:
            yield path, unit


def tier_of(area, unit):
    return next((number for number, tier in enumerate(TIERS[area]) if unit in tier), None)


def units_imported(area, path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == area:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{area}."):
            yield node.module.removeprefix(f"{area}.").split(".")[0]


@pytest.mark.parametrize("area", [area for area in TIERS if "." in area])
def test_every_module_of_a_layer_has_its_tier(area):
    there = {unit for _, unit in files_of(area)}
    listed = [unit for tier in TIERS[area] for unit in tier]
    assert sorted(there) == sorted(listed)


@pytest.mark.parametrize("area", TIERS)
def test_a_package_imports_only_what_stands_before_it(area):
    upward = [
        f"{path.relative_to(ROOT)} imports {area}.{other}"
        for path, unit in files_of(area)
        if (mine := tier_of(area, unit)) is not None
        for other in units_imported(area, path)
        if other != unit and (area != "cases" or tier_of(area, other) is not None)
        if (there := tier_of(area, other)) is None or there >= mine
    ]
    assert not upward


def test_a_case_has_few_traits_in_its_class_line():
    assert len(Case.__bases__) <= MOST_TRAITS


def test_no_two_traits_of_a_case_give_it_the_same_verb():
    """Grouped or not, which trait stands first never decides what happens."""
    given = [
        name
        for trait in Case.__mro__[1 : Case.__mro__.index(models.Model)]
        if trait.__module__.startswith("cases.")  # what `Versioned` says is there to be said anew
        for name, made in vars(trait).items()
        if not name.startswith("_") and (callable(made) or isinstance(made, property))
        if name not in {"Meta", "DoesNotExist", "MultipleObjectsReturned", "NotUpdated", "refresh_from_db"}
    ]
    assert sorted(given) == sorted(set(given))
