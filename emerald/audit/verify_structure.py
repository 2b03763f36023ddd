"""Does the database still do what the code says: every trigger and function there, switched on and as written?

And nothing beside them: no rule, policy, view or second table that answers in the place of the evidence.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, transaction

from emerald.audit import expected_schema
from emerald.audit.expected_schema import Trigger
from emerald.audit.partitions import partitioned, partitions
from emerald.audit.transaction_clock import how_far_ahead
from emerald.audit.verify_partitions import check_partitions
from emerald.audit.verify_policies import check_policies

# Settings that decide whether triggers run, which tables are meant and which rows are seen: nobody's to keep for a
# database or a role.
_SETTINGS = ("session_replication_role", "search_path", "row_security", "pgtrigger.ignore")
_TRIGGERS = """
SELECT c.relname, t.tgname, t.tgtype, t.tgenabled, t.tgdeferrable AND t.tginitdeferred, p.proname, t.tgnargs,
       coalesce(array_agg(a.attname) FILTER (WHERE a.attname IS NOT NULL), '{}'), pg_get_triggerdef(t.oid),
       p.pronamespace = c.relnamespace
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (t.tgattr::smallint[])
WHERE NOT t.tgisinternal
  AND c.relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg_temp%' OR nspname = 'archive')
GROUP BY t.oid, c.oid, p.oid ORDER BY 1, 2
"""
_FUNCTIONS = """
SELECT p.proname, p.prosrc, l.lanname, p.prosecdef,
       CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' ELSE 'VOLATILE' END,
       coalesce(p.proconfig, '{}'),
       p.prorettype = 'trigger'::regtype AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgfoid = p.oid)
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.pronamespace = 'public'::regnamespace ORDER BY 1
"""
_TABLES = """
SELECT c.relname, c.relkind, c.relpersistence,
       EXISTS (SELECT 1 FROM pg_inherits WHERE c.oid IN (inhrelid, inhparent)),
       ARRAY(SELECT rulename FROM pg_rewrite WHERE ev_class = c.oid AND c.relkind NOT IN ('v', 'm')),
       ARRAY(SELECT tgname FROM pg_trigger WHERE tgrelid = c.oid AND tgisinternal AND tgenabled <> 'O')
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (%s) ORDER BY 1
"""
_ELSEWHERE = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = ANY (%s) AND n.nspname <> 'public' AND n.nspname NOT LIKE 'pg_temp%%' ORDER BY 1
"""
# pghistory's, for a way of naming the actor that Emerald does not use: no trigger of Emerald's calls it.
_UNUSED = {"_pgh_attach_context"}
_MOST_SPELLINGS = 5  # PostgreSQL settles on one at the second or third
_KINDS = {"v": "a view", "m": "a materialised view", "f": "a foreign table", "p": "a partitioned table"}


def check_structure() -> Iterator[str]:
    """Sentences about what is not as the code says. Call inside a transaction; what it makes is undone."""
    yield from _settings()
    yield from _tables()
    yield from check_partitions()
    yield from check_policies()
    yield from _functions()
    yield from _triggers()
    for (name,) in _rows("SELECT evtname FROM pg_event_trigger ORDER BY 1"):
        yield f"The event trigger {name} is not one of Emerald's."


def tables_of_models() -> list[str]:
    """Every table the code has a model for."""
    return sorted(
        {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy
        }
    )


def missing_tables() -> list[str]:
    there = {name for name, *_ in _rows(_TABLES, [tables_of_models()])}
    return [name for name in tables_of_models() if name not in there]


def _settings() -> Iterator[str]:
    kept = _rows(
        "SELECT coalesce(d.datname, 'every database'), coalesce(r.rolname, 'every role'), s.setconfig "
        "FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase "
        "LEFT JOIN pg_roles r ON r.oid = s.setrole WHERE s.setdatabase = 0 OR d.datname = current_database()"
    )
    for database, role, settings in kept:
        for name in (setting.partition("=")[0] for setting in settings):
            if name in _SETTINGS:
                yield f"The setting {name} is kept for {role} in {database}: it may switch triggers off."
    [(server, here)] = _rows("SELECT reset_val, setting FROM pg_settings WHERE name = 'session_replication_role'")
    if server != "origin" or here != "origin":
        yield "The server's setting session_replication_role is not 'origin': triggers do not run."


def _tables() -> Iterator[str]:
    wanted = tables_of_models()
    with_triggers = {table for table, _ in expected_schema.triggers()}
    cut = partitioned()
    found = {name: facts for name, *facts in _rows(_TABLES, [wanted])}
    for name in wanted:
        if name not in found:
            yield f"The table {name} is missing."
            continue
        kind, persistence, inherits, rules, silent = found[name]
        if name in cut and kind == "r":
            yield f"{name} is not kept in partitions. Run `manage.py migrate` as the owner of the tables."
        elif kind != ("p" if name in cut else "r"):
            yield f"{name} is {_KINDS.get(kind, 'something else')} and not a table."
        if persistence != "p" and name in with_triggers:
            yield f"The table {name} does not outlive a crash of the server: it is unlogged."
        if inherits and name not in cut:
            yield f"The table {name} shares its rows with another table."
        for rule in rules:
            yield f"The rule {rule} on {name} is not one of Emerald's."
        if silent:
            yield f"{len(silent)} foreign keys of {name} are switched off."
    for (name,) in _rows(_ELSEWHERE, [wanted]):
        yield f"{name} has the name of one of Emerald's tables and may stand in its place."


