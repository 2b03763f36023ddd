"""The rights there are. Which role holds which is in `roles`; who may see which row is in `cases.access`.

A `Right` is held on one case, as a guardian row. A `SiteRight` is held by the role itself and never opens a case.
The facets follow DOMAIN.md section 7; what later rooms of the house add (CAMHS, missing, disruption) they add here.
"""

from django.db.models import TextChoices


class Right(TextChoices):
    """A right on one case: the codename of a permission on Case, and what it lets one do."""

    SEE_CASE = "view_case", "see that the case exists, its status and who works it"
    KNOW_CHILD = "know_child", "know whose case it is, and read the events and documents of the time it ran"
    READ_CHILD = "read_child", "read the child's details"
    EDIT_CHILD = "edit_child", "change the child's details"
    READ_DECISIONS = "read_decisions", "read the reasons for decisions about status and closing"
    HEAR_OF_SESSIONS = "hear_of_sessions", "see that direct work and other contacts took place, without their text"
    READ_SESSIONS = "read_sessions", "read direct work and other contacts in full"
    RECORD_SESSION = "record_session", "record direct work and other contacts"
    MOVE_NOTE = "move_note", "move a wrongly filed note to the right case"
    READ_PLAN = "read_plan", "read the plan and its reviews"
    EDIT_PLAN = "edit_plan", "change the plan and the day of a review"
    HOLD_REVIEW = "hold_review", "record a review and what it decided"
    READ_OVERSIGHT = "read_oversight", "read managers' decisions and supervision"
    OVERSEE = "oversee", "record a manager's decision or a supervision"
    READ_RISK = "read_risk", "see the level of risk, since when and who signed it"
    READ_ASSESSMENTS = "read_assessments", "read risk assessments in full"
    ASSESS_RISK = "assess_risk", "assess the risk"
    SIGN_OFF_RISK = "sign_off_risk", "sign off or return a risk assessment"
    CHANGE_STATUS = "change_status", "decide the case's status"
    ALLOCATE = "allocate", "allocate workers and link professionals"
    ANSWER_FOR_CHILD = "answer_for_child", "decide who else is joined to the child, and what is on other records"
    PROPOSE_CLOSURE = "propose_closure", "propose that the case is closed"
    APPROVE_CLOSURE = "approve_closure", "approve or return a proposed closure"
    REOPEN = "reopen", "reopen a closed case as a new episode"
    RESTRICT = "restrict", "restrict the record to named people"
    SEE_READERS = "see_readers", "see who has opened the record"
    PIN_ENTRIES = "pin_entries", "pin what matters in the chronology"
    MAKE_PACKS = "make_packs", "download the chronology as a file"
    HEAR_OF_MEASURES = "hear_of_measures", "see which measures protect the child, and until when"
    HEAR_OF_SUSPECTS = "hear_of_suspects", "see the names of those who are of concern to the child"
    READ_SUSPECTS = "read_suspects", "read who is of concern to the child, and the measures against them"
    RECORD_SUSPECTS = "record_suspects", "record who is of concern to the child, and propose measures"
    KEEP_MEASURES = "keep_measures", "record the steps of a measure, its conditions and its breaches"


class SiteRight(TextChoices):
    """A right that belongs to a role and shows no child."""

    OPEN_CASES = "open_cases", "open a case"
    ADVISE = "advise", "record advice given to other professionals"
    READ_TEAM_ADVICE = "read_team_advice", "read the advice one's teams gave to other professionals"
    SEE_CASELOAD = "see_caseload", "see the caseload of one's teams"
    SET_FREQUENCIES = "set_frequencies", "set how often cases are reviewed"
    HAND_OVER = "hand_over", "hand a leaver's cases to somebody else"
    CHANGE_TEAMS = "change_teams", "move cases between teams, split a team and join two"
    SET_INDICATORS = "set_indicators", "change the questions of the risk assessment"
    READ_AUDIT = "read_audit", "read the access log and its seals"
    LOOK_INTO_COMPARISONS = "look_into_comparisons", "look into what somebody compared with other records"
    SEE_PEOPLE = "see_people", "see the list of people and their roles"
    MANAGE_PEOPLE = "manage_people", "add people, ask for roles, end access"
    APPROVE_PEOPLE = "approve_people", "approve a role that opens case content"
    SEE_OPERATIONS = "see_operations", "see whether Emerald's parts are running"
    KEEP_WORDING = "keep_wording", "keep the list of kind wording and the prompts"
    KEEP_REGISTER = "keep_register", "keep the register of persons of concern, places and measures"
