"""Who may be told of something due on a case by a right on it, as SQL about one thing `d`: the same people as
`cases.due.sources.people_of_cases`, found from the case, and only those persons who are asked for.

The shorter questions beside it ask of one reader alone whether they do it, each from where that leads to few rows.
"""

from cases.due.sources import MANAGERS
from cases.models.access.visible import ON_THE_WALK, permission_ids
from emerald.accounts.permissions import Right
from emerald.accounts.roles import PRACTICE_MANAGER, SERVICE_MANAGER
from emerald.reminders.escalation import Audience
from emerald.reminders.told_by_right import ByRight

_OF_ROLE = "CASE {role} " + " ".join(f"WHEN '{key}' THEN {int(audience)}" for key, audience in MANAGERS.items())
_MANAGERS = ", ".join(f"'{key}'" for key in MANAGERS)
BY_RIGHT = f"""
SELECT mine.user_id, {int(Audience.WORKER)} FROM cases_caseuserobjectpermission mine
JOIN cases_allocation leads ON leads.case_id = mine.content_object_id AND leads.user_id = mine.user_id
    AND leads.part = 'lead' AND leads.ended_on IS NULL
WHERE mine.content_object_id = d.case_key AND mine.permission_id = {{right}} AND mine.user_id {{persons}}
UNION ALL
SELECT mine.user_id, {_OF_ROLE.format(role="of_person.role")} ELSE {int(Audience.COLLEAGUE)} END
FROM cases_caseuserobjectpermission mine JOIN accounts_user of_person ON of_person.id = mine.user_id
WHERE mine.content_object_id = d.case_key AND mine.permission_id = {{right}} AND mine.user_id {{persons}}
UNION ALL
SELECT member.user_id, {_OF_ROLE.format(role="of_team.role")} END
FROM accounts_user_groups member JOIN accounts_teamgroup of_team ON of_team.group_id = member.group_id
    AND of_team.role IN ({_MANAGERS})
JOIN cases_casegroupobjectpermission ours ON ours.group_id = member.group_id
    AND ours.content_object_id = d.case_key AND ours.permission_id = {{right}}
WHERE member.user_id {{persons}}
"""  # noqa: S608  our own names; values are parameters
# The same of many cases at once, each part joined to them, so that the planner goes by cases where there are few and
# reads all rows of the right where there are many.
PEOPLE_OF = f"""
SELECT due.case_key, mine.user_id, {int(Audience.WORKER)} FROM {{cases}} due
JOIN cases_allocation leads ON leads.case_id = due.case_key AND leads.part = 'lead' AND leads.ended_on IS NULL
JOIN cases_caseuserobjectpermission mine ON mine.user_id = leads.user_id AND mine.permission_id = {{right}}
    AND mine.content_object_id = due.case_key
UNION ALL
SELECT due.case_key, mine.user_id, {_OF_ROLE.format(role="of_person.role")} ELSE {int(Audience.COLLEAGUE)} END
FROM {{cases}} due
JOIN cases_caseuserobjectpermission mine ON mine.content_object_id = due.case_key AND mine.permission_id = {{right}}
JOIN accounts_user of_person ON of_person.id = mine.user_id
UNION ALL
SELECT due.case_key, member.user_id, {_OF_ROLE.format(role="of_team.role")} END
FROM {{cases}} due
JOIN cases_casegroupobjectpermission ours ON ours.content_object_id = due.case_key AND ours.permission_id = {{right}}
JOIN accounts_teamgroup of_team ON of_team.group_id = ours.group_id AND of_team.role IN ({_MANAGERS})
JOIN accounts_user_groups member ON member.group_id = ours.group_id
"""  # noqa: S608  our own names; values are parameters

MANY = 1000  # so many cases are found by going through what is due by its day
_GROUPS = """ARRAY(SELECT member.group_id FROM accounts_user_groups member
    JOIN accounts_teamgroup of_team ON of_team.group_id = member.group_id
    WHERE member.user_id = ANY(p.persons) AND of_team.role = '{role}')"""
_NAMES = {"practice": PRACTICE_MANAGER.key, "service": SERVICE_MANAGER.key}
_BY_GROUP = """SELECT content_object_id FROM cases_casegroupobjectpermission
    WHERE group_id = ANY({groups}) AND permission_id = %(see)s"""
STANDING = f"""
SELECT ARRAY(SELECT case_id FROM cases_allocation
             WHERE user_id = ANY(p.persons) AND part = 'lead' AND ended_on IS NULL) AS led,
       m.practice, m.service,
       ARRAY(SELECT {_OF_ROLE.format(role="role")} END FROM accounts_user
             WHERE id = ANY(p.persons) AND role IN ({_MANAGERS})) AS named,
       (SELECT count(*) FROM ({_BY_GROUP.format(groups="m.practice || m.service")} LIMIT {MANY + 1}) probe) > {MANY}
           AS many
FROM (SELECT {", ".join(f"{_GROUPS.format(role=role)} AS {name}" for name, role in _NAMES.items())}) m
"""  # noqa: S608  our own names; values are parameters
HELD = "SELECT content_object_id FROM cases_caseuserobjectpermission WHERE user_id = %(me)s"
MANAGED = f"""{_BY_GROUP.format(groups="%(practice)s::bigint[] || %(service)s::bigint[]")}
    UNION ALL SELECT content_object_id FROM cases_caseuserobjectpermission
    WHERE user_id = ANY(%(persons)s) AND permission_id = %(see)s"""  # noqa: S608  our own names; values are parameters
HOLDS = """(SELECT id FROM cases_caseuserobjectpermission
    WHERE user_id = %(me)s AND permission_id = f.right AND content_object_id = d.on_case LIMIT 1) IS NOT NULL"""
_MANAGES = """(f.doers & {doer} <> 0 AND (
    ((SELECT role FROM accounts_user WHERE id = %(me)s) = '{role}' AND {holds})
    OR (SELECT id FROM cases_casegroupobjectpermission WHERE group_id = ANY(%({name})s)
        AND permission_id = f.right AND content_object_id = d.on_case LIMIT 1) IS NOT NULL))"""
MANAGES = " OR ".join(
    _MANAGES.format(doer=1 << MANAGERS[role], role=role, name=name, holds=HOLDS) for name, role in _NAMES.items()
)
RULE = ByRight(
    people=BY_RIGHT,
    people_of=PEOPLE_OF,
    standing=STANDING,
    managed=MANAGED,
    held=HELD,
    sees=ON_THE_WALK.format(case="d.on_case") % (("%(me)s", "%(see)s") * 2),
    works=HOLDS,
    manages=MANAGES,
    on_case="(SELECT id FROM cases_case WHERE reference = {reference})",
    keys=permission_ids,
    see=Right.SEE_CASE,
)
