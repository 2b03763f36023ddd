"""A day on which what one person entered stood on other records more often than chance would have it."""

from typing import Any, Self

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from emerald.accounts.permissions import SiteRight
from emerald.audit.history import track_history
from emerald.audit.models.access_entry import midnight
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Locking

NOTICE = """INSERT INTO audit_manycomparisons (person_id, day, noticed_at, finding)
SELECT %(person)s, %(day)s, %(at)s, '' FROM (
    SELECT count(*) FILTER (WHERE cardinality(subject_ids) > 0) AS hits,
           count(*) FILTER (WHERE detail = 'looking for a child') AS looks
    FROM audit_accessentry WHERE verb = 'compared' AND actor_id = %(person)s AND at >= %(since)s) today
WHERE hits > %(most_hits)s OR looks >= %(most_looks)s ON CONFLICT DO NOTHING"""


class ManyQuerySet(models.QuerySet["ManyComparisons"]):
    def waiting(self) -> Self:
        return self.filter(looked_into_at=None)

    def latest_first(self) -> Self:
        return self.select_related("person", "looked_into_by").order_by("-day", "-pk")

    def of_key(self, pk: int) -> "ManyComparisons | None":
        return self.latest_first().filter(pk=pk).first()


@track_history()
class ManyComparisons(Locking):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    noticed_at = models.DateTimeField(default=now)
    finding = models.TextField(blank=True)
    looked_into_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    looked_into_at = models.DateTimeField(null=True)

    right_to_change = SiteRight.LOOK_INTO_COMPARISONS

    objects = ManyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "many comparisons"
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="many_comparisons_once_a_day"),
            models.CheckConstraint(
                condition=Q(finding="", looked_into_by=None, looked_into_at=None)
                | ~Q(finding="") & Q(looked_into_by__isnull=False, looked_into_at__isnull=False),
                name="many_comparisons_looked_into_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"many comparisons of {self.person_id} on {self.day}"

    @classmethod
    def notice(cls, person: Any) -> None:
        """Write the day down once there were more than the settings allow for. One statement, also for nothing."""
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(
                NOTICE,
                {
                    "person": person.pk,
                    "day": today,
                    "at": now(),
                    "since": midnight(today),
                    "most_hits": settings.HITS_A_DAY,
                    "most_looks": settings.LOOKS_A_DAY,
                },
            )

    def gives(self, right: SiteRight, *, to: Any) -> bool:
        return to.has_site_right(right)

    def not_given(self, right: SiteRight, *, to: Any) -> str:
        return "A data protection officer looks into this."

    def why_not_any_more(self) -> list[str]:
        return [f"{self.looked_into_by.name} has looked into this already."] if self.looked_into_at else []  # type: ignore[union-attr]  # a constraint holds that who stands beside it

    @transaction.atomic
    def look_into(self, *, by: Any, finding: str) -> Self:
        """Say what was behind it. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        if not finding.strip():
            raise NotYet("Enter what you found.")
        self.finding, self.looked_into_by, self.looked_into_at = finding, by, now()
        self.save()
        return self
