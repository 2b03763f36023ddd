"""What must stand in the database, told by the code alone: every trigger and every function.

Triggers are those of the models; functions are theirs and what the migrations make with `CREATE FUNCTION`; and of both
those that a room provides. Nothing here asks the database, so that nobody who may change the database can change what
is expected of it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pgtrigger
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from pgtrigger.compiler import UpsertTriggerSql

from emerald.audit.transaction_clock import FUNCTIONS

# The bits of pg_trigger.tgtype.
_ROW, _BEFORE = 1, 2
EVENTS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
_FUNCTION = re.compile(
    r'CREATE\s+(?:OR\s+REPLACE\s+)?FUNCTION\s+(?:"?public"?\.)?"?(?P<name>\w+)"?\s*\((?P<arguments>[^)]*)\)'
    r"(?P<before>.*?)AS\s+(?P<quote>\$\w*\$)(?P<source>.*?)(?P=quote)(?P<after>[^;]*);",
    re.DOTALL | re.IGNORECASE,
)
_SETTING = re.compile(r"\bSET\s+(\w+)\s*=\s*('[^']*'|\w+(?:\s*,\s*\w+)*)")
_QUOTES = "'"


_provided: list[Callable[[], tuple[Any, Any]]] = []


def provide(made: Callable[[], tuple[Any, Any]]) -> None:
    """Of a room whose functions and triggers follow from its code, and are put in place after every migration: a
    function that returns ([Function], [Trigger])."""
    _provided.append(made)


@dataclass(frozen=True)
class Function:
    name: str
    source: str
    language: str
    definer: bool  # runs with its owner's rights
    volatility: str
    settings: frozenset[str]  # that hold while it runs, as PostgreSQL spells them


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    kind: int  # when, for each what and on which events, as PostgreSQL spells it
    columns: frozenset[str]  # of UPDATE OF
    deferred: bool
    condition: str
    function: str


@cache
def triggers() -> dict[tuple[str, str], Trigger]:
    """{(table, name): Trigger}"""
    found = [_trigger(trigger.compile(model).sql) for model, trigger in pgtrigger.registered()]
    found += [trigger for made in _provided for trigger in made()[1]]
    return {(trigger.table, trigger.name): trigger for trigger in found}


def functions(ahead: int) -> dict[str, Function]:
    """{name: Function}; `ahead` is how far the audit clock was set ahead."""
    return _lasting_functions() | {one.name: one for one in functions_in(FUNCTIONS.format(ahead=ahead))}


@cache
def _lasting_functions() -> dict[str, Function]:
    """All but the audit clock's: the code does not change while it runs."""
    statements = [*_migrations(), *(str(trigger.compile(model).sql) for model, trigger in pgtrigger.registered())]
    provided = {function.name: function for made in _provided for function in made()[0]}
    return {one.name: one for statement in statements for one in functions_in(statement)} | provided


def functions_in(statement: str) -> Iterator[Function]:
    """Every function a piece of SQL makes."""
    for found in _FUNCTION.finditer(statement):
        manner = f"{found['before']} {found['after']}".upper()
        language = re.search(r"LANGUAGE\s+(\w+)", manner)
        yield Function(
            found["name"].lower(),
            found["source"],
            language[1].lower(),  # type: ignore[index]  # every function of ours names its language
            "SECURITY DEFINER" in manner,
            next((word for word in ("IMMUTABLE", "STABLE") if re.search(rf"\b{word}\b", manner)), "VOLATILE"),
            frozenset(f"{name}={value.strip(_QUOTES)}" for name, value in _SETTING.findall(found["before"])),
        )


def _trigger(sql: UpsertTriggerSql) -> Trigger:
    facts = sql.defaults | sql.kwargs
    operation = facts["operation"]
    kind = sum(bit for event, bit in EVENTS.items() if re.search(rf"\b{event}\b", operation))
    kind += _ROW * (facts["level"] == "ROW") + _BEFORE * (facts["when"] == "BEFORE")
    columns = re.search(r"UPDATE OF (.*?)(?: OR |$)", operation)
    return Trigger(
        sql.pgid,
        sql.table,
        kind,
        frozenset(re.findall(r"\w+", columns[1])) if columns else frozenset(),
        "DEFERRED" in facts["timing"],
        facts["condition"],
        facts["execute"].removesuffix("()").lower(),
    )


def _migrations() -> Iterator[str]:
    """What the migrations say in SQL, in their order: a later one replaces what an earlier one made."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    order: dict[Any, None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    for key in order:
        for operation in loader.graph.nodes[key].operations:
            if isinstance(operation, RunSQL):
                yield from _statements(operation.sql)


def _statements(sql: Any) -> Iterator[str]:
    for one in [sql] if isinstance(sql, str) else sql:
        yield one if isinstance(one, str) else one[0]
