"""Direct work: sessions with a child, alone or with other children, and what is added to them."""

from functools import partial

from cases.due.narrowed import OF_CASES
from cases.models.chronology.entries import Kind
from cases.parts import (
    LINE_ONLY,
    NOTHING,
    ON_ITS_PAGE,
    PLAYED,
    Absent,
    CasePart,
    ClosingCheck,
    NextAction,
    PackSection,
    Page,
    Record,
    Shortening,
    Tab,
)
from cases.registries.retention import WITH_THE_CHILD
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import IN_THE_LIST_ONLY
from emerald.reminders.register import DueSource
from emerald.wording.writing_kinds import WritingKind
from interventions.notes.next_steps import describe_steps, steps
from interventions.sessions import due
from interventions.sessions.closing import steps_after_sessions_are_finished
from interventions.sessions.in_words import sessions_in_words
from interventions.sessions.models.attendance import without_place
from interventions.sessions.models.struck_out import seen_in_sessions
from interventions.sessions.models.work import Work
from interventions.sessions.prompts import BEGIN_WITH, SESSION

IN_THE_SESSION = Absent("“Find in notes” finds the session it was added to by the session’s own words only.")

PART = CasePart(
    title="Direct work",
    place=30,
    tab=Tab("Direct work", "case_sessions"),
    pages=(
        Page("case_sessions", "the list of direct work"),
        Page("record_session", "the page for recording direct work"),
        Page("quick_note", "the page for a quick note of direct work"),
        Page("quick_notes", "the children a quick note can be about"),
        Page("session", "a session of direct work in full"),
        Page("finish_next_step", "the page for finishing a next step"),
        Page("change_session", "the text of a session, to change it"),
        Page("add_to_session", "the page for adding to a session"),
        Page("add_session_files", "the page for adding files to a session"),
        Page("move_session", "the page for moving a session to another case"),
        Page("moved_notes", "the notes moved from or to this case"),
        Page("find_in_case_notes", "the search in direct work and contacts"),
        Page("find_in_notes", "the search in notes"),
        Page("change_shared", "what is written for all children of a session, to change it"),
        Page("strike_out_session", "the page for marking a session as recorded in error"),
        Page("choose_children", "the choice of children for a session with several"),
        Page("record_together", "the page for recording a session with several children"),
    ),
    chronology=(Kind.DIRECT_WORK,),
    shortenings=(Shortening("session", needs=Right.READ_SESSIONS, shortened=without_place),),
    due_sources=(
        DueSource(
            "next_step",
            "Next step after direct work",
            due=due.next_steps,
            people=due.people_of_direct_work,
            page="session",
            subject_in_page="session",
            by_right=Right.READ_SESSIONS,
            narrowed=OF_CASES,
        ),
        DueSource(
            "contact",
            "See the child again",
            due=due.children_to_see,
            people=due.people_of_direct_work,
            page="case_sessions",
            by_right=Right.READ_SESSIONS,
            narrowed=OF_CASES,
        ),
        DueSource(
            "unlocked_note",
            "Note of a session that you can still put right",
            due=due.notes_to_put_right,
            people=due.people_of_notes,
            page="change_session",
            subject_in_page="session",
            escalation=IN_THE_LIST_ONLY,
            by_the_minute=True,
            lasting=due.notes_until_locked,
            narrowed=OF_CASES,
        ),
    ),
    next_actions=(
        NextAction(partial(steps, "session"), partial(describe_steps, "session"), needs=Right.READ_SESSIONS),
    ),
    seen_sources=(seen_in_sessions,),
    closing_checks=(ClosingCheck(steps_after_sessions_are_finished, needs=Right.HEAR_OF_SESSIONS),),
    pack_sections=(
        PackSection(
            "sessions",
            "Direct work in full",
            sessions_in_words,
            needs=Right.READ_SESSIONS,
            hint="The text of every session of this case, whatever the chronology is narrowed to",
        ),
    ),
    third_parties=NOTHING,
    connections=NOTHING,
    noticers=NOTHING,
    corrected=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=NOTHING,
    prompts=(WritingKind.of(SESSION, "Direct work", Work.choices, BEGIN_WITH),),
    demonstration=NOTHING,
    records=(
        Record(
            model="interventions.Session",
            pack="sessions",
            search=(
                ("what_happened", 60_000),
                ("childs_words", 30_000),
                ("next_step", 400),
                ("next_step_outcome", 30_000),
            ),
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="interventions.Addendum",
            pack="sessions",
            search=IN_THE_SESSION,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="interventions.StruckOut",
            pack="sessions",
            search=IN_THE_SESSION,
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="interventions.SharedPart",
            pack="sessions",
            search=Absent("Its words are found with the words of each session that shares them."),
            retention=WITH_THE_CHILD,
            demonstration=PLAYED,
        ),
        Record(
            model="interventions.NoteDocument",
            pack=Absent("Files are copied one by one from their page: what is in them cannot be blacked out here."),
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=Absent("The documents of the demonstration belong to cases, none to a note."),
        ),
        Record(
            model="interventions.Move",
            pack=LINE_ONLY,
            search=ON_ITS_PAGE,
            retention=WITH_THE_CHILD,
            demonstration=Absent("Nothing of the demonstration was filed on a wrong case."),
        ),
    ),
    exports=NOTHING,
)
