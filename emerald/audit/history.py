"""Every change of every model is kept, by triggers: bulk operations and raw SQL too."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from emerald.audit.append_only import AppendOnly, Stamped
from emerald.audit.transaction_clock import TransactionNumber

Model = TypeVar("Model", bound=type[models.Model])


class History(pghistory.models.Event):
    """What a kept row looked like after an insert or an update, or before a delete (`pgh_label` says which).

    `pgh_context` holds who: `actor` (user id or a name of a command), `role`, `page` or `reason`. It is a copy in
    every row rather than a shared row of pghistory's, because those may be changed and so could not be sealed.
    """

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)

    read_by_pages = False

    class Meta:
        abstract = True


def track_history(exclude: Iterable[str] = (), *, read_by_pages: bool = False) -> Callable[[Model], Model]:
    """Class decorator: a table `<Model>History` beside the model's own, which outlives the rows it tells of.

    `exclude` names fields not to be kept; a change to nothing else leaves no row. `read_by_pages`: pages show earlier
    versions from it, so that its years stay in the database and none goes into the archive.
    """

    def decorate(model: Model) -> Model:
        tracked: Any = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=f"{model.__name__}History",
            base_model=History,
            exclude=list(exclude),
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            append_only=False,  # ours refuses TRUNCATE as well
            meta={
                "default_permissions": (),
                "triggers": [AppendOnly(), Stamped(function="audit_stamp_history")],
                "indexes": [BrinIndex(fields=["pgh_xid"], autosummarize=True, pages_per_range=32)],
            },
        )(model)
        tracked.pgh_event_model.read_by_pages = read_by_pages
        return tracked

    return decorate
