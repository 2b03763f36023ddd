"""Who works a case: allocations and links, what former workers read, and the rights that follow."""

from cases import staff_changes
from cases.audit.checks import rights_follow_from_connections
from cases.models.access.locks import hold_everybody
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, Absent, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_ACCESS, WITH_THE_CHILD
from emerald.audit.verify import Check
from emerald.parts import People

NO_TEXT = Absent("It holds no text and tells nothing of the child: it says who may open the case.")


def _rights(model: str) -> Record:
    return Record(model=model, pack=NO_TEXT, search=NO_TEXT, retention=WITH_THE_ACCESS, demonstration=PLAYED)


PART = CasePart(
    title="Workers",
    place=60,
    tab=Tab("Workers", "case_allocation"),
    pages=(
        Page("case_allocation", "the workers"),
        Page("allocate", "the allocation of a worker"),
        Page("end_allocation", "the end of a worker's part"),
        Page("end_reading", "the end of what a former worker may read"),
        Page("give_reading_back", "what a former worker may read, to give it back"),
    ),
    chronology=(Kind.ALLOCATION, Kind.ACCESS),
    shortenings=NOTHING,
    due_sources=NOTHING,
    next_actions=NOTHING,
    seen_sources=NOTHING,
    closing_checks=NOTHING,
    pack_sections=NOTHING,
    # Allocations, teams and restrictions are read by `cases.models.access.rights` itself: every other connection ends
    # where these say so.
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=(
        People(
            beforehand=(hold_everybody,),
            role_changed=(staff_changes.sync_rights_of_user,),
            returned=(staff_changes.end_connections_of,),
            leaving=(staff_changes.cases_to_hand_over, staff_changes.cases_left_behind),
            renamed=(staff_changes.tell_new_name,),
            holds_team=(staff_changes.cases_of_team,),
            teams_joined=(staff_changes.move_all_cases,),
        ),
    ),
    evidence=(Check("rights follow from connections", rights_follow_from_connections),),
    prompts=NOTHING,
    demonstration=NOTHING,
    records=(
        *(
            Record(
                model=model, pack=LINE_ONLY, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=demonstration
            )
            for model, demonstration in (
                ("cases.Allocation", PLAYED),
                ("cases.ReadingEnd", Absent("No manager of the demonstration has ended what a former worker reads.")),
            )
        ),
        _rights("cases.CaseUserObjectPermission"),
        _rights("cases.CaseGroupObjectPermission"),
    ),
    exports=NOTHING,
)
