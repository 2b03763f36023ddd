"""Who holds which right on which case: guardian's rows, with a real foreign key to the case.

Rows are written by `cases.models.access.rights` alone. Direct foreign keys keep the index usable and let a row die with
its case; generic rows cast ids to text and outlive it (RELIABILITY.md section 1.3).
"""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from emerald.audit.history import track_history


@track_history()
class CaseUserObjectPermission(UserObjectPermissionBase):
    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        unique_together = [["user", "permission", "content_object"]]


@track_history()
class CaseGroupObjectPermission(GroupObjectPermissionBase):
    content_object = models.ForeignKey("cases.Case", on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        unique_together = [["group", "permission", "content_object"]]
