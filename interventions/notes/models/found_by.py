"""The words by which a note is found, which the database makes of its text as it is compared.

They stand in a column that is no field of the models (decisions/0010-search.md), so that no page carries it about. A
trigger keeps it, and lets nobody write anything else there. Of a very long text so much is read that it fits.
"""

from collections.abc import Mapping

import pgtrigger

# {column: how many letters of it are read; None for all} of each table.
OF_A_SESSION: Mapping[str, int | None] = {
    "what_happened": 60_000,
    "childs_words": 30_000,
    "next_step": None,
    "next_step_outcome": 30_000,
}
OF_A_SHARED_PART: Mapping[str, int | None] = {"what_happened": 60_000}
OF_A_CONTACT: Mapping[str, int | None] = {
    "what_was_said": 60_000,
    "childs_words": 30_000,
    "decisions": 30_000,
    "with_name": None,
    "agency": None,
    "present": None,
    "next_step": None,
    "next_step_outcome": 30_000,
}


def words_kept(columns: Mapping[str, int | None]) -> pgtrigger.Trigger:
    parts = (f"left(NEW.{name}, {most})" if most else f"NEW.{name}" for name, most in columns.items())
    text = r" || E'\n' || ".join(parts)
    changed = [*columns, "words"]
    return pgtrigger.Trigger(
        name="words_as_compared",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF TG_OP = 'INSERT' OR ROW({", ".join(f"NEW.{name}" for name in changed)})
                IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in changed)}) THEN
                NEW.words := to_tsvector('english', as_compared({text}));
            END IF;
            RETURN NEW;
        """,
    )
