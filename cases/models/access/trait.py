"""The traits of a case as something that few may see."""

from cases.models.access.allocated import Allocated
from cases.models.access.reading_end import EndsReading
from cases.models.access.restricted import Restrictable


class WithAccess(Allocated, Restrictable, EndsReading):
    class Meta:
        abstract = True
