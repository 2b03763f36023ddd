"""The first page of a list of cases beside the least it could cost: the same rows by SQL written by hand for this one
question, and what guardian's own list costs, in processor time of this process and its part of the database."""

import time
from functools import partial
from statistics import median

from django.db import connection
from guardian.shortcuts import get_objects_for_user

from cases.models import Case
from cases.models.access.visible import permission_ids
from cases.models.queries import CaseQuerySet
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.paging import page_of
from tests.costs.council import LARGE_SERVICE
from tests.costs.web import processor_time

WHO = {
    "caseworker": "a worker's 20 cases",
    "practice_manager": "a team's 300 cases",
    LARGE_SERVICE: "a service's 5,000 cases",
}
SHOWN = "cases_case.*, child.*, team.name, lead.name"
WITH_ALL = """
    FROM {cases} cases_case JOIN cases_child child ON child.id = child_id JOIN accounts_team team ON team.id = team_id
    LEFT JOIN cases_allocation part ON part.case_id = cases_case.id AND part = 'lead' AND ended_on IS NULL
    LEFT JOIN accounts_user lead ON lead.id = part.user_id"""
# Two ways to write it: from what somebody sees, where that is little; from the newest case on, where it is much.
FROM_RIGHTS = f"""
    SELECT {SHOWN} {
    WITH_ALL.format(
        cases='''(
        SELECT * FROM cases_case WHERE closed_on IS NULL AND id = ANY(ARRAY(
            SELECT content_object_id FROM cases_caseuserobjectpermission
            WHERE user_id = %(user)s AND permission_id = %(right)s
            UNION SELECT content_object_id FROM cases_casegroupobjectpermission
            JOIN accounts_user_groups USING (group_id)
            WHERE accounts_user_groups.user_id = %(user)s AND permission_id = %(right)s))
        ORDER BY opened_on DESC, id DESC LIMIT 25)'''
    )
} ORDER BY opened_on DESC, cases_case.id DESC"""
FROM_NEWEST = f"""
    SELECT {SHOWN} {
    WITH_ALL.format(
        cases='''(
        SELECT * FROM cases_case one WHERE closed_on IS NULL AND (
            EXISTS (SELECT FROM cases_caseuserobjectpermission p WHERE p.content_object_id = one.id
                    AND user_id = %(user)s AND permission_id = %(right)s)
            OR EXISTS (SELECT FROM cases_casegroupobjectpermission p JOIN accounts_user_groups g USING (group_id)
                       WHERE p.content_object_id = one.id AND g.user_id = %(user)s AND permission_id = %(right)s))
        ORDER BY opened_on DESC, id DESC LIMIT 25)'''
    )
} ORDER BY opened_on DESC, cases_case.id DESC"""


def compared(people, rounds=11):
    """{who: (Emerald's list, by hand, guardian's)} in milliseconds. `people`: role -> key."""
    found = {}
    for role, who in WHO.items():
        person = User.objects.get(pk=people[role])
        asks = {"emerald": partial(emeralds, person), "guardian": partial(guardians, person)}
        asks |= {way: partial(by_hand, way, person) for way in (FROM_RIGHTS, FROM_NEWEST)}
        spent = milliseconds(asks, rounds)
        found[who] = spent["emerald"], min(spent[FROM_RIGHTS], spent[FROM_NEWEST]), spent["guardian"]
    return found


def emeralds(person):
    return page_of(Case.objects.visible_to(person).open().newest_first(), {}, ready=CaseQuerySet.with_people).rows


def guardians(person):
    mine = get_objects_for_user(
        person, "cases.view_case", Case.objects.open(), with_superuser=False, accept_global_perms=False
    )
    return page_of(mine.newest_first(), {}, ready=CaseQuerySet.with_people).rows


def by_hand(way, person):
    with connection.cursor() as cursor:
        cursor.execute(way, {"user": person.pk, "right": permission_ids()[Right.SEE_CASE]})
        return cursor.fetchall()


def milliseconds(asks, rounds):
    """The median of each, in turns; the first run does not count."""
    found = {name: [] for name in asks}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(backend,)] = cursor.fetchall()
    for number in range(rounds + 1):
        for name, ask in asks.items():
            began = time.process_time() + processor_time(backend)
            ask()
            if number:
                found[name].append((time.process_time() + processor_time(backend) - began) * 1e3)
    return {name: median(spent) for name, spent in found.items()}
