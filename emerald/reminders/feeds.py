"""From which columns of which tables each source is fed: read out of the SQL it asks, so that nobody has to say it.

What is due changes only when a row changes that a source reads. So each table that any source reads has a trigger,
which writes down (`Touched`) which of those columns were written, and the keys by which the records concerned are
found.
The triggers are made after every `migrate`, as the sources stand then, and the evidence's check knows them.
"""

import re
from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import Model

from emerald.audit.expected_schema import EVENTS, Function, Trigger, functions_in
from emerald.reminders.models import Touched
from emerald.reminders.register import DueSource, sources
from emerald.reminders.statements import kept_of, people_of

Feeds = dict[str, frozenset[str]]  # {table: columns}
NAME = "reminders_touch"
_NAMED = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: "?([A-Z]+\d+)"?)?')
_COLUMN = re.compile(r'"?(\w+)"?\."(\w+)"')
# They are joined on their way to something else, and a row of them says nothing by itself.
_ONLY_PASSED = {"auth_group", "auth_permission", "django_content_type"}

_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $touch$
DECLARE written text[] := '{{}}';
BEGIN
    IF TG_LEVEL = 'STATEMENT' THEN
        INSERT INTO {touched} ("table", columns, keys) VALUES ('{table}', 'null', '{{}}');
    ELSIF TG_OP = 'UPDATE' THEN
        {compared}
        IF written = '{{}}' THEN RETURN NULL; END IF;
        INSERT INTO {touched} ("table", columns, keys)
        SELECT DISTINCT '{table}', to_jsonb(written), each.keys FROM (VALUES ({old}), ({new})) each (keys);
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO {touched} ("table", columns, keys) VALUES ('{table}', 'null', {new});
    ELSE  -- its own key leads nowhere any more
        INSERT INTO {touched} ("table", columns, keys) VALUES ('{table}', 'null', {old} - '{table}');
    END IF;
    RETURN NULL;
END $touch$;
"""
_COMPARED = """IF OLD."{column}" IS DISTINCT FROM NEW."{column}" THEN written := written || '{column}'::text; END IF;"""
_TRIGGER = """
DROP TRIGGER IF EXISTS {name} ON "{table}";
CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION {name}();
"""


# Of what a comparison finds: written down by one statement, also for nothing, and kept anew alike.
_COMPARED_TRIGGER = """
DROP TRIGGER IF EXISTS {name}_compared ON "{table}";
CREATE TRIGGER {name}_compared AFTER INSERT ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""


@cache
def models_by_table() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def read_by(sql: str) -> Feeds:
    """{table: its columns} that this SQL reads; of a table that is named without quotes every column."""
    known = models_by_table()
    found: dict[str, set[str]] = {}
    named: dict[str, set[str]] = {}
    for table, alias in _NAMED.findall(sql):
        named.setdefault(alias or table, set()).add(table)
    for name, column in _COLUMN.findall(sql):
        for table in named.get(name, ()):
            if column in columns_of(table):
                found.setdefault(table, set()).add(column)
    for table in known:
        if re.search(rf'(?<!")\b{table}\b(?!")', sql):
            found[table] = set(columns_of(table))
    return {table: frozenset(columns) for table, columns in found.items() if table not in _ONLY_PASSED}


@cache
def columns_of(table: str) -> frozenset[str]:
    model = models_by_table().get(table)
    return frozenset(field.column for field in model._meta.local_concrete_fields) if model else frozenset()


@cache
def _reads(sql: str) -> Feeds:
    return read_by(sql)


def due_feeds(source: DueSource) -> Feeds:
    """{table: columns} on which it depends what is due by this source."""
    return _reads(kept_of(source, "due")[0])


def people_feeds(source: DueSource) -> Feeds:
    """The same of whom it tells."""
    return {} if source.by_right else _reads(people_of(source, "people")[0])


def every_feed() -> Feeds:
    """{table: columns} of all sources together."""
    found: Feeds = {}
    for source in sources():
        for feeds in (due_feeds(source), people_feeds(source)):
            for table, columns in feeds.items():
                found[table] = found.get(table, frozenset()) | columns
    return found


def compared() -> set[str]:
    """The tables in which it is written down what a comparison found."""
    return {source.due().model._meta.db_table for source in sources() if source.by_comparison}


def keys_of(table: str) -> dict[str, str]:
    """{table it leads to: its column}: the keys by which what was written here is narrowed down."""
    ends = {end for source in sources() for end in source.narrowed}
    fields = models_by_table()[table]._meta.local_concrete_fields
    found = {
        one.related_model._meta.db_table: one.column  # type: ignore[union-attr]  # "self" until models are loaded
        for one in fields
        if one.is_relation and one.related_model
    }
    own = {table: models_by_table()[table]._meta.pk.column}
    return {end: column for end, column in (found | own).items() if end in ends}


def statements() -> list[tuple[str, str, str]]:
    """[(table, SQL of its function, SQL of its trigger)]"""
    made = []
    for table, columns in sorted(every_feed().items()):
        name, keys = f"{NAME}_{table}", keys_of(table)
        row = {
            which: "jsonb_build_object({})".format(
                ", ".join(f"'{end}', {which}.\"{keys[end]}\"" for end in sorted(keys))
            )
            for which in ("OLD", "NEW")
        }
        checked = "\n        ".join(_COMPARED.format(column=one) for one in sorted(columns | set(keys.values())))
        facts = {"name": name, "table": table, "touched": Touched._meta.db_table}
        made.append(
            (
                table,
                _FUNCTION.format(**facts, compared=checked, old=row["OLD"], new=row["NEW"]),
                _TRIGGER.format(**facts) + (_COMPARED_TRIGGER.format(**facts) if table in compared() else ""),
            )
        )
    return made


def expected() -> tuple[list[Function], list[Trigger]]:
    """([Function], [Trigger]) as the code has them, for the evidence's check."""
    kind = 1 + sum(EVENTS[event] for event in ("INSERT", "UPDATE", "DELETE"))
    functions, triggers = [], []
    for table, function, _ in statements():
        [made] = functions_in(function)
        functions.append(made)
        triggers.append(Trigger(f"{NAME}_{table}", table, kind, frozenset(), False, "", made.name))
        if table in compared():
            name = f"{NAME}_{table}_compared"
            triggers.append(Trigger(name, table, EVENTS["INSERT"], frozenset(), False, "", made.name))
    return functions, triggers


def put_in_place() -> None:
    """Make the triggers of all tables that feed a source, and take away those that no source needs any more."""
    with connection.cursor() as cursor:
        wanted = {f"{NAME}_{table}" for table, *_ in statements()}
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE starts_with(proname, %s) AND pronamespace = 'public'::regnamespace",
            [f"{NAME}_"],
        )
        for name in {row[0] for row in cursor.fetchall()} - wanted:
            cursor.execute(f"DROP FUNCTION {name} CASCADE")
        for _, function, trigger in statements():
            cursor.execute(function)
            cursor.execute(trigger)
