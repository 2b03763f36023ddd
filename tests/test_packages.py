"""The order of the packages of a layer: each imports itself and what stands in an earlier tier, so no circle.

A lookup by name (`apps.get_model`) counts as an import of the module that defines the model.
"""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
# Of each layer its packages and modules, tier by tier: those of one tier do not know each other.
TIERS = {
    "perpetrators.models": ({"register"}, {"places"}, {"persons"}, {"connections", "law"}, {"measures"}, {"reports"}),
    "perpetrators.forms": (
        {"ending_bail", "two_people"},
        {"connections", "counting", "filters", "finding", "measures", "persons", "places"},
    ),
    "perpetrators.views": (
        {"page"},
        {"measures", "persons", "place_list", "places", "reports"},
        {"connections", "network"},
    ),
}
# Who looks up a later tier by name, and why it cannot stand there itself.
LOOKED_UP = {
    # every record's own verbs ask it, so it stands first; it decides alone who sees which record
    "perpetrators.models.register.scope": {"places", "persons", "measures"},
    # a trait of the person: whatever hangs on the record that goes is moved over in one transaction
    "perpetrators.models.persons.merging.merging": {"connections", "measures"},
}


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def files_of(layer):
    """Without the layer's own `__init__`, which names everything."""
    folder = ROOT / layer.replace(".", "/")
    return [path for path in sorted(folder.rglob("*.py")) if path != folder / "__init__.py"]


FILES = [(layer, path) for layer in TIERS for path in files_of(layer)]


@cache
def tree_of(path):
    return ast.parse(path.read_text())


@cache
def taken_from(package):
    """{name: module it comes from} of what a package's `__init__` offers."""
    path = ROOT / package.replace(".", "/") / "__init__.py"
    nodes = ast.walk(tree_of(path)) if path.exists() else ()
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0]
    return {alias.asname or alias.name: node.module for node in froms for alias in node.names}


def imported_by(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            offered = taken_from(node.module)
            yield from (offered.get(alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def looked_up_by(tree):
    """The modules of the models that are looked up by name."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "get_model":
                app, name = call.args
                for model in names_behind(name, function, tree):
                    yield apps.get_model(app.value, model).__module__


def names_behind(name, function, tree):
    """Of a constant itself; of a variable, what the loop goes through or the callers of the function pass."""
    if isinstance(name, ast.Constant):
        return {name.value}
    loops = [n.iter.elts for n in ast.walk(function) if isinstance(n, ast.For) and is_called(n.target, name.id)]
    calls = [n.args for n in ast.walk(tree) if isinstance(n, ast.Call) and is_called(n.func, function.name)]
    found = {one.value for group in loops or calls for one in group}
    assert found, f"{function.name} looks up a model of which nothing says the name"
    return found


def is_called(node, name):
    return isinstance(node, ast.Name) and node.id == name


def part_of(module, layer):
    """The package or module of `layer` in which `module` stands; None outside of it."""
    return module.removeprefix(f"{layer}.").split(".")[0] if module.startswith(f"{layer}.") else None


def out_of_order(modules, layer, mine):
    """The parts of `layer` among `modules` that `mine` must not know."""
    tier = {part: number for number, parts in enumerate(TIERS[layer]) for part in parts}
    known = {part for module in modules if (part := part_of(module, layer))} - {mine}
    return {part for part in known if tier[part] >= tier[mine]}


@pytest.mark.parametrize("layer", TIERS)
def test_everything_in_a_layer_has_its_tier(layer):
    listed = [part for parts in TIERS[layer] for part in parts]
    assert sorted(listed) == sorted({part_of(name_of(path), layer) for path in files_of(layer)})


@pytest.mark.parametrize(("layer", "path"), FILES, ids=[name_of(path) for _, path in FILES])
def test_a_package_imports_only_itself_and_earlier_tiers(layer, path):
    name = name_of(path)
    assert not out_of_order(imported_by(tree_of(path)), layer, part_of(name, layer))


@pytest.mark.parametrize(("layer", "path"), FILES, ids=[name_of(path) for _, path in FILES])
def test_a_later_tier_is_looked_up_by_name_only_where_the_table_says_why(layer, path):
    name = name_of(path)
    assert out_of_order(looked_up_by(tree_of(path)), layer, part_of(name, layer)) == LOOKED_UP.get(name, set())
