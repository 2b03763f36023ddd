"""What each page about a case is called in a sentence, and the right one needs to open it.

One table for everybody who has to name a page of somebody else's: the list of who opened a record says what they read,
the chronology links only where its reader may go. Apps further out add theirs at start-up.
"""

from dataclasses import dataclass

from emerald.accounts.permissions import Right


@dataclass(frozen=True)
class Page:
    words: str
    needs: Right


_pages = {}


def add_page(name, words, *, needs=Right.SEE_CASE):
    """Tell how the page with the URL name `name` is called, and the right on a case that opens it."""
    _pages[name] = Page(words, needs)


def words_for(name):
    """The page in words; a page nobody named is called by its address's name."""
    page = _pages.get(name)
    return page.words if page else name.replace("_", " ") or "an unknown page"


def is_named(name):
    """Whether it is the name of a page somebody named."""
    return name in _pages


def may_open(name, rights):
    """Whether somebody with `rights` on the case can open the page; nobody is sent to a page nobody named."""
    page = _pages.get(name)
    return page is not None and page.needs in rights


add_page("case", "the overview of the case")
add_page("case_chronology", "the chronology")
add_page("print_chronology", "the chronology, to print it")
add_page("record_event", "the page for adding a significant event", needs=Right.EDIT_CHILD)
add_page("withdraw_event", "the withdrawal of a significant event", needs=Right.EDIT_CHILD)
add_page("pin_entry", "an entry of the chronology, to pin it", needs=Right.PIN_ENTRIES)
add_page("unpin_entry", "a pinned entry, to take the pin off", needs=Right.PIN_ENTRIES)
add_page("packs", "the list of packs made", needs=Right.MAKE_PACKS)
add_page("make_pack", "the check before a pack of the chronology", needs=Right.MAKE_PACKS)
add_page("case_status", "the status")
add_page("identify_as_victim", "the question whether to identify the child as a victim", needs=Right.CHANGE_STATUS)
add_page("step_down", "the question whether to step down to at risk", needs=Right.CHANGE_STATUS)
add_page("case_closure", "the closure")
add_page("propose_closure", "the proposal to close", needs=Right.PROPOSE_CLOSURE)
add_page("approve_closure", "the approval of the closure", needs=Right.APPROVE_CLOSURE)
add_page("return_closure", "the return of the proposed closure", needs=Right.APPROVE_CLOSURE)
add_page("withdraw_closure", "the withdrawal of the proposed closure", needs=Right.PROPOSE_CLOSURE)
add_page("next_episode", "the reopening as a new episode", needs=Right.REOPEN)
add_page("case_plan", "the plan", needs=Right.READ_PLAN)
add_page("write_plan", "the plan, to change it", needs=Right.EDIT_PLAN)
add_page("add_plan_action", "a new action of the plan", needs=Right.EDIT_PLAN)
add_page("change_plan_action", "an action of the plan, to change it", needs=Right.EDIT_PLAN)
add_page("settle_plan_action", "an action of the plan, to settle it", needs=Right.EDIT_PLAN)
add_page("case_reviews", "the reviews", needs=Right.READ_PLAN)
add_page("review", "a review", needs=Right.READ_PLAN)
add_page("plan_review", "the day of a review, to set it", needs=Right.EDIT_PLAN)
add_page("hold_review", "the page for recording a review", needs=Right.HOLD_REVIEW)
add_page("put_off_review", "the page for putting a review off", needs=Right.EDIT_PLAN)
add_page("case_oversight", "managers' decisions and supervision", needs=Right.READ_OVERSIGHT)
add_page("record_decision", "the page for recording a decision", needs=Right.OVERSEE)
add_page("record_supervision", "the page for recording a supervision", needs=Right.OVERSEE)
add_page("case_allocation", "the workers")
add_page("allocate", "the allocation of a worker", needs=Right.ALLOCATE)
add_page("end_allocation", "the end of a worker's part", needs=Right.ALLOCATE)
add_page("end_reading", "the end of what a former worker may read", needs=Right.ALLOCATE)
add_page("give_reading_back", "what a former worker may read, to give it back", needs=Right.ALLOCATE)
add_page("case_restriction", "the restriction")
add_page("restrict", "the restriction to named people", needs=Right.RESTRICT)
add_page("restriction_names", "the names on the restricted record", needs=Right.RESTRICT)
add_page("lift_restriction", "the end of the restriction", needs=Right.RESTRICT)
add_page("case_readers", "who has opened this record", needs=Right.SEE_READERS)
add_page("case_child", "the child's details", needs=Right.READ_CHILD)
add_page("child_identity", "the child's names and birth date, to change them", needs=Right.EDIT_CHILD)
add_page("child_numbers", "the child's numbers, to change them", needs=Right.EDIT_CHILD)
add_page("child_needs", "the child's needs, to change them", needs=Right.EDIT_CHILD)
add_page("add_child_detail", "a new detail of the child", needs=Right.EDIT_CHILD)
add_page("change_child_detail", "a detail of the child, to change it", needs=Right.EDIT_CHILD)
add_page("remove_child_detail", "a detail of the child, to take it off", needs=Right.EDIT_CHILD)
add_page("case_documents", "the documents", needs=Right.KNOW_CHILD)
add_page("add_documents", "the page for adding documents", needs=Right.EDIT_CHILD)
add_page("download_document", "a document, to keep a copy", needs=Right.KNOW_CHILD)
add_page("take_off_document", "the question whether to take a document off", needs=Right.EDIT_CHILD)
add_page("case_risk", "the level of risk", needs=Right.READ_RISK)
add_page("risk_assessment", "a risk assessment in full", needs=Right.READ_ASSESSMENTS)
add_page("start_assessment", "the start of a risk assessment", needs=Right.ASSESS_RISK)
add_page("write_assessment", "a risk assessment, to write it", needs=Right.ASSESS_RISK)
add_page("choose_level", "the choice of the level of risk", needs=Right.ASSESS_RISK)
add_page("sign_off_assessment", "the sign-off of a risk assessment", needs=Right.SIGN_OFF_RISK)
add_page("return_assessment", "the return of a risk assessment", needs=Right.SIGN_OFF_RISK)
add_page("assessments_waiting", "the list of risk assessments waiting for sign-off")
add_page("open_case", "the look for a child before opening a case")
add_page("likenesses", "the list of records that may be of one child")
add_page("likeness", "a question about two records that may be of one child")
add_page("find_child", "the search for a child")
add_page("my_cases", "their own list of cases")
add_page("team_cases", "the team's list of cases")
add_page("unallocated_cases", "the list of cases without a worker")
add_page("closures_waiting", "the list of closures waiting for approval")
add_page("home", "their home page")
add_page("hand_over", "the handing over of somebody's cases")
