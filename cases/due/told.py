"""Who may be told of something due on a case by a right on it, as SQL about one thing `d`: the same people as
`cases.due.sources.people_of_cases`, found from the case, and only those persons who are asked for."""

from cases.due.sources import MANAGERS
from emerald.reminders.escalation import Audience

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
