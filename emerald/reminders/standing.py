"""Which notices still hold at this very moment: asked again before each e-mail and each page.

A notice holds while the thing is due on that day and its reader is among those who may be told of the case. One
statement, whatever the number of sources and notices.
"""

from django.db import connection
from django.utils import timezone

from emerald.reminders.models import Notice
from emerald.reminders.register import sources
from emerald.reminders.sweep import as_named

HOLDS = """
SELECT notice.id FROM reminders_notice notice
JOIN accounts_user reader ON reader.id = notice.recipient_id
 AND reader.is_active AND (reader.access_ends_on IS NULL OR reader.access_ends_on >= %(today)s)
WHERE notice.id = ANY(%(keys)s) AND notice.source = %({name})s AND notice.ended_at IS NULL
  AND EXISTS (SELECT FROM ({due}) AS d (subject, case_key, reference, due_on)
              WHERE d.subject = notice.subject AND d.due_on = notice.due_on)
  AND EXISTS (SELECT FROM ({people}) AS p (case_key, person, audience)
              WHERE p.case_key = notice.case_key AND p.person = notice.recipient_id)
"""


def still_hold(notices):
    """Those of `notices` (a queryset) that hold, as a queryset. One query for it, and one for the caller's own."""
    parts, values = [], {"keys": list(notices.values_list("pk", flat=True)), "today": timezone.localdate()}
    for number, source in enumerate(sources()):
        due, due_values = as_named(source.due(), f"due{number}_")
        people, people_values = as_named(source.people(), f"people{number}_")
        parts.append(HOLDS.format(name=f"source{number}", due=due, people=people))
        values |= {f"source{number}": source.key} | due_values | people_values
    if not values["keys"] or not parts:
        return Notice.objects.none()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return Notice.objects.filter(pk__in=[key for (key,) in cursor.fetchall()])
