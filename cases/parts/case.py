"""A case: its overview, the lists of cases, and how one is opened and found."""

from cases import draft_kinds
from cases.due.narrowed import OF_CASES, OF_DRAFTS
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.drafts.doors import RecordKind
from emerald.parts import Drafts
from emerald.reminders.register import DueSource

PART = CasePart(
    title="The case",
    place=10,
    tab=Tab("Overview", "case"),
    pages=(
        Page("case", "the overview of the case"),
        Page("open_case", "the look for a child before opening a case"),
        Page("find_child", "the search for a child"),
        Page("my_cases", "their own list of cases"),
        Page("team_cases", "the team's list of cases"),
        Page("unallocated_cases", "the list of cases without a worker"),
        Page("home", "their home page"),
        Page("hand_over", "the handing over of somebody's cases"),
    ),
    chronology=NOTHING,
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "kept_draft",
            "Text that somebody typed who cannot open the case any more",
            due=draft_kinds.drafts,
            people=draft_kinds.people_of_drafts,
            page="kept_draft",
            subject_in_page="pk",
            escalation=draft_kinds.GIVING_OUT,
            by_right=draft_kinds.GIVES_OUT,
            narrowed=OF_DRAFTS | OF_CASES,
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
    drafts=(
        Drafts(
            kinds=(
                RecordKind(
                    "EM",
                    seen_by=draft_kinds.seen_by,
                    ask=draft_kinds.ask,
                    gives_out=draft_kinds.gives_out,
                    belongs_to=draft_kinds.belongs_to,
                ),
            ),
            taken_over=NOTHING,
        ),
    ),
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=(
        Record(model="cases.Case", pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED),
    ),
    exports=NOTHING,
)
