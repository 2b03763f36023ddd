"""Who holds which right on which case: guardian's rows, with a real foreign key to the case.

Rows are written by `cases.models.access.rights` alone. Direct foreign keys keep the index usable and let a row die with
its case; generic rows cast ids to text and outlive it (RELIABILITY.md section 1.3).

There are more of these rows than of anything else, so the keys by which nobody asks have no index of their own: whoever
asks for a person or a group asks the index of the constraint, which begins with them, and nobody asks by right alone.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from emerald.audit.history import track_history


@track_history()
class CaseUserObjectPermission(UserObjectPermissionBase):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        unique_together = [["user", "permission", "content_object"]]


@track_history()
class CaseGroupObjectPermission(GroupObjectPermissionBase):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        unique_together = [["group", "permission", "content_object"]]
