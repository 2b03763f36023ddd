"""The words of the demonstration: what workers write and what children say."""

from emerald.demo.words import work_around, work_together
from emerald.demo.words.opening import BEGAN, ENDED, OUT_OF_SCHOOL, PLACES
from interventions.sessions.models.work import Work

__all__ = ["BEGAN", "DONE", "ENDED", "OUT_OF_SCHOOL", "PLACES"]

# Kind of work -> what was done.
DONE = {
    Work.RELATIONSHIP: work_together.RELATIONSHIP,
    Work.SAFETY: work_together.SAFETY,
    Work.HEALTHY_RELATIONSHIPS: work_together.HEALTHY_RELATIONSHIPS,
    Work.ONLINE: work_together.ONLINE,
    Work.EMOTIONAL: work_around.EMOTIONAL,
    Work.EDUCATION: work_around.EDUCATION,
    Work.FAMILY: work_around.FAMILY,
    Work.REVIEW: work_around.REVIEW,
    Work.OTHER: work_around.OTHER,
}
