"""Tables that only grow."""

import pgtrigger

# Not a pgtrigger function: those step aside for a session that sets `pgtrigger.ignore`, and evidence never should.
REFUSAL = """
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The rows of % are evidence: they are added to and never changed.', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


class AppendOnly(pgtrigger.Trigger):
    """Refuses UPDATE, DELETE and TRUNCATE of the table (Django raises IntegrityError), whoever asks."""

    name = "append_only"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate
    func = "RETURN NULL;"

    def render_execute(self, model):
        return "audit_refuse_change()"
