"""Who else has a page of a case open to change it: true for two minutes after a page's last beat, then forgotten.

Shown so that two people do not write the same thing twice. It decides nothing: whoever was quicker is found by the
versions of the record, whatever this table says. It is lost when the database server crashes, and no history of it is
kept: who opened what is in the access log.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from emerald.accounts.models import User
from emerald.database import base

FORGOTTEN_AFTER = timedelta(minutes=2)  # four beats of a page (emerald/frontend/modules/here.js)
MOST = 5  # colleagues named


@dataclass(frozen=True)
class Colleague:
    """Somebody else who has a page of the case open: the URL name of the page they opened last, and since when."""

    name: str
    page: str
    since: datetime


class OpenPageQuerySet(models.QuerySet["OpenPage"]):
    def forget_old(self) -> tuple[int, dict[str, int]]:
        return self.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()

    def leave(self, user: User, visit: UUID) -> tuple[int, dict[str, int]]:
        """The page is gone. Another window of the same person on the same page is another visit."""
        return self.filter(visit=visit, user=user).delete()

    def beat(self, case: Any, user: User, *, visit: UUID, page: str) -> list[Colleague]:
        """Keep that `user` has `page` of `case` open, and say who else has one: one query.

        `visit` (a UUID) is one copy of the page; nobody can keep somebody else's open.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                BEAT,
                {
                    "visit": visit,
                    "case": case.pk,
                    "user": user.pk,
                    "page": page,
                    "most": MOST,
                    "now": timezone.now(),
                    "forgotten": timezone.now() - FORGOTTEN_AFTER,
                },
            )
            return [Colleague(*row) for row in cursor.fetchall()]


class OpenPage(models.Model):
    """Without foreign keys in the database and without its log (migration 0002): a beat waits for nobody who is just
    changing the case, and nobody waits for a beat."""

    visit = models.UUIDField(primary_key=True)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, db_constraint=False, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    page = models.CharField(max_length=80)  # the name of its URL
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    objects = OpenPageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.page


# What a statement reads is as it was before the statement: one's own row is not among the answers, nor would it be.
BEAT = """
    WITH mine AS (
        INSERT INTO cases_openpage (visit, case_id, user_id, page, opened_at, seen_at)
        VALUES (%(visit)s, %(case)s, %(user)s, %(page)s, %(now)s, %(now)s)
        ON CONFLICT (visit) DO UPDATE SET seen_at = EXCLUDED.seen_at
        WHERE cases_openpage.user_id = EXCLUDED.user_id AND cases_openpage.case_id = EXCLUDED.case_id)
    SELECT name, page, opened_at FROM (
        SELECT DISTINCT ON (user_id) name, page, opened_at
        FROM cases_openpage JOIN accounts_user ON accounts_user.id = user_id
        WHERE case_id = %(case)s AND user_id <> %(user)s AND seen_at >= %(forgotten)s
        ORDER BY user_id, opened_at DESC) latest
    ORDER BY opened_at, name LIMIT %(most)s"""
base.statements_of_no_concern.add(BEAT)  # nothing that is due reads who is where
