"""The shape of the house: DESIGN.md's import rings, file and view lengths, no bare manager in a view."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RINGS = {
    "emerald.env": 0,
    "emerald.addresses": 0,
    "emerald.clock": 0,
    "emerald.asking": 0,
    "emerald.day_rules": 0,
    "emerald.guards": 0,
    "emerald.lazy": 0,
    "emerald.public": 0,
    "emerald.versioned": 0,
    "emerald.words": 0,
    "emerald.working_days": 0,
    "emerald.paging": 0,
    "emerald.encrypted": 0,
    "emerald.parts": 0,
    "emerald.text": 0,
    "emerald.database": 0,
    "emerald.accounts": 1,
    "emerald.audit": 1,
    "emerald.govuk": 1,
    "emerald.drafts": 1,
    "emerald.files": 1,
    "emerald.mail": 1,
    "emerald.reminders": 1,
    "emerald.wording": 1,
    "emerald.papers": 1,
    "emerald.observability": 1,
    "emerald.backups": 1,
    "cases": 2,
    "perpetrators": 3,
    "interventions": 3,
    "emerald.oversight": 4,
    "emerald.demo": 4,
}
OUTERMOST = 5
# Inside an app a file imports its own layer or one further in, whichever slice of the app either stands in.
APPS = ("cases", "perpetrators", "interventions")
LAYERS = (
    "timescales",
    "permissions",
    "models",
    "queries",
    "access",
    "visible",
    "closing",
    "due",
    "door",
    "forms",
    "views",
)
LONGEST_FILE, LONGEST_VIEW = 320, 30


def sources():
    for folder in ("emerald", *APPS):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"migrations", "node_modules"} & set(path.parts):
                yield path


SOURCES = tuple(sources())


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def ring_of(module):
    if module == "emerald":
        return 0  # which version it is, and nothing else
    for name, ring in RINGS.items():
        if module == name or module.startswith(f"{name}."):
            return ring
    return OUTERMOST


def layer_of(module):
    """The layer of `cases.models.case`, and of `interventions.contacts.models` alike; None for what stands in none."""
    app, *parts = module.split(".")
    return next((part for part in parts if part in LAYERS), None) if app in APPS else None


def is_module(name):
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@cache
def imports_of(path):
    """[(module, whether it stands inside a function)] for every import in a file, which is read once for all rules."""
    return list(imports_in(ast.parse(path.read_text())))


def imports_in(tree):
    """(module, whether it stands inside a function) for every import of Emerald's own code."""
    inside = {
        id(node)
        for part in ast.walk(tree)
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(part)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if ours(name) and is_module(name) else node.module, id(node) in inside
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in inside


def ours(module):
    return module.split(".")[0] in {"emerald", *APPS}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_imports_its_own_ring_or_inward(path):
    mine = ring_of(name_of(path))
    outward = [module for module, _ in imports_of(path) if ours(module) and ring_of(module) > mine]
    assert not outward, f"{name_of(path)} (ring {mine}) reaches outward to {outward}"


def test_perpetrators_and_interventions_do_not_know_each_other():
    for path in SOURCES:
        app, other = name_of(path).split(".")[0], {"perpetrators": "interventions", "interventions": "perpetrators"}
        if app in other:
            known = {module.split(".")[0] for module, _ in imports_of(path)}
            assert other[app] not in known, path


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_layer_of_an_app_imports_its_own_layer_or_one_further_in(path):
    app, mine = name_of(path).split(".")[0], layer_of(name_of(path))
    if mine is None:
        return
    for module, _ in imports_of(path):
        layer = layer_of(module)
        if layer and module.split(".")[0] == app and layer != "closing":  # the register models ask
            assert LAYERS.index(layer) <= LAYERS.index(mine), f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_can_be_taken_in_at_a_glance(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [path for path in SOURCES if "launcher" not in path.parts], ids=name_of)
def test_nothing_is_imported_inside_a_function(path):
    if path.name == "__main__.py":
        return  # it runs before anything is installed
    hidden = [module for module, inside in imports_of(path) if inside]
    assert not hidden, f"{name_of(path)} hides {hidden}"


@pytest.mark.parametrize("path", [path for path in SOURCES if "views" in name_of(path).split(".")], ids=name_of)
def test_a_view_is_short_and_asks_no_bare_manager(path):
    """Cases and all that hangs on them are reached through a door; nobody builds a query in a view."""
    shows_no_child = {"accounts", "evidence"} & set(path.parts)
    banned = {"filter", "exclude"} | (set() if shows_no_child else {"objects"})
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_VIEW, f"{name_of(path)}.{node.name} has {length} lines"
        if isinstance(node, ast.Attribute):
            assert node.attr not in banned, f"{name_of(path)}:{node.lineno} asks .{node.attr}"


def test_no_module_is_called_utils_helpers_services_or_common():
    drawers = {"utils", "helpers", "services", "common", "misc"}
    assert not [path for path in SOURCES if drawers & {path.stem, *path.parts}]


def test_the_tests_own_conftest_stays_small():
    assert len((ROOT / "tests/conftest.py").read_text().splitlines()) <= 150
