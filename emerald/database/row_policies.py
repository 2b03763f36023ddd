"""Row-level security: which rows of a table there are for whoever asks, decided by the database itself.

It lies beneath the questions the code asks (`visible_to`, a scope) and repeats them; it is what is left when one is
forgotten. The owner of the tables is above it. Each table has one policy to read by; what is written is decided by
verbs, constraints and triggers, and must be there to be read before it can be changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from emerald.database.acts import ACTS

NAME = "emerald_rows"
# Empty after a transaction that said something, and absent where nothing was ever said: then there is no row.
ASKER = "nullif(current_setting('emerald.user_id', true), '')::bigint"
ACT = "(SELECT current_setting('emerald.act', true))"


@dataclass(frozen=True)
class RowPolicy:
    """`rule`: a condition on a row of `table`, in SQL."""

    table: str
    rule: str

    @property
    def condition(self) -> str:
        """The rule, or an act that sees every row here."""
        acts = sorted(name for name, act in ACTS.items() if act.sees(self.table))
        named = ", ".join(f"'{name}'" for name in acts)
        return f"({ACT} IN ({named}) OR {self.rule})" if acts else f"({self.rule})"

    def statements(self) -> tuple[str, ...]:
        """What makes it so, whatever was there before."""
        table = connection.ops.quote_name(self.table)
        return (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"DROP POLICY IF EXISTS {NAME} ON {table}",
            f"CREATE POLICY {NAME} ON {table} USING {self.condition} WITH CHECK (true)",
        )


_sources: list[Callable[[], dict[str, RowPolicy]]] = []


def provide(source: Callable[[], dict[str, RowPolicy]]) -> None:
    """Said when an app starts: `source` tells the policies, once every model is known."""
    if source not in _sources:
        _sources.append(source)


def policies() -> dict[str, RowPolicy]:
    """{table: RowPolicy} of all that there must be."""
    return {table: policy for source in _sources for table, policy in source().items()}


def one_of(query: str) -> str:
    """Whether a question that stands in a policy has an answer. A scalar of one row is never turned into a hash of all
    that somebody sees, as EXISTS and IN are."""
    return f"({query} LIMIT 1) IS NOT NULL"
