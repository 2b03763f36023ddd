"""Who has opened one case: the log's own rows about it, and what they add up to for each person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q

from cases.models import Case
from emerald.accounts.roles import ROLES
from emerald.audit.models.access_entry import AccessEntry, AccessEntryQuerySet, Outcome


@dataclass(frozen=True)
class AccessTrail:
    case: Case

    def entries(self) -> AccessEntryQuerySet:
        """Every look at this case, newest first, and every try by its reference of people who may not see it."""
        log = AccessEntry.objects
        return (log.readers_of("case", self.case.pk) | log.about(self.case.reference)).newest_first()

    def people(self) -> list[dict[str, Any]]:
        """One row for each person in each role they had: how often each outcome, and when last. The latest first."""
        allowed = Q(outcome=Outcome.ALLOWED)
        rows = (
            self.entries()
            .order_by()
            .values("actor_id", "actor_name", "actor_label", "actor_role")
            .annotate(
                opened=Count("pk", filter=allowed & ~Q(verb__in=["listed", "compared"])),
                listed=Count("pk", filter=allowed & Q(verb="listed")),
                refused=Count("pk", filter=~allowed),
                last=Max("at"),
            )
        )
        return sorted(rows, key=lambda row: row["last"], reverse=True)


def role_in_words(key: str) -> str:
    """Caseworker; a role that is no longer in the table keeps the word it had."""
    return ROLES[key].title if key in ROLES else key.replace("_", " ") or "No role"
