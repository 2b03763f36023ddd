"""Whether a case has a lead worker, kept with the case: so that the few without one are found by an index of their own.

The allocations say so, and triggers write it down, whoever writes an allocation and however.
"""

import pgtrigger

FOLLOWED_TRIGGERS = [
    pgtrigger.Trigger(
        name="tells_whether_led",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.After,
        declare=[("concerned", "bigint[]"), ("written", "int")],
        func=pgtrigger.Func("""
            concerned := ARRAY(SELECT DISTINCT one.case_id
                               FROM (VALUES (OLD.case_id, OLD.part), (NEW.case_id, NEW.part)) one (case_id, part)
                               WHERE one.part = 'lead');
            UPDATE cases_case SET led = EXISTS (SELECT FROM {meta.db_table} one WHERE one.case_id = cases_case.id
                                                AND one.part = 'lead' AND one.ended_on IS NULL)
            WHERE id = ANY(concerned);
            GET DIAGNOSTICS written = ROW_COUNT;
            IF written < cardinality(concerned) THEN  -- hidden from whoever writes: rather not at all than wrongly
                RAISE EXCEPTION 'whoever writes an allocation sees its case' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """),
    )
]
# A case that is saved as a whole has what it was read with, and only the allocations know better.
LED_TRIGGERS = [
    pgtrigger.Trigger(
        name="led_by_allocations_alone",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("led"),
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("pg_trigger_depth() = 0"),
        func=pgtrigger.Func("""
            NEW.{columns.led} := TG_OP = 'UPDATE' AND OLD.{columns.led};
            RETURN NEW;
        """),
    )
]
