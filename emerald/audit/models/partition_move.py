"""A partition of evidence went into the archive, or came back from there."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.transaction_clock import TransactionNumber

# A history's last row of what still lives is repeated in the newest partition before it goes: so what stands can be
# held against what its history ends with, also where that was written years ago. By a trigger, because nobody else adds
# to a history.
CARRY = """
CREATE OR REPLACE FUNCTION audit_carry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept regclass := format('public.%I', NEW."table");
    words text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
                   WHERE attrelid = kept AND attnum > 0 AND NOT attisdropped AND NOT starts_with(attname, 'pgh_'));
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = kept AND attname = 'pgh_obj_id') THEN
        EXECUTE format($carried$
            INSERT INTO public.%1$I (%2$s, pgh_obj_id, pgh_label, pgh_created_at, pgh_context)
            SELECT %2$s, pgh_obj_id, 'carried', clock_timestamp(),
                   nullif(current_setting('pghistory.context_metadata', true), '')::jsonb
            FROM public.%1$I
            JOIN (SELECT max(pgh_id) AS pgh_id FROM public.%1$I GROUP BY pgh_obj_id) newest USING (pgh_id)
            WHERE pgh_xid >= $1 AND pgh_xid < $2 AND pgh_label <> 'delete'$carried$, NEW."table", words)
        USING NEW.since, NEW.upto;
    END IF;
    RETURN NULL;
END $$;
"""


class Carried(pgtrigger.Trigger):
    """What lives is carried on before its partition leaves the database."""

    name = "carried"
    level = pgtrigger.Row
    when = pgtrigger.After
    operation = pgtrigger.Insert
    condition = pgtrigger.Q(new__away=True)
    func = "RETURN NULL;"

    def render_execute(self, model: type[models.Model]) -> str:  # type: ignore[override]  # pgtrigger gives the class
        return "audit_carry()"


class PartitionMoveQuerySet(models.QuerySet["PartitionMove"]):
    def archived(self) -> list["PartitionMove"]:
        """The last move of each partition that is in the archive, oldest first."""
        last = self.order_by("table", "since", "-id").distinct("table", "since")
        return [move for move in last if move.away]

    def away(self) -> dict[str, list[tuple[int, int]]]:
        """{table: [(since, upto)]} of those."""
        found: dict[str, list[tuple[int, int]]] = {}
        for move in self.archived():
            found.setdefault(move.table, []).append((move.since, move.upto))
        return found


class PartitionMove(models.Model):
    """`rows` with `since <= number < upto` of `table` left the database (`away`), or are in it again.

    Which rows they are say the seals of these numbers, which stay.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    away = models.BooleanField()
    table = models.CharField(max_length=63)
    partition = models.CharField(max_length=63)
    since = models.BigIntegerField()
    upto = models.BigIntegerField()
    rows = models.BigIntegerField()
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    objects = PartitionMoveQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        triggers = [AppendOnly(), Stamped(), Carried()]

    def __str__(self) -> str:
        return f"{self.partition} {'into' if self.away else 'out of'} the archive"
