"""Which functions of Emerald can change who may open a child: read from the source, and from the decision's table.

An act is named `Class.function`, or `module.function` outside a class.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DECISION = ROOT / "emerald/decisions/0028-nobody-appoints-themself.md"
# Verbs end in one of these, directly or by way of another of them.
CALLS = frozenset(
    {
        "sync_rights",
        "_sync_rights_of_every_episode",
        "sync_rights_of_children",
        "sync_rights_of_user",
        "sync_rights_of_officer",
        "_sync_groups",
        "join",
        "take_in",
        "admit",
        "admit_to_linked",
        "admit_next",
        "take_over_admissions",
        "end_admissions",
        "end_of_officer",
        "open_case",
        "take_up",
    }
)
# The rows from which rights follow, and the rights themselves: whoever writes one changes who may open a child.
ROWS = re.compile(
    r"\b(Allocation|allocations|current_for|RestrictionName|names|Membership|memberships|groups|"
    r"restrictions|ReadingEnd|reading_ends|Admission|admissions|\w+ObjectPermission|Link|links)\b"
)
WRITES = {"create", "bulk_create", "update", "add", "remove", "set", "delete", "get_or_create", "save"}
# What decides by itself who may enter, who is joined, and whose a record is.
FACTS = {"is_active", "access_ends_on", "role", "officer", "merged_into", "team"}
# Where rows are worked out and written (`rebuild` makes them what they follow from), or the words mean something else.
LEFT_OUT = ("cases/models/access/rights.py", "cases/management", "emerald/govuk", "emerald/reminders")


def acts_in_the_source():
    """{name: path} of every function that could widen access."""
    found = {}
    for folder in ("emerald", "cases", "perpetrators", "interventions"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"migrations", "node_modules", "views", "demo"} & set(path.parts) and not str(
                path.relative_to(ROOT)
            ).startswith(LEFT_OUT):
                found |= {name: path for name, function in functions_of(path) if widens(function)}
    return found


def functions_of(path):
    tree = ast.parse(path.read_text())
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{path.stem}.{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


def widens(function):
    return any(
        (isinstance(node, ast.Call) and is_such_a_call(node))
        or (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in FACTS)
        for node in ast.walk(function)
    )


def is_such_a_call(call):
    if isinstance(call.func, ast.Name):
        return call.func.id in CALLS and not is_a_door(call)
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    if name in CALLS:
        return name != "join" or any(keyword.arg == "by" for keyword in call.keywords)
    return name in WRITES and bool(ROWS.search(ast.unparse(call.func.value)))


def is_a_door(call):
    return bool(call.args) and ast.unparse(call.args[0]) == "request"


def acts_in_the_table():
    """{name: (whose access it widens, who must agree)} of the decision record."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in DECISION.read_text().splitlines()
        if line.startswith("| `")
    ]
    return {name: (whose, agrees) for act, whose, agrees in rows for name in re.findall(r"`([^`]+)`", act)}
