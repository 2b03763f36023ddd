"""Which rows of every table that tells of a child there are for whoever asks (`emerald.database.row_policies`).

The rule stands in `cases.models.access.visible` and nowhere else; here it is put beneath each table by the way that
leads from its rows to a case. A table is found by its keys, so a new one is protected without a line anywhere; what
takes more than seeing the case is in NEEDS, and what has no policy in OPEN with the reason. The register has rules of
its own (`perpetrators.row_policies`).
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model

from cases.models import Case, Child
from cases.models.access.visible import ON_THE_WALK
from emerald.accounts.permissions import Right
from emerald.database.row_policies import ASKER, RowPolicy, one_of
from emerald.reminders.models import DueThing, Told

# The account that asks, while its access is in force: worked out once for a statement, not for each row.
PERSON = f"""(SELECT id FROM accounts_user WHERE id = {ASKER} AND is_active
    AND (access_ends_on IS NULL OR access_ends_on >= (now() AT TIME ZONE 'Europe/London')::date))"""  # noqa: S608  our own names
PERMISSION = """(SELECT p.id FROM auth_permission p JOIN django_content_type t ON t.id = p.content_type_id
    WHERE t.app_label = 'cases' AND t.model = 'case' AND p.codename = '{right}')"""
GUARDED = {"cases", "interventions"}
# The right on the case that a row takes, where it is more than seeing that there is the case; of a history as of what
# it is the history of. The least of those that open any of it: which words of it somebody reads, the page decides.
NEEDS = {
    "cases_riskassessment": Right.READ_RISK,
    "cases_plan": Right.READ_PLAN,
    "cases_planaction": Right.READ_PLAN,
    "cases_managementdecision": Right.READ_OVERSIGHT,
    "cases_supervision": Right.READ_OVERSIGHT,
    "interventions_session": Right.HEAR_OF_SESSIONS,
    "interventions_contact": Right.HEAR_OF_SESSIONS,
}
OPEN = {
    "cases_caseuserobjectpermission": "says who may see a case, and is what the policies themselves read",
    "cases_casegroupobjectpermission": "the same for groups",
    "cases_caseuserobjectpermissionhistory": "who could see a case on which day: evidence, and nothing of the child",
    "cases_casegroupobjectpermissionhistory": "the same for groups",
    "cases_teammove": "from which team to which, when and why: it names no case",
    "cases_teammovehistory": "the same, as it was",
    "cases_movetold": "which manager was told of a move, and of how many cases: it names none",
    "cases_movetoldhistory": "the same, as it was",
}


def sees_case(case: str, right: str = Right.SEE_CASE) -> str:
    """Whether the case with this key is one that the person holds `right` on."""
    return "(" + ON_THE_WALK.format(case=case) % ((PERSON, PERMISSION.format(right=right)) * 2) + ")"


def sees_child(child: str, right: str = Right.SEE_CASE) -> str:
    """Whether one of the child's cases is."""
    return one_of(f"SELECT own.id FROM cases_case own WHERE own.child_id = {child} AND {sees_case('own.id', right)}")  # noqa: S608  our own names


@cache
def policies() -> dict[str, RowPolicy]:
    """{table: RowPolicy} of all there are."""
    found: dict[str, str] = {}
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in GUARDED]
    waiting = [model for model in models if model._meta.db_table not in OPEN and not model._meta.proxy]
    while True:
        more = {model._meta.db_table: rule for model in waiting if (rule := rule_of(model, found))}
        if not more:
            return {table: RowPolicy(table, rule) for table, rule in (found | of_what_is_due()).items()}
        found |= more
        waiting = [model for model in waiting if model._meta.db_table not in found]


def of_what_is_due() -> dict[str, str]:
    """What is kept of a case is there for whoever sees that case. What is kept of anything else is there for those whom
    it tells, and only they learn that they are told: its source says who these are, by the rights they hold, and they
    are asked again in the transaction in which one of these is taken away."""
    due, told = DueThing._meta.db_table, Told._meta.db_table
    is_told = one_of(
        f"SELECT 1 FROM {told} mine WHERE mine.told_by = {due}.told_by AND mine.case_key = {due}.case_key "  # noqa: S608  our own names
        f"AND mine.person = {PERSON}"
    )
    of_others = {due: is_told, told: f"{told}.person = {PERSON}"}
    return {
        table: f"(CASE WHEN {table}.on_case IS NULL THEN {rule} ELSE {sees_case(f'{table}.on_case')} END)"
        for table, rule in of_others.items()
    }


def rule_of(model: type[Model], guarded: Iterable[str]) -> str | None:
    """By its key to a case, else to a child, else to a row that is guarded itself; None where none of them leads."""
    table = model._meta.db_table
    if model in {Case, Child}:
        return sees_case(f"{table}.id") if model is Case else sees_child(f"{table}.id")
    for ends in ({"cases_case"}, {"cases_child"}, set(guarded)):
        if keys := [key for key in keys_to_others(model) if key.related_model._meta.db_table in ends]:
            return any_of(keys, table)
    return None


def keys_to_others(model: type[Model]) -> list[Any]:
    return [each for each in model._meta.concrete_fields if each.is_relation and each.related_model is not model]


def any_of(keys: list[Any], table: str) -> str:
    """One of the ends of these keys is seen. A row with none of them tells of no child, and is seen by whoever works
    here; where one key is always there, it alone decides."""
    keys = [key for key in keys if not key.null] or keys
    right = NEEDS.get(table.removesuffix("history"), Right.SEE_CASE)
    seen = [sees(key, f"{table}.{key.column}", right) for key in keys]
    if all(key.null for key in keys):
        none = " AND ".join(f"{table}.{key.column} IS NULL" for key in keys)
        seen.append(f"({none} AND {PERSON} IS NOT NULL)")
    return f"({' OR '.join(seen)})"


def sees(key: Any, column: str, right: str) -> str:
    if key.related_model is Case:
        return sees_case(column, right)
    if key.related_model is Child:
        return sees_child(column)
    there = key.related_model._meta.db_table
    return one_of(f"SELECT 1 FROM {there} up WHERE up.id = {column}")  # noqa: S608  our own names
