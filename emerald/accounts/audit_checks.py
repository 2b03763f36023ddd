"""What only this room can tell of the evidence: is everybody in the groups of their teams and role, and in no other?"""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db import connection

from emerald.accounts.models import User

_COMPARE = """
WITH should AS (SELECT m.user_id, g.group_id FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
                JOIN accounts_teamgroup g ON g.team_id = m.team_id AND g.role = u.role),
have AS (SELECT user_id, group_id FROM accounts_user_groups)
SELECT (SELECT count(*) FROM (TABLE should EXCEPT TABLE have) missing),
       (SELECT count(*) FROM (TABLE have EXCEPT TABLE should) too_many)
"""


def people_are_in_the_groups_of_their_teams() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE)
        [(missing, too_many)] = cursor.fetchall()
    if missing:
        yield f"{missing} people are not in the group of their team and role."
    if too_many:
        yield f"{too_many} people are in a group that follows from no team and role of theirs."
    for model, to_whom in ((User.user_permissions.through, "a person"), (Group.permissions.through, "a group")):
        if given := model.objects.count():
            yield f"{given} rights over whole tables were given to {to_whom}."
