"""A role that reads for reports by SQL: of a few tables the columns that count, and nothing by which anybody is known.

Which rows there are for a person is decided by policies, and a report is nobody's. So this role has every row of these
tables and none of their words: no name, no reference, no note, no account. It writes nothing.
"""

from django.db import connection, transaction

from emerald.audit.database_role import let_in
from emerald.database.row_policies import policies

COUNTS = "emerald_counts"
COLUMNS = {
    "accounts_team": ("id", "name"),
    "cases_case": ("id", "team_id", "episode", "state", "opened_on", "closed_on", "closure_reason", "risk_level"),
    "cases_statechange": ("id", "case_id", "step", "from_state", "to_state", "effective_on", "section_47"),
    "cases_allocation": ("id", "case_id", "part", "started_on", "ended_on", "end_reason"),
    "cases_review": ("id", "case_id", "planned_for", "was_due_on", "held_on", "status"),
    "cases_riskassessment": ("id", "case_id", "kind", "assessed_on", "level", "status"),
    "cases_planaction": ("id", "case_id", "due_on", "status", "resolved_on"),
    "interventions_session": ("id", "case_id", "held_at", "work", "attendance", "child_seen_alone", "length_minutes"),
}


@transaction.atomic
def grant_reading(role: str, *, password: str = "") -> None:
    """Make `role` what it must be. Again after every migration that touches these tables."""
    let_in(role, password)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for statement in (
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
            "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
            "REVOKE ALL ON SCHEMA public FROM {role}",
            "GRANT USAGE ON SCHEMA public TO {role}",
            "ALTER ROLE {role} SET default_transaction_read_only = on",
        ):
            cursor.execute(statement.format(role=quote(role)))
        for table, columns in COLUMNS.items():
            named = ", ".join(map(quote, columns))
            cursor.execute(f"GRANT SELECT ({named}) ON {quote(table)} TO {quote(role)}")
            if table in policies():
                cursor.execute(f"DROP POLICY IF EXISTS {COUNTS} ON {quote(table)}")
                cursor.execute(f"CREATE POLICY {COUNTS} ON {quote(table)} FOR SELECT TO {quote(role)} USING (true)")
