"""Which module imports which, read from the files and never run. Standard library only.

A name that a package hands on (`from cases.models import Case`) leads to the module that defines it, and a text that is
a module's name (`include("cases.urls")`) counts as an import.
"""

import ast
from functools import cache
from pathlib import Path

from emerald.environment_setup import ROOT

PACKAGES = ("emerald", "cases", "perpetrators", "interventions", "tests")
LEFT_OUT = {"migrations", "node_modules", "__pycache__"}


def name_of(path: Path) -> str:
    """'cases.models.case' for cases/models/case.py, 'cases.models' for cases/models/__init__.py."""
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules() -> dict[str, Path]:
    """{name: path} of every module, in the order of their names."""
    found = (
        path.relative_to(ROOT)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if not LEFT_OUT & set(path.parts)
    )
    return {name_of(path): path for path in sorted(found)}


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse((ROOT / modules()[name]).read_text())


@cache
def imports_of(name: str) -> set[str]:
    """The modules of ours that the module imports, itself left out."""
    found = set()
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {where_defined(node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            found.add(node.value)
    return (found & set(modules())) - {name}


@cache
def handed_on_by(package: str) -> dict[str, tuple[str, str]]:
    """{name: (module, name there)} of what a package's `__init__` imports."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in tree_of(package).body
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        for alias in node.names
    }


def where_defined(module: str, name: str) -> str:
    """The module in which `from module import name` ends."""
    if f"{module}.{name}" in modules():
        return f"{module}.{name}"
    if is_package(module) and name in handed_on_by(module):
        return where_defined(*handed_on_by(module)[name])
    return module


def is_package(name: str) -> bool:
    return name in modules() and modules()[name].name == "__init__.py"


@cache
def importers() -> dict[str, set[str]]:
    """{name: the modules that import it}; a package that only hands names on is no importer of what it hands on."""
    found: dict[str, set[str]] = {name: set() for name in modules()}
    for name in modules():
        handed_on = {module for module, _ in handed_on_by(name).values()} if is_package(name) else set()
        for other in imports_of(name) - handed_on:
            found[other].add(name)
    return found
