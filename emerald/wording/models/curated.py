"""What the wording list and the prompts have in common: managers keep them, and every earlier wording can be read."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, models
from django.db.models import QuerySet, TextChoices

from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import who_may
from emerald.clock import now
from emerald.versioned import Versioned

if TYPE_CHECKING:
    from emerald.accounts.models.user import User


class Curated(Versioned):
    right_to_change, called_here = SiteRight.KEEP_WORDING, "this"

    if TYPE_CHECKING:  # made by its history
        pgh_event_model: Any

    is_on = models.BooleanField(default=True)
    # Nobody: it came with Emerald and was never changed.
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def lock_list(cls, *, by: "User") -> None:
        """Require the right, and wait until anybody else who changes the list has finished. Raises NotYours."""
        cls().ask_right(by=by)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wording'))")

    def begin_change(self, *, by: "User", right: TextChoices | None = None, version: int | None = None) -> None:
        """As `Versioned.begin_change`; the whole list first, because a phrase stands on it once."""
        self.lock_list(by=by)
        super().begin_change(by=by, right=right, version=version)

    def gives(self, right: TextChoices | None, *, to: Any) -> bool:
        return bool(to.has_site_right(right))

    def not_given(self, right: TextChoices | None, *, to: Any) -> str:
        return who_may(self.right_to_change)

    def write(self, *, by: "User", **words: Any) -> None:
        for name, said in words.items():
            setattr(self, name, said)
        self.changed_by, self.changed_at = by, now()
        self.save_next_version()

    @property
    def versions(self) -> QuerySet[Any]:
        """Every wording there was, the newest first; each with `changed_by` fetched."""
        kept = self.pgh_event_model.objects.filter(pgh_obj_id=self.pk)
        return kept.select_related("changed_by").order_by("-version", "-pgh_id")
