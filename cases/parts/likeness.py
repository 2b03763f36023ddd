"""Two records that may be of one child: noticed when one is opened or changed, decided by a manager."""

from cases.due import likenesses as likeness_due
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, Absent, CasePart, Page, Record
from cases.registries.retention import WITH_THE_CHILD
from emerald.reminders.register import DueSource

PART = CasePart(
    title="Two records of one child",
    place=21,
    tab=None,
    pages=(
        Page("likenesses", "the list of records that may be of one child"),
        Page("likeness", "a question about two records that may be of one child"),
    ),
    chronology=(Kind.DETAILS,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "likeness",
            "Two records that may be of one child, to decide",
            due=likeness_due.likenesses,
            people=likeness_due.people_of_likenesses,
            page="likeness",
            reference_in_page="likeness",
            escalation=likeness_due.DECIDING,
            about="likeness",
            seen_by=likeness_due.likenesses_seen_by,
            by_comparison=True,
        ),
    ),
    next_actions=NOTHING,
    seen_sources=NOTHING,
    closing_checks=NOTHING,
    pack_sections=NOTHING,
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=(
        Record(
            model="cases.Likeness",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=Absent("No two records of the demonstration may be of one child."),
        ),
    ),
    exports=NOTHING,
)
