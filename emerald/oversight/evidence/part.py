"""Evidence: somebody looks into the days on which much was compared."""

from emerald.oversight.evidence import due
from emerald.parts import NOTHING, Part
from emerald.reminders.register import DueSource

PART = Part(
    title="Evidence",
    place=110,
    due_sources=(
        DueSource(
            "many_comparisons",
            "Much was compared with other records on one day, to look into",
            due=due.days,
            people=due.people_of_days,
            page="look_into_comparisons",
            reference_in_page="day",
            subject_in_page="pk",
            escalation=due.LOOKING_INTO,
            about="day of comparisons",
            seen_by=due.days_seen_by,
            by_comparison=True,
        ),
    ),
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
)
