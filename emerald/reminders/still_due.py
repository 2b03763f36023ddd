"""Which notices still hold at this very moment: asked again before each e-mail and each page.

A notice holds while the thing is due on that day and its reader is among those who may be told of the case. One
statement, whatever the number of sources and notices.
"""

from django.db import connection
from django.utils import timezone

from emerald.reminders.models import Notice
from emerald.reminders.register import sources
from emerald.reminders.statements import due_of, people_of

STILL_DUE = """
SELECT notice.id FROM reminders_notice notice
JOIN accounts_user reader ON reader.id = notice.recipient_id
 AND reader.is_active AND (reader.access_ends_on IS NULL OR reader.access_ends_on >= %(today)s)
WHERE notice.id = ANY(%(keys)s) AND notice.source = %({name})s AND notice.ended_at IS NULL
  AND EXISTS (SELECT FROM ({due}) AS d (subject, case_key, reference, due_on)
              WHERE d.subject = notice.subject AND d.due_on = notice.due_on)
  AND EXISTS (SELECT FROM ({people}) AS p (case_key, person, audience)
              WHERE p.case_key = notice.case_key AND p.person = notice.recipient_id)
"""


def still_due(notices, made=None):
    """Those of `notices` (a queryset) that hold, as a queryset. Two queries for it, and one for the caller's own.

    A caller with many people in a row gives one dict as `made`, in which the statements' text is kept meanwhile.
    """
    made = {} if made is None else made
    asked = dict(notices.values_list("pk", "source"))
    parts = [
        made.get(source.key) or made.setdefault(source.key, question(source))
        for source in sources()
        if source.key in set(asked.values())
    ]
    if not parts:
        return Notice.objects.none()
    values = {"keys": list(asked), "today": timezone.localdate()}
    for _, more in parts:
        values |= more
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _ in parts), values)
        return Notice.objects.filter(pk__in=[key for (key,) in cursor.fetchall()])


def question(source):
    """The part about this source, as (SQL, parameters)."""
    due, due_values = due_of(source, f"{source.key}_due")
    people, people_values = people_of(source, f"{source.key}_people")
    return (
        STILL_DUE.format(name=source.key, due=due, people=people),
        {source.key: source.key} | due_values | people_values,
    )
