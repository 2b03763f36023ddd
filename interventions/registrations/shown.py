"""What direct work shows on a case's pages, told to the case at start-up: the case does not know this app."""

from cases.models.chronology.shortening import add_shortening
from cases.pages import add_page
from cases.registries.last_seen import add_source
from cases.tabs import add_tab
from emerald.accounts.permissions import Right
from interventions.sessions.models.attendance import without_place
from interventions.sessions.models.struck_out import seen_in_sessions

add_source(seen_in_sessions)
add_shortening("session", needs=Right.READ_SESSIONS, shortened=without_place)

add_tab("Direct work", "case_sessions", needs=Right.HEAR_OF_SESSIONS, place=30)
add_tab("Contacts", "case_contacts", needs=Right.HEAR_OF_SESSIONS, place=32)

add_page("case_sessions", "the list of direct work", needs=Right.HEAR_OF_SESSIONS)
add_page("record_session", "the page for recording direct work", needs=Right.RECORD_SESSION)
add_page("quick_note", "the page for a quick note of direct work", needs=Right.RECORD_SESSION)
add_page("quick_notes", "the children a quick note can be about")
add_page("session", "a session of direct work in full", needs=Right.READ_SESSIONS)
add_page("finish_next_step", "the page for finishing a next step", needs=Right.RECORD_SESSION)
add_page("change_session", "the text of a session, to change it", needs=Right.RECORD_SESSION)
add_page("add_to_session", "the page for adding to a session", needs=Right.RECORD_SESSION)
add_page("add_session_files", "the page for adding files to a session", needs=Right.RECORD_SESSION)
add_page("move_session", "the page for moving a session to another case", needs=Right.MOVE_NOTE)
add_page("case_contacts", "the list of contacts", needs=Right.HEAR_OF_SESSIONS)
add_page("record_contact", "the page for recording a contact", needs=Right.RECORD_SESSION)
add_page("contact", "a contact in full", needs=Right.READ_SESSIONS)
add_page("finish_contact_step", "the page for finishing a next step", needs=Right.RECORD_SESSION)
add_page("change_contact", "the text of a contact, to change it", needs=Right.RECORD_SESSION)
add_page("add_to_contact", "the page for adding to a contact", needs=Right.RECORD_SESSION)
add_page("add_contact_files", "the page for adding files to a contact", needs=Right.RECORD_SESSION)
add_page("move_contact", "the page for moving a contact to another case", needs=Right.MOVE_NOTE)
add_page("moved_notes", "the notes moved from or to this case", needs=Right.MOVE_NOTE)
add_page("consultation", "advice given to another professional", needs=Right.READ_SESSIONS)
add_page("find_in_case_notes", "the search in direct work and contacts", needs=Right.READ_SESSIONS)
add_page("find_in_notes", "the search in notes")
add_page("change_shared", "what is written for all children of a session, to change it", needs=Right.RECORD_SESSION)
add_page("strike_out_session", "the page for marking a session as recorded in error", needs=Right.READ_SESSIONS)
add_page("choose_children", "the choice of children for a session with several", needs=Right.RECORD_SESSION)
add_page("choose_children_planned", "the choice of children for a session with several", needs=Right.RECORD_SESSION)
add_page("record_together", "the page for recording a session with several children", needs=Right.RECORD_SESSION)
add_page(
    "record_planned_together", "the page for recording a session with several children", needs=Right.RECORD_SESSION
)
add_page("plan_session", "the page for planning a session", needs=Right.RECORD_SESSION)
add_page("planned_session", "a planned session", needs=Right.READ_SESSIONS)
add_page("put_off_session", "the page for putting off a planned session", needs=Right.RECORD_SESSION)
add_page("call_off_session", "the page for calling off a planned session", needs=Right.RECORD_SESSION)
add_page("record_planned", "the page for recording a planned session", needs=Right.RECORD_SESSION)
