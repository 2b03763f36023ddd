"""Migrations go forward: what was released stays as it was, and what is new locks nobody out for long."""

import json
import subprocess
from io import StringIO

import pytest
from django.core.management import call_command

from emerald.environment_setup import VENV
from tests.upgrades import kept

# Rules of squawk about statements that keep a table to themselves for as long as they read or rewrite it, or that the
# release before this one, which still runs meanwhile, would stumble over.
LOCKS = {
    "adding-field-with-default",
    "adding-foreign-key-constraint",
    "adding-not-nullable-field",
    "adding-required-field",
    "adding-serial-primary-key-field",
    "ban-drop-column",
    "ban-drop-table",
    "changing-column-type",
    "constraint-missing-not-valid",
    "disallowed-unique-constraint",
    "renaming-column",
    "renaming-table",
    "require-concurrent-index-creation",
}
# {"app.name": {rule: why it does no harm here}}: for a table that is always small, and nothing else.
HARMLESS = {
    "accounts.0009_teams_end": {
        "constraint-missing-not-valid": "a service has a handful of teams",
        "adding-foreign-key-constraint": "a service has a handful of teams",
        "require-concurrent-index-creation": "a service has a handful of teams",
    },
    "accounts.0006_asked_for_from_the_server": {
        "constraint-missing-not-valid": "changes to accounts are a few hundred in ten years",
        "adding-foreign-key-constraint": "changes to accounts are a few hundred in ten years",
    },
    "perpetrators.0034_merges_undone_and_children_too": {
        "require-concurrent-index-creation": "a register has a few hundred merges in ten years",
        "adding-foreign-key-constraint": "of merges likewise; the other tables are new",
        "constraint-missing-not-valid": "of merges likewise; the other tables are new",
    },
}


def locks(sql):
    """The rules a piece of SQL goes against."""
    done = subprocess.run(
        [VENV / "bin" / "squawk", "--reporter", "json", "--pg-version", "15", "--stdin-filepath", "migration.sql"],
        input=sql,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("["), done.stderr
    return {found["rule_name"] for found in json.loads(done.stdout)} & LOCKS


def test_what_was_released_is_as_it_was():
    assert list(kept.changed()) == []


def test_a_released_migration_that_is_changed_or_gone_is_told_of(monkeypatch):
    there = kept.migrations()
    changed, gone = sorted(there)[:2]
    monkeypatch.setattr(
        kept,
        "migrations",
        lambda: {changed: "0"} | {path: there[path] for path in there if path not in (changed, gone)},
    )
    assert len(list(kept.changed())) == 2


def test_what_is_new_is_known_to_be_new(monkeypatch):
    there = kept.migrations()
    monkeypatch.setattr(kept, "migrations", lambda: {**there, "cases/migrations/9999_ahead.py": "0"})
    assert ("cases", "9999_ahead") in kept.newer()


def test_no_new_migration_keeps_a_table_to_itself(transactional_db):  # an index is made concurrently outside of one
    found = {}
    for app, name in kept.newer():
        said = StringIO()
        call_command("sqlmigrate", app, name, stdout=said)
        if harm := locks(said.getvalue()) - HARMLESS.get(f"{app}.{name}", {}).keys():
            found[f"{app}.{name}"] = sorted(harm)
    assert found == {}, (
        "Make indexes with AddIndexConcurrently, and constraints as not valid and then valid, each in a migration of "
        "its own (django.contrib.postgres.operations); take a column away in the release after the last that uses it."
    )


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("CREATE INDEX i ON cases_case (status);", "require-concurrent-index-creation"),
        ("ALTER TABLE cases_case ALTER COLUMN status TYPE text;", "changing-column-type"),
        ("ALTER TABLE cases_case ADD CONSTRAINT c CHECK (status <> '');", "constraint-missing-not-valid"),
        ("ALTER TABLE cases_case ADD CONSTRAINT u UNIQUE (status);", "disallowed-unique-constraint"),
        ("ALTER TABLE cases_case ALTER COLUMN status SET NOT NULL;", "adding-not-nullable-field"),
        ("ALTER TABLE cases_case ADD COLUMN u uuid DEFAULT gen_random_uuid();", "adding-field-with-default"),
        ("ALTER TABLE cases_case RENAME COLUMN status TO state;", "renaming-column"),
        ("ALTER TABLE cases_case DROP COLUMN status;", "ban-drop-column"),
        (
            "ALTER TABLE cases_case ADD CONSTRAINT f FOREIGN KEY (child_id) REFERENCES cases_child (id);",
            "adding-foreign-key-constraint",
        ),
    ],
    ids=lambda value: value if "-" in value and " " not in value else "",
)
def test_what_would_keep_a_table_to_itself_is_found(sql, rule):
    assert rule in locks(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE cases_case ADD COLUMN note varchar(20) DEFAULT '' NOT NULL;",
        "CREATE INDEX CONCURRENTLY i ON cases_case (status);",
        "ALTER TABLE cases_case ADD CONSTRAINT c CHECK (status <> '') NOT VALID;",
        "BEGIN; CREATE TABLE made (id bigint PRIMARY KEY, name varchar(9)); CREATE INDEX i ON made (name); COMMIT;",
    ],
    ids=["a column with a constant", "an index beside work", "a rule for what comes", "a new table"],
)
def test_what_takes_a_moment_may_be_done(sql):
    assert locks(sql) == set()
