"""Tables that only grow. Their rows get moment, number and actor from the database, whatever the statement says."""

import pgtrigger
from django.db.models import Model

# Not a pgtrigger function: those step aside for a session that sets `pgtrigger.ignore`, and evidence never should.
REFUSAL = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The rows of % are evidence: they are added to and never changed.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


# The clock's reading is never asked of whoever writes. History comes from the triggers of the models alone: a statement
# of its own that adds to it is at depth one.
STAMPS = """
CREATE OR REPLACE FUNCTION audit_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    NEW.xid := public.audit_clock();
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION audit_stamp_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'The rows of % are written by what they tell of and by nobody.', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.pgh_created_at := clock_timestamp();
    NEW.pgh_xid := public.audit_clock();
    RETURN NEW;
END $$;
"""

# The actor of an entry of the access log is the one that history has too: the person or command this transaction said
# it works for (`emerald.audit.actor`). What they are called and their role are read where they stand.
ACTOR_STAMP = """
CREATE OR REPLACE FUNCTION audit_stamp_access() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
    kind text := jsonb_typeof(said -> 'actor');
BEGIN
    NEW.at := clock_timestamp();
    NEW.xid := public.audit_clock();
    NEW.actor_id := CASE WHEN kind = 'number' THEN said ->> 'actor' END;
    SELECT name, role INTO NEW.actor_name, NEW.actor_role FROM public.accounts_user WHERE id = NEW.actor_id;
    NEW.actor_name := coalesce(NEW.actor_name, '');
    NEW.actor_role := coalesce(NEW.actor_role, '');
    NEW.actor_label := left(CASE
        WHEN kind = 'number' THEN coalesce(nullif(NEW.actor_role, ''), 'no role') || ' ' || NEW.actor_id
        WHEN kind = 'string' THEN said ->> 'actor'
        WHEN kind = 'null' THEN 'nobody'
        ELSE 'database role ' || session_user END, 80);
    RETURN NEW;
END $$;
"""


class AppendOnly(pgtrigger.Trigger):
    """Refuses UPDATE, DELETE and TRUNCATE of the table (Django raises IntegrityError), whoever asks."""

    name = "append_only"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate
    func = "RETURN NULL;"

    def render_execute(self, model: type[Model]) -> str:  # type: ignore[override]  # pgtrigger gives the class
        return "audit_refuse_change()"


class Stamped(pgtrigger.Trigger):
    """Gives every new row its `at` and `xid`, in the access log its actor; to history only triggers add."""

    name = "stamped"
    level = pgtrigger.Row
    when = pgtrigger.Before
    operation = pgtrigger.Insert
    func = "RETURN NEW;"

    def __init__(self, *, function: str = "audit_stamp") -> None:
        self.function = function
        self.moment = "pgh_created_at" if function == "audit_stamp_history" else "at"
        super().__init__()

    def render_execute(self, model: type[Model]) -> str:  # type: ignore[override]  # pgtrigger gives the class
        return f"{self.function}()"
