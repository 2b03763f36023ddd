"""Whoever locks a row keeps out who changes it, and not who writes a row that points to it: keys are checked when a
transaction ends, and whoever waits then holds much that others want."""

import ast

from django.apps import apps

from emerald.environment_setup import ROOT

# Rows that nothing points to may be locked whole.
LOCKED_WHOLE = {
    "cases/models/opening.py": "cases.CaseNumber",
    "emerald/accounts/second_steps.py": "mfa.Authenticator",
    "emerald/drafts/models/posting.py": "drafts.Posting",
    "emerald/drafts/orphaned.py": "drafts.Draft",
    "emerald/observability/access_lines.py": "observability.WrittenOut",
    "emerald/reminders/beats.py": "reminders.Tick",
    "perpetrators/models/register/numbering.py": "perpetrators.RegisterNumber",
}


def locking(text):
    """Whether each call that locks rows says that their keys stay as they are."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [
        any(word.arg == "no_key" for word in call.keywords)
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "select_for_update"
    ]


def test_rows_to_which_others_point_are_locked_without_their_key():
    found = {
        str(path.relative_to(ROOT)): locking(path.read_text())
        for room in ("cases", "emerald", "interventions", "perpetrators")
        for path in (ROOT / room).rglob("*.py")
        if "node_modules" not in path.parts
    }
    assert sum(map(len, found.values())) > 12
    assert {path for path, each in found.items() if not all(each)} == LOCKED_WHOLE.keys(), "say no_key=True"


def test_nothing_points_to_the_rows_that_are_locked_whole():
    keys = [one.field for label in LOCKED_WHOLE.values() for one in apps.get_model(label)._meta.related_objects]
    assert [str(key) for key in keys if key.db_constraint] == []
