"""The traits of a case that people plan for, look at again and answer for."""

from cases.models.planning.oversight import Overseen
from cases.models.planning.plan import Planned
from cases.models.planning.review import Reviewed


class WithPlanning(Planned, Reviewed, Overseen):
    class Meta:
        abstract = True
