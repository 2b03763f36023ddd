"""The database's role for Emerald at work: it owns nothing, to evidence it can only add, and of each table that tells
of a child it sees the rows of whoever asks (`emerald.database.row_policies`).

Whoever owns a table can switch its triggers off and is above its policies; so the owner migrates, and web, worker and
beat connect as this role.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from emerald.audit.append_only import AppendOnly
from emerald.database.row_policies import NAME, policies

READ, ADD, USE = ("SELECT",), ("SELECT", "INSERT"), ("SELECT", "INSERT", "UPDATE", "DELETE")
ALL = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
# What the owner alone writes.
_FIXED = {"django_migrations", "django_content_type", "auth_permission", "audit_partitionmove"}
_MAY_NOT = {
    "it is a superuser": "SELECT rolsuper FROM pg_roles WHERE rolname = %(role)s",
    "it may make roles": "SELECT rolcreaterole FROM pg_roles WHERE rolname = %(role)s",
    "it may pass over policies": "SELECT rolbypassrls FROM pg_roles WHERE rolname = %(role)s",
    "it is a member of another role": """
        SELECT EXISTS (SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
                       WHERE r.rolname = %(role)s)""",
    "it owns tables, functions or the database": """
        SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
                       WHERE r.rolname = %(role)s AND c.relpersistence <> 't')
            OR EXISTS (SELECT 1 FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE r.rolname = %(role)s)
            OR EXISTS (SELECT 1 FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
                       WHERE r.rolname = %(role)s AND d.datname = current_database())""",
    "it may make tables and functions": """
        SELECT has_schema_privilege(%(role)s, 'public', 'CREATE')
            OR has_database_privilege(%(role)s, current_database(), 'CREATE')""",
    "it may switch triggers off for itself": """
        SELECT has_parameter_privilege(%(role)s, 'session_replication_role', 'SET')""",
}
_HELD = """
SELECT c.relname, c.relispartition, array_agg(p.privilege) FILTER (WHERE has_table_privilege(%s, c.oid, p.privilege))
FROM pg_class c CROSS JOIN unnest(%s::text[]) p(privilege)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') GROUP BY 1, 2 ORDER BY 1
"""

_OPEN = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (%s) AND NOT (
    c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = %s)) ORDER BY 1
"""


def rights() -> dict[str, tuple[str, ...]]:
    """{table: the privileges the role has on it}; a table that is no model's is read at most, but for the counters."""
    found = {"emerald_cache": USE, **dict.fromkeys(_FIXED, READ)}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            found.setdefault(model._meta.db_table, _rights_on(model))
    return found


def _rights_on(model: type[Model]) -> tuple[str, ...]:
    """As the triggers have it: no UPDATE where a trigger refuses every one, and so on."""
    refused = {
        str(operation)
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, AppendOnly)
        for operation in _each(trigger.operation)
    }
    return tuple(right for right in USE if right not in refused)


def _each(operation: Any) -> Sequence[Any]:
    return operation.operations if isinstance(operation, pgtrigger.Operations) else [operation]


def let_in(role: str, password: str) -> None:
    """Make `role` if there is none, and give it this password; with an empty one it keeps the one it has."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {quote(role)} LOGIN NOINHERIT")
        if password:
            cursor.execute(f"ALTER ROLE {quote(role)} PASSWORD %s", [password])


@transaction.atomic
def grant(role: str, *, password: str = "") -> None:
    """Make `role` what it must be, and the policies what the code has. Again after every migration."""
    let_in(role, password)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (database,) = cursor.fetchone()
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "REVOKE ALL ON SCHEMA public FROM {role}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC",
            "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
            "REVOKE ALL ON DATABASE {database} FROM {role}",
            # The sweep of reminders makes temporary tables.
            "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role}",
            "GRANT USAGE ON SCHEMA public TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            cursor.execute(statement.format(role=quote(role), database=quote(database)))
        there = set(connection.introspection.table_names(cursor))
        for table, held in rights().items():
            if table in there:
                cursor.execute(f"GRANT {', '.join(held)} ON {quote(table)} TO {quote(role)}")
        for table, policy in policies().items():
            if table in there:
                for statement in policy.statements():
                    cursor.execute(statement)


def _unguarded(role: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [list(policies()), NAME])
        for (table,) in cursor.fetchall():
            yield f"The database role {role} reads every row of {table}: its policy is missing or switched off."


def what_is_wrong(role: str) -> Iterator[str]:
    """Sentences about what this role may do beyond that, or must and may not; none when it is as `grant` leaves it."""
    with connection.cursor() as cursor:
        for what, question in _MAY_NOT.items():
            cursor.execute(question, {"role": role})
            if cursor.fetchone()[0]:
                yield f"The database role {role} can undo evidence: {what}."
        cursor.execute(_HELD, [role, list(ALL)])
        found, wanted = cursor.fetchall(), rights()
    yield from _unguarded(role)
    for table, is_partition, held in found:
        should, holds = set(wanted.get(table, ())), set(held or ())
        # What is no model's may be read; a partition, whose rows have no policy but that of the whole, may not.
        if more := holds - should - set(() if is_partition else READ):
            yield f"The database role {role} may {', '.join(sorted(more))} on {table}."
        if less := should - holds:
            yield f"The database role {role} may not {', '.join(sorted(less))} on {table}."
