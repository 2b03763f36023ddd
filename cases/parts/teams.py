"""Which team has a case, and how cases go from one team to another."""

from cases.due import team_moves
from cases.models.chronology.entries import Kind
from cases.parts import LINE_ONLY, NOTHING, ON_ITS_PAGE, Absent, CasePart, Page, Record
from cases.registries.retention import WITH_THE_CHILD, WITH_THE_EVIDENCE
from emerald.reminders.register import DueSource

NO_CHILD = Absent("It names two teams and a reason, and no child.")
NOTHING_MOVED = Absent("Nobody of the demonstration has moved a case to another team.")

PART = CasePart(
    title="Teams",
    place=61,
    tab=None,
    pages=(
        Page("move_case", "the move of the case to another team"),
        Page("my_teams", "the list of teams"),
        Page("move_cases", "the move of a team’s cases"),
        Page("split_team", "a team to split"),
        Page("join_team", "a team to join to another"),
        Page("end_team", "a team to end"),
        Page("team_move", "what they were told of a move between teams"),
    ),
    chronology=(Kind.ALLOCATION,),
    shortenings=NOTHING,
    due_sources=(
        DueSource(
            "team_move",
            "Cases that went to another team, to read",
            due=team_moves.moves,
            people=team_moves.people_of_moves,
            page="team_move",
            reference_in_page="told",
            escalation=team_moves.ON_THE_SAME_DAY,
            about="move between teams",
            seen_by=team_moves.moves_told_to,
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
            model="cases.TeamChange",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=NOTHING_MOVED,
        ),
        Record(
            model="cases.TeamMove",
            pack=NO_CHILD,
            search=NO_CHILD,
            retention=WITH_THE_EVIDENCE,
            demonstration=NOTHING_MOVED,
        ),
        Record(
            model="cases.MoveTold",
            pack=NO_CHILD,
            search=NO_CHILD,
            retention=WITH_THE_EVIDENCE,
            demonstration=NOTHING_MOVED,
        ),
    ),
    exports=NOTHING,
)
