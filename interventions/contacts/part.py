"""Other contacts: calls, messages, letters and meetings about a child."""

from functools import partial

from cases.models.chronology.entries import Kind
from cases.parts import NOTHING, PLAYED, Absent, CasePart, ClosingCheck, NextAction, PackSection, Page, Record, Tab
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.wording.writing_kinds import WritingKind
from interventions.contacts.closing import steps_after_contacts_are_finished
from interventions.contacts.in_words import contacts_in_words
from interventions.contacts.models.how import ContactKind
from interventions.contacts.prompts import BEGIN_WITH, CONTACT
from interventions.notes.next_steps import describe_steps, steps

PART = CasePart(
    title="Other contacts",
    place=32,
    tab=Tab("Contacts", "case_contacts"),
    pages=(
        Page("case_contacts", "the list of contacts"),
        Page("record_contact", "the page for recording a contact"),
        Page("contact", "a contact in full"),
        Page("finish_contact_step", "the page for finishing a next step"),
        Page("change_contact", "the text of a contact, to change it"),
        Page("add_to_contact", "the page for adding to a contact"),
        Page("strike_out_contact", "the page for marking a contact as recorded in error"),
        Page("add_contact_files", "the page for adding files to a contact"),
        Page("move_contact", "the page for moving a contact to another case"),
    ),
    chronology=(Kind.CONTACT,),
    shortenings=NOTHING,
    due_sources=NOTHING,
    next_actions=(
        NextAction(partial(steps, "contact"), partial(describe_steps, "contact"), needs=Right.READ_SESSIONS),
    ),
    seen_sources=NOTHING,
    closing_checks=(ClosingCheck(steps_after_contacts_are_finished, needs=Right.HEAR_OF_SESSIONS),),
    pack_sections=(
        PackSection(
            "contacts",
            "Other contacts in full",
            contacts_in_words,
            needs=Right.READ_SESSIONS,
            hint="The text of every call, message and meeting of this case, whatever the chronology is narrowed to",
        ),
    ),
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=(WritingKind.of(CONTACT, "Other contacts", ContactKind.choices, BEGIN_WITH),),
    demonstration=NOTHING,
    records=(
        Record(
            model="interventions.Contact",
            pack="contacts",
            search=(
                ("what_was_said", 60_000),
                ("childs_words", 30_000),
                ("decisions", 30_000),
                ("with_name", 200),
                ("agency", 160),
                ("present", 1000),
                ("next_step", 400),
                ("next_step_outcome", 30_000),
            ),
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="interventions.ContactAddendum",
            pack="contacts",
            search=Absent("“Find in notes” finds the contact it was added to by the contact’s own words only."),
            retention=WITH_THE_CHILD,
            demonstration=Absent("Nothing was added to a contact of the demonstration."),
        ),
        Record(
            model="interventions.ContactStruckOut",
            pack="contacts",
            search=Absent("“Find in notes” finds the contact that was struck out by the contact’s own words only."),
            retention=WITH_THE_CHILD,
            demonstration=Absent("No contact of the demonstration was recorded by mistake."),
        ),
    ),
    exports=NOTHING,
)
