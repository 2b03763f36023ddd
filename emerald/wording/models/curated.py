"""What the wording list and the prompts have in common: managers keep them, and every earlier wording can be read."""

from django.conf import settings
from django.db import connection, models

from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import who_may
from emerald.clock import now
from emerald.versioned import Versioned


class Curated(Versioned):
    right_to_change, called_here = SiteRight.KEEP_WORDING, "this"

    is_on = models.BooleanField(default=True)
    # Nobody: it came with Emerald and was never changed.
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def lock_list(cls, *, by):
        """Require the right, and wait until anybody else who changes the list has finished. Raises NotYours."""
        cls().ask_right(by=by)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wording'))")

    def begin_change(self, *, by, version=None):
        """As `Versioned.begin_change`; the whole list first, because a phrase stands on it once."""
        self.lock_list(by=by)
        super().begin_change(by=by, version=version)

    def gives(self, right, *, to):
        return to.has_site_right(right)

    def not_given(self, right, *, to):
        return who_may(right)

    def write(self, *, by, **words):
        for name, said in words.items():
            setattr(self, name, said)
        self.changed_by, self.changed_at = by, now()
        self.save_next_version()

    @property
    def versions(self):
        """Every wording there was, the newest first; each with `changed_by` fetched."""
        kept = self.pgh_event_model.objects.filter(pgh_obj_id=self.pk)
        return kept.select_related("changed_by").order_by("-version", "-pgh_id")
