"""What the wording list and the prompts have in common: managers keep them, and every earlier wording can be read."""

from django.conf import settings
from django.db import connection, models

from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import who_may
from emerald.clock import now
from emerald.guards import ChangedMeanwhile, NotYours


class Kept(models.Model):
    is_on = models.BooleanField(default=True)
    # Nobody: it came with Emerald and was never changed.
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def take_hold(by):
        """Ask the right, and wait until whoever else changes the list has finished. Raises NotYours."""
        if not by.has_site_right(SiteRight.KEEP_WORDING):
            raise NotYours(who_may(SiteRight.KEEP_WORDING))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wording'))")

    def is_still(self, version):
        """Raises ChangedMeanwhile when somebody saved since the page of this `version`; None compares nothing."""
        if version is not None and version != self.version:
            who = self.changed_by.name if self.changed_by else "Somebody"
            raise ChangedMeanwhile(
                f"While your page was open, {who} changed this. Nothing was saved; what you typed "
                "is still here. Save again to replace what was written.",
                now=self,
            )

    def write(self, *, by, **words):
        for name, said in words.items():
            setattr(self, name, said)
        self.changed_by, self.changed_at, self.version = by, now(), self.version + 1
        self.save()

    @property
    def versions(self):
        """Every wording there was, the newest first; each with `changed_by` fetched."""
        kept = self.pgh_event_model.objects.filter(pgh_obj_id=self.pk)
        return kept.select_related("changed_by").order_by("-version", "-pgh_id")