def _functions() -> Iterator[str]:
    wanted = expected_schema.functions(how_far_ahead())
    found: dict[str, list[Any]] = {}
    for name, *facts in _rows(_FUNCTIONS):
        found.setdefault(name, []).append(facts)
    for name, function in wanted.items():
        if name not in found:
            yield f"The function {name} is missing."
        elif len(found[name]) > 1:
            yield f"There are {len(found[name])} functions {name}."
        else:
            source, language, definer, volatility, settings, _ = found[name][0]
            if source != function.source or (language, definer, volatility, frozenset(settings)) != (
                function.language,
                function.definer,
                function.volatility,
                function.settings,
            ):
                yield f"The function {name} is not the one the code has."
    for name in sorted(found.keys() - wanted.keys() - _UNUSED):
        # Of a trigger the code had once, the migration takes the trigger away and leaves the function.
        if not (name.startswith("pgtrigger_") and all(unused for *_, unused in found[name])):
            yield f"The function {name} is not one of Emerald's."


def _triggers() -> Iterator[str]:
    wanted = _wanted_triggers()
    found = {(table, name): facts for table, name, *facts in _rows(_TRIGGERS)}
    for key in sorted(wanted.keys() - found.keys()):
        yield f"The trigger {key[1]} of {key[0]} is missing."
    for key in sorted(found.keys() - wanted.keys()):
        yield f"The trigger {key[1]} of {key[0]} is not one of Emerald's."
    deparse = _Deparser()
    for key in sorted(wanted.keys() & found.keys()):
        trigger = wanted[key]
        kind, enabled, deferred, function, arguments, columns, written, beside = found[key]
        if enabled != "O":
            yield f"The trigger {key[1]} of {key[0]} is switched off."
        elif (kind, deferred, function, arguments, frozenset(columns), beside) != (
            trigger.kind,
            trigger.deferred,
            trigger.function,
            0,
            trigger.columns,
            True,
        ) or condition_of(written) not in deparse(trigger):
            yield f"The trigger {key[1]} of {key[0]} is not the one the code has."


def _wanted_triggers() -> dict[tuple[str, str], Trigger]:
    """A partition has those of its table: a statement that names it goes past the whole."""
    wanted = dict(expected_schema.triggers())
    for table, those in partitions().items():
        for trigger in [trigger for (of, _), trigger in expected_schema.triggers().items() if of == table]:
            wanted |= {(each.name, trigger.name): replace(trigger, table=each.name) for each in those}
    return wanted


def condition_of(written: str) -> str:
    """The WHEN of a trigger as PostgreSQL writes it."""
    found = re.search(r"FOR EACH (?:ROW|STATEMENT) (WHEN .*) EXECUTE FUNCTION", written, re.DOTALL)
    return found[1] if found else ""


class _Deparser:
    """How PostgreSQL writes the condition the code has: it is told it, on a temporary table of the same columns.

    A set, because what it writes it may write differently when it is told that: so does a trigger that came out of a
    dump. Each is the same condition to it.
    """

    def __init__(self) -> None:
        self.known: dict[str | tuple[str, str], set[str]] = {"": {""}}

    def __call__(self, trigger: Trigger) -> set[str]:
        whole = trigger.condition == "WHEN (OLD.* IS DISTINCT FROM NEW.*)"
        key = trigger.condition if whole or not trigger.condition else (trigger.table, trigger.condition)
        if key not in self.known:
            self.known[key] = self._ask(trigger)
        return self.known[key]

    def _ask(self, trigger: Trigger) -> set[str]:
        found, condition = set[str](), trigger.condition
        try:
            while condition not in found and len(found) < _MOST_SPELLINGS:
                found.add(condition)
                condition = self._told(trigger, condition)
        except DatabaseError:
            return set()  # a column it speaks of is gone
        return found | {condition}

    def _told(self, trigger: Trigger, condition: str) -> str:
        table = connection.ops.quote_name(trigger.table)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE audit_asked ON COMMIT DROP AS SELECT * FROM {table} LIMIT 0")  # noqa: S608  our own names; values are parameters
            cursor.execute(
                "CREATE FUNCTION pg_temp.audit_asked() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
            )
            events = " OR ".join(event for event, bit in expected_schema.EVENTS.items() if trigger.kind & bit)
            cursor.execute(
                f"CREATE TRIGGER asked AFTER {events} ON audit_asked FOR EACH ROW {condition} "
                "EXECUTE FUNCTION pg_temp.audit_asked()"
            )
            cursor.execute(
                "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'pg_temp.audit_asked'::regclass"
            )
            written = condition_of(cursor.fetchone()[0])
            transaction.set_rollback(True)
        return written


def _rows(sql: str, params: list[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
