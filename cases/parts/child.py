"""The child: who they are, who is around them, and where they live."""

from cases.models.chronology.entries import Kind
from cases.parts import NOTHING, ON_ITS_PAGE, PLAYED, Absent, CasePart, PackSection, Page, Record, Tab
from cases.registries.pack_sections import child_in_words
from cases.registries.retention import WITH_THE_CHILD
from cases.registries.third_parties import network_of, placements_of
from emerald.accounts.permissions import Right


def around_the_child(model: str, *, pack: str = "child") -> Record:
    return Record(model=model, pack=pack, search=ON_ITS_PAGE, retention=WITH_THE_CHILD, demonstration=PLAYED)


PART = CasePart(
    title="The child",
    place=20,
    tab=Tab("Child", "case_child"),
    pages=(
        Page("case_child", "the child's details"),
        Page("child_identity", "the child's names and birth date, to change them"),
        Page("child_numbers", "the child's numbers, to change them"),
        Page("child_needs", "the child's needs, to change them"),
        Page("add_child_detail", "a new detail of the child"),
        Page("change_child_detail", "a detail of the child, to change it"),
        Page("remove_child_detail", "a detail of the child, to take it off"),
    ),
    chronology=(Kind.DETAILS,),
    shortenings=NOTHING,
    due_sources=NOTHING,
    next_actions=NOTHING,
    seen_sources=NOTHING,
    closing_checks=NOTHING,
    pack_sections=(
        PackSection(
            "child",
            "The child’s details",
            child_in_words,
            needs=Right.READ_CHILD,
            hint="Names, date of birth, addresses, carers, professionals",
        ),
    ),
    third_parties=(network_of, placements_of),
    connections=NOTHING,
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
    demonstration=NOTHING,
    records=(
        around_the_child("cases.Child"),
        around_the_child("cases.AlsoKnownAs"),
        around_the_child("cases.Address"),
        around_the_child("cases.Carer"),
        around_the_child("cases.Professional"),
        around_the_child(
            "cases.LookedAfterPeriod",
            pack=Absent("The section of the child’s details does not have the times of being looked after yet."),
        ),
    ),
    exports=NOTHING,
)
