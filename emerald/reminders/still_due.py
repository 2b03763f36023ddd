"""Which notices still hold at this very moment: asked again before each e-mail and each page.

A notice holds while the thing is due on that day and its reader is among those who may be told of it. One statement of
a fixed text, whatever the number of sources and notices, from the rows that are kept.
"""

import json
from typing import Any

from django.db import connection
from django.utils import timezone

from emerald.database.identity import acting_as_emerald
from emerald.reminders.keeping import keep_touched
from emerald.reminders.models import Notice
from emerald.reminders.models.notice import NoticeQuerySet
from emerald.reminders.register import sources
from emerald.reminders.statements import as_named
from emerald.reminders.told_by_right import keys_of_rights, people_by_right

STILL_DUE = """
SELECT notice.id FROM reminders_notice notice
JOIN accounts_user reader ON reader.id = notice.recipient_id
 AND reader.is_active AND (reader.access_ends_on IS NULL OR reader.access_ends_on >= %(today)s)
JOIN reminders_duething d ON d.source = notice.source AND d.subject = notice.subject AND d.due_on = notice.due_on
 AND d.case_key = notice.case_key AND (d.over_at IS NULL OR d.over_at > %(now)s)
WHERE notice.id = ANY(ARRAY({mine})) AND notice.ended_at IS NULL AND d.source = ANY(%(sources)s) AND (
    EXISTS (SELECT FROM reminders_told kept WHERE kept.told_by = d.told_by AND kept.case_key = d.case_key
            AND kept.person = notice.recipient_id)
    OR reader.role = (%(stand_ins)s::jsonb ->> d.source)
    OR EXISTS ({by_right}))
"""
RIGHT = "(%(rights)s::jsonb ->> d.source)::int"


def still_due(notices: Any) -> NoticeQuerySet:
    """Those of `notices` (a queryset) that hold, as a queryset. Two queries for it, and one for the caller's own."""
    keep_touched()
    return Notice.objects.filter(pk__in=_holding(notices))


def how_many_still_due(notices: NoticeQuerySet) -> int:
    """How many of them hold, for a page that has just listed what is due: one query."""
    return len(_holding(notices))


@acting_as_emerald("due list")
def _holding(notices: NoticeQuerySet) -> list[Notice]:
    rights = keys_of_rights()
    mine, values = as_named(notices.order_by().values("pk"), "mine_")
    values |= {
        "sources": list(rights),
        "rights": json.dumps(rights),
        "stand_ins": json.dumps({one.key: one.stand_ins for one in sources() if one.stand_ins}),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    by_right = people_by_right("= notice.recipient_id", RIGHT)
    with connection.cursor() as cursor:
        cursor.execute(STILL_DUE.format(mine=mine, by_right=by_right), values)
        return [key for (key,) in cursor.fetchall()]
