"""The chronology: its lines, significant events, pins, and the packs that are made of it."""

from cases.models.chronology.entries import Kind
from cases.parts import CHRONOLOGY, LINE_ONLY, NOTHING, ON_ITS_PAGE, PLAYED, Absent, CasePart, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD, WITH_THE_EVIDENCE

PART = CasePart(
    title="The chronology",
    place=40,
    tab=Tab("Chronology", "case_chronology"),
    pages=(
        Page("case_chronology", "the chronology"),
        Page("print_chronology", "the chronology, to print it"),
        Page("record_event", "the page for adding a significant event"),
        Page("withdraw_event", "the withdrawal of a significant event"),
        Page("pin_entry", "an entry of the chronology, to pin it"),
        Page("unpin_entry", "a pinned entry, to take the pin off"),
        Page("packs", "the list of packs made"),
        Page("make_pack", "the check before a pack of the chronology"),
    ),
    chronology=(Kind.EVENT,),
    shortenings=NOTHING,
    due_sources=NOTHING,
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
            model="cases.ChronologyEntry",
            pack=CHRONOLOGY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="cases.ChronologyPin",
            pack=Absent("A pin is the team’s own mark; that the line is significant shows in the pack."),
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="cases.ChronologyRemoval",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=Absent("Nothing of the demonstration was filed on a wrong case."),
        ),
        Record(
            model="cases.Pack",
            pack=Absent("A pack does not list the packs made before it; their own page does."),
            search=ON_ITS_PAGE,
            retention=WITH_THE_EVIDENCE,
            demonstration=Absent("Nobody of the demonstration has taken a chronology away."),
        ),
    ),
    exports=("make_pack", "print_chronology"),
)
