"""Many rows out of one that the model made, by statements over sets and past the triggers: a hundred thousand openings
would take an hour. What the triggers keep is filled as they would, with the history of each row."""

from contextlib import contextmanager

from django.db import connection

# The columns are asked of the database: what it makes itself of others cannot be put in.
COLUMNS = """SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"""
COPIES = """INSERT INTO {table} ({columns}) SELECT {made} FROM generate_series({first}::bigint, {last}::bigint) n
    CROSS JOIN LATERAL (SELECT n - {after} AS k) numbered {more},
    LATERAL jsonb_populate_record(
        (SELECT one FROM {table} one WHERE one.id = {one}), jsonb_build_object('id', n, {facts})) made"""
AT_ONCE = 50_000  # rows put in by one statement
# Who works a case has the rights of their role for as long; who worked it until it closed has those that last.
RIGHTS_BY_PART = """
    INSERT INTO cases_caseuserobjectpermission (content_object_id, user_id, permission_id)
    SELECT case_id, user_id, permission FROM cases_allocation,
        unnest(CASE WHEN ended_on IS NULL THEN %s::int[] ELSE %s::int[] END) permission
    WHERE part = 'lead' ON CONFLICT DO NOTHING"""
RIGHTS_BY_TEAM = """
    INSERT INTO cases_casegroupobjectpermission (content_object_id, group_id, permission_id)
    SELECT cases_case.id, group_id, permission
    FROM cases_case JOIN accounts_teamgroup ON accounts_teamgroup.team_id = cases_case.team_id AND role = %s,
         unnest(%s::int[]) permission
    ON CONFLICT DO NOTHING"""
HISTORY = """
    INSERT INTO {history} (pgh_created_at, pgh_label, pgh_xid, pgh_obj_id, {columns})
    SELECT now(), 'insert', audit_clock(), {key}, {columns} FROM {table} live
    WHERE NOT EXISTS (SELECT FROM {history} told WHERE told.pgh_obj_id = live.{key})"""
SEQUENCE = "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))"


@contextmanager
def past_the_triggers():
    """A cursor: no history, and no checks of foreign keys."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield cursor
        finally:
            cursor.execute("SET session_replication_role = origin")


def copy(cursor, row, number, facts, *, more="", told=lambda rows: None):
    """`number` more rows like `row`, whatever columns it has by then, with the keys that follow the last there is.

    They differ by `facts`, {column: expression}, in which `n` is the key and `k` counts from 1. `more` joins further
    rows. `told(rows)` hears of each so many that were put in.
    """
    table = row._meta.db_table
    columns, after = columns_of(cursor, table), last_key(cursor, table)
    first = after + 1
    differs = ", ".join(f"'{column}', {expression}" for column, expression in facts.items())
    for begin in range(first, first + number, AT_ONCE):
        last = min(begin + AT_ONCE, first + number) - 1
        cursor.execute(
            COPIES.format(
                table=table,
                columns=", ".join(columns),
                made=", ".join(f"made.{column}" for column in columns),
                first=begin,
                last=last,
                one=row.pk,
                after=after,
                facts=differs,
                more=more,
            )
        )
        told(last - begin + 1)
    cursor.execute(SEQUENCE.format(table=table), [table])


def last_key(cursor, table):
    cursor.execute(f"SELECT max(id) FROM {table}")
    return cursor.fetchone()[0]


def columns_of(cursor, table):
    cursor.execute(COLUMNS, [table])
    return [f'"{name}"' for (name,) in cursor.fetchall()]


def tell_history(cursor, model):
    """What the trigger of an insert would have kept of each row of `model` that has no history yet."""
    history, table = model.pgh_event_model._meta, model._meta.db_table
    kept = [f'"{field.column}"' for field in history.concrete_fields if not field.column.startswith("pgh_")]
    key = f'"{model._meta.pk.column}"'
    cursor.execute(HISTORY.format(history=history.db_table, table=table, columns=", ".join(kept), key=key))
