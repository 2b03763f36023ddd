"""The table behind the matrix: every page of the site, its methods and what it asks for.

`needs` is a Right (a page about one case), a SiteRight, `OnACase(right)` (a list for those whose role holds the right
on the cases they are connected to), or one of the words below. `test_matrix.py` refuses a URL that stands in the site
and not here, and one that stands here and not in the site.
"""

from dataclasses import dataclass

from django.urls import reverse

from emerald.accounts.permissions import Right, SiteRight

SIGNED_IN = "anybody who is signed in"
PUBLIC = "anybody"
TEAM = "roles that are joined to cases by a team"
OWN = "what this person made; to anybody else it is not there"
LIBRARY = "the person's own account: the library answers"

READS, WRITES, ACTS = ("GET",), ("GET", "POST"), ("POST",)


@dataclass(frozen=True)
class OnACase:
    right: Right


@dataclass(frozen=True)
class Behind:
    """Reached by itself, but there only for those who hold the right on the case it is about."""

    right: Right


@dataclass(frozen=True)
class OnTheRegister:
    """About a person of concern or a measure that concerns the case's child: there for those who hear of suspects, and
    for whoever keeps the register; open to those who hold `right`. A place is there for those who read of suspects."""

    right: Right
    seen_with: Right = Right.HEAR_OF_SUSPECTS


@dataclass(frozen=True)
class Page:
    name: str
    needs: object
    methods: tuple = READS
    takes: tuple = ()  # which of the world's keys its address needs

    @property
    def is_about_a_case(self):
        return isinstance(self.needs, Right)


def about_a_case(name, needs, methods=READS, *takes):
    return Page(name, needs, methods, ("reference", *takes))


def about_a_person(name, right=Right.READ_SUSPECTS, methods=READS, *takes):
    return Page(name, OnTheRegister(right), methods, ("suspect", *takes))


def about_a_measure(name, right=Right.READ_SUSPECTS, methods=READS, *takes):
    return Page(name, OnTheRegister(right), methods, ("measure", *takes))


def about_a_place(name, right=Right.READ_SUSPECTS, methods=READS, *takes):
    return Page(name, OnTheRegister(right, seen_with=Right.READ_SUSPECTS), methods, ("place", *takes))


PAGES = (
    # One case.
    about_a_case("case", Right.SEE_CASE),
    about_a_case("here", Right.SEE_CASE, ACTS),
    about_a_case("case_chronology", Right.SEE_CASE),
    about_a_case("print_chronology", Right.SEE_CASE),
    about_a_case("record_event", Right.EDIT_CHILD, WRITES),
    about_a_case("withdraw_event", Right.EDIT_CHILD, WRITES, "event"),
    about_a_case("pin_entry", Right.PIN_ENTRIES, WRITES, "entry"),
    about_a_case("unpin_entry", Right.PIN_ENTRIES, WRITES, "pinned"),
    about_a_case("packs", Right.MAKE_PACKS),
    about_a_case("make_pack", Right.MAKE_PACKS, WRITES),
    about_a_case("case_status", Right.SEE_CASE),
    about_a_case("identify_as_victim", Right.CHANGE_STATUS, WRITES),
    about_a_case("step_down", Right.CHANGE_STATUS, WRITES),
    about_a_case("case_closure", Right.SEE_CASE),
    about_a_case("propose_closure", Right.PROPOSE_CLOSURE, WRITES),
    about_a_case("approve_closure", Right.APPROVE_CLOSURE, WRITES),
    about_a_case("return_closure", Right.APPROVE_CLOSURE, WRITES),
    about_a_case("withdraw_closure", Right.PROPOSE_CLOSURE, WRITES),
    about_a_case("next_episode", Right.REOPEN, WRITES),
    about_a_case("case_allocation", Right.SEE_CASE),
    about_a_case("allocate", Right.ALLOCATE, WRITES),
    about_a_case("end_allocation", Right.ALLOCATE, WRITES, "allocation"),
    about_a_case("end_reading", Right.ALLOCATE, WRITES, "allocation"),
    about_a_case("give_reading_back", Right.ALLOCATE, WRITES, "allocation"),
    about_a_case("case_restriction", Right.RESTRICT),
    about_a_case("restrict", Right.RESTRICT, WRITES),
    about_a_case("restriction_names", Right.RESTRICT, WRITES),
    about_a_case("lift_restriction", Right.RESTRICT, WRITES),
    about_a_case("case_readers", Right.SEE_READERS),
    about_a_case("case_child", Right.READ_CHILD),
    about_a_case("child_identity", Right.EDIT_CHILD, WRITES),
    about_a_case("child_numbers", Right.EDIT_CHILD, WRITES),
    about_a_case("child_needs", Right.EDIT_CHILD, WRITES),
    about_a_case("add_child_detail", Right.EDIT_CHILD, WRITES, "kind"),
    about_a_case("change_child_detail", Right.EDIT_CHILD, WRITES, "kind", "detail"),
    about_a_case("remove_child_detail", Right.EDIT_CHILD, WRITES, "kind", "detail"),
    about_a_case("case_documents", Right.KNOW_CHILD),
    about_a_case("add_documents", Right.EDIT_CHILD, WRITES),
    about_a_case("download_document", Right.KNOW_CHILD, READS, "document"),
    about_a_case("take_off_document", Right.EDIT_CHILD, WRITES, "document"),
    about_a_case("case_sessions", Right.HEAR_OF_SESSIONS),
    about_a_case("find_in_case_notes", Right.READ_SESSIONS, WRITES),
    about_a_case("record_session", Right.RECORD_SESSION, WRITES),
    about_a_case("quick_note", Right.RECORD_SESSION, WRITES),
    about_a_case("session", Right.READ_SESSIONS, READS, "session"),
    about_a_case("finish_next_step", Right.RECORD_SESSION, WRITES, "session"),
    about_a_case("change_session", Right.RECORD_SESSION, WRITES, "session"),
    about_a_case("add_to_session", Right.RECORD_SESSION, WRITES, "session"),
    about_a_case("case_plan", Right.READ_PLAN),
    about_a_case("write_plan", Right.EDIT_PLAN, WRITES),
    about_a_case("add_plan_action", Right.EDIT_PLAN, WRITES),
    about_a_case("change_plan_action", Right.EDIT_PLAN, WRITES, "action"),
    about_a_case("resolve_plan_action", Right.EDIT_PLAN, WRITES, "action"),
    about_a_case("case_reviews", Right.READ_PLAN),
    about_a_case("review", Right.READ_PLAN, READS, "review"),
    about_a_case("plan_review", Right.EDIT_PLAN, WRITES, "review"),
    about_a_case("hold_review", Right.HOLD_REVIEW, WRITES, "review"),
    about_a_case("put_off_review", Right.EDIT_PLAN, WRITES, "review"),
    about_a_case("case_oversight", Right.READ_OVERSIGHT),
    about_a_case("record_decision", Right.OVERSEE, WRITES),
    about_a_case("record_supervision", Right.OVERSEE, WRITES),
    about_a_case("add_session_files", Right.RECORD_SESSION, WRITES, "session"),
    about_a_case("change_shared", Right.RECORD_SESSION, WRITES, "session"),
    about_a_case("strike_out_session", Right.READ_SESSIONS, WRITES, "session"),
    about_a_case("choose_children", Right.RECORD_SESSION),
    about_a_case("record_together", Right.RECORD_SESSION, WRITES),
    about_a_case("plan_session", Right.RECORD_SESSION, WRITES),
    about_a_case("planned_session", Right.READ_SESSIONS, READS, "planned"),
    about_a_case("put_off_session", Right.RECORD_SESSION, WRITES, "planned"),
    about_a_case("call_off_session", Right.RECORD_SESSION, WRITES, "planned"),
    about_a_case("record_planned", Right.RECORD_SESSION, WRITES, "planned"),
    about_a_case("choose_children_planned", Right.RECORD_SESSION, READS, "planned"),
    about_a_case("record_planned_together", Right.RECORD_SESSION, WRITES, "planned"),
    about_a_case("case_risk", Right.READ_RISK),
    about_a_case("risk_assessment", Right.READ_ASSESSMENTS, READS, "assessment"),
    about_a_case("start_assessment", Right.ASSESS_RISK, WRITES),
    about_a_case("write_assessment", Right.ASSESS_RISK, WRITES, "assessment"),
    about_a_case("choose_level", Right.ASSESS_RISK, WRITES, "assessment"),
    about_a_case("sign_off_assessment", Right.SIGN_OFF_RISK, WRITES, "assessment"),
    about_a_case("return_assessment", Right.SIGN_OFF_RISK, WRITES, "assessment"),
    about_a_case("move_session", Right.MOVE_NOTE, WRITES, "session"),
    about_a_case("moved_notes", Right.MOVE_NOTE),
    about_a_case("case_contacts", Right.HEAR_OF_SESSIONS),
    about_a_case("record_contact", Right.RECORD_SESSION, WRITES),
    about_a_case("contact", Right.READ_SESSIONS, READS, "contact"),
    about_a_case("finish_contact_step", Right.RECORD_SESSION, WRITES, "contact"),
    about_a_case("change_contact", Right.RECORD_SESSION, WRITES, "contact"),
    about_a_case("add_to_contact", Right.RECORD_SESSION, WRITES, "contact"),
    about_a_case("add_contact_files", Right.RECORD_SESSION, WRITES, "contact"),
    about_a_case("move_contact", Right.MOVE_NOTE, WRITES, "contact"),
    # The register of disruption: persons of concern.
    about_a_case("case_disruption", Right.HEAR_OF_MEASURES),
    about_a_case("record_person_of_case", Right.RECORD_SUSPECTS, WRITES),
    about_a_case("link_person_of_case", Right.RECORD_SUSPECTS, WRITES),
    Page("record_person", SiteRight.KEEP_REGISTER, WRITES),
    about_a_person("person_of_concern"),
    about_a_person("person_timeline"),
    about_a_person("change_person_identity", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("change_person_origin", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("change_person_looks", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("appoint_officer", Right.KEEP_MEASURES, WRITES),
    about_a_person("person_photograph"),
    about_a_person("add_person_photograph", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("take_off_person_photograph", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("add_particular", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("change_particular", Right.RECORD_SUSPECTS, WRITES, "particular"),
    about_a_person("take_off_particular", Right.RECORD_SUSPECTS, WRITES, "particular"),
    about_a_person("add_person_link", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("change_person_link", Right.RECORD_SUSPECTS, WRITES, "link"),
    about_a_person("take_back_person_link", Right.RECORD_SUSPECTS, WRITES, "link"),
    about_a_person("record_legal", Right.KEEP_MEASURES, WRITES),
    about_a_person("correct_legal", Right.KEEP_MEASURES, WRITES, "legal_event"),
    # Places, connections, the network, and the same person recorded twice.
    about_a_place("place"),
    about_a_place("change_place", Right.RECORD_SUSPECTS, WRITES),
    about_a_place("add_place_particular", Right.RECORD_SUSPECTS, WRITES),
    about_a_place("take_off_place_particular", Right.RECORD_SUSPECTS, WRITES, "place_particular"),
    about_a_place("place_plan"),
    about_a_place("write_place_plan", Right.RECORD_SUSPECTS, WRITES),
    about_a_place("add_place_action", Right.RECORD_SUSPECTS, WRITES),
    about_a_place("change_place_action", Right.RECORD_SUSPECTS, WRITES, "place_action"),
    about_a_place("resolve_place_action", Right.RECORD_SUSPECTS, WRITES, "place_action"),
    about_a_place("place_connections"),
    about_a_place("ask_about_place", Right.RECORD_SUSPECTS, WRITES, "place_item"),
    about_a_place("place_network"),
    about_a_person("record_place_of_person", Right.RECORD_SUSPECTS, WRITES),
    about_a_person("person_connections"),
    about_a_person("ask_about_person", Right.RECORD_SUSPECTS, WRITES, "item"),
    about_a_person("person_network"),
    about_a_person("alike_persons"),
    about_a_person("name_same_person", Right.KEEP_MEASURES, WRITES),
    about_a_person("merge_persons", Right.KEEP_MEASURES, WRITES, "other"),
    about_a_case("case_connections", Right.READ_SUSPECTS),
    about_a_case("ask_about_child", Right.RECORD_SUSPECTS, WRITES, "child_item"),
    about_a_case("case_network", Right.READ_SUSPECTS),
    Page("record_place", SiteRight.KEEP_REGISTER, WRITES),
    about_a_case("case_officers", Right.ANSWER_FOR_CHILD),
    about_a_case("decide_admission", Right.ANSWER_FOR_CHILD, WRITES, "admission"),
    about_a_case("end_admission", Right.ANSWER_FOR_CHILD, WRITES, "agreed_admission"),
    about_a_person("ask_to_be_admitted", Right.KEEP_MEASURES, WRITES),
    Page("connection_requests", OnACase(Right.RECORD_SUSPECTS)),
    Page("connection_found", Behind(Right.ANSWER_FOR_CHILD), WRITES, ("found",)),
    Page("answer_connection", Behind(Right.RECORD_SUSPECTS), WRITES, ("reference", "reply")),
    # Measures.
    about_a_person("person_measures"),
    about_a_place("place_measures"),
    about_a_person("choose_person_measure", Right.RECORD_SUSPECTS),
    about_a_place("choose_place_measure", Right.RECORD_SUSPECTS),
    about_a_person("propose_person_measure", Right.RECORD_SUSPECTS, WRITES, "measure_kind"),
    about_a_place("propose_place_measure", Right.RECORD_SUSPECTS, WRITES, "place_measure_kind"),
    about_a_person("record_person_measure", Right.KEEP_MEASURES, WRITES, "measure_kind"),
    about_a_place("record_place_measure", Right.KEEP_MEASURES, WRITES, "place_measure_kind"),
    about_a_measure("measure"),
    *(about_a_measure(f"{step}_measure", Right.KEEP_MEASURES, WRITES) for step in (
        "apply", "grant", "serve", "vary", "extend", "review", "discharge", "refuse", "withdraw", "protect",
        "put_right", "correct_days", "look_at")),
    about_a_measure("add_condition", Right.KEEP_MEASURES, WRITES),
    about_a_measure("end_condition", Right.KEEP_MEASURES, WRITES, "condition"),
    about_a_measure("record_breach", Right.KEEP_MEASURES, WRITES),
    about_a_measure("breach_outcome", Right.KEEP_MEASURES, WRITES, "breach"),
    about_a_measure("say_measure_mistaken", Right.KEEP_MEASURES, WRITES),
    about_a_measure("say_breach_mistaken", Right.KEEP_MEASURES, WRITES, "breach"),
    about_a_measure("decide_mistake", Right.KEEP_MEASURES, WRITES, "mistake"),
    about_a_measure("add_measure_papers", Right.KEEP_MEASURES, WRITES),
    about_a_measure("download_measure_paper", Right.READ_SUSPECTS, READS, "paper"),
    about_a_measure("take_off_measure_paper", Right.KEEP_MEASURES, WRITES, "paper"),
    # Lists, and what opens or moves many cases.
    Page("home", SIGNED_IN),
    Page("my_cases", SIGNED_IN),
    Page("team_cases", TEAM),
    Page("unallocated_cases", OnACase(Right.ALLOCATE)),
    Page("closures_waiting", OnACase(Right.PROPOSE_CLOSURE)),
    Page("assessments_waiting", OnACase(Right.SIGN_OFF_RISK)),
    Page("indicators", SiteRight.SET_INDICATORS),
    Page("add_indicator", SiteRight.SET_INDICATORS, WRITES),
    Page("reword_indicator", SiteRight.SET_INDICATORS, WRITES, ("indicator",)),
    Page("retire_indicator", SiteRight.SET_INDICATORS, WRITES, ("indicator",)),
    Page("likenesses", OnACase(Right.ANSWER_FOR_CHILD)),
    Page("likeness", Behind(Right.ANSWER_FOR_CHILD), WRITES, ("likeness",)),
    Page("find_child", OnACase(Right.READ_CHILD), WRITES),
    Page("quick_notes", OnACase(Right.RECORD_SESSION)),
    Page("find_in_notes", OnACase(Right.READ_SESSIONS), WRITES),
    Page("due", SIGNED_IN),
    Page("due_team", SiteRight.SEE_CASELOAD),
    Page("calendar_link", SIGNED_IN, WRITES),
    Page("end_calendar_link", SIGNED_IN, ACTS),
    Page("calendar_feed", PUBLIC, READS, ("token",)),
    Page("notices", SIGNED_IN),
    Page("snooze", OWN, WRITES, ("notice",)),
    Page("undeliverable", SiteRight.HAND_OVER),
    Page("send_again", SiteRight.HAND_OVER, ACTS, ("mail",)),
    Page("send_account_mail_again", SiteRight.MANAGE_PEOPLE, ACTS, ("account_mail",)),
    Page("consultations", OnACase(Right.READ_SESSIONS)),
    Page("give_consultation", SiteRight.ADVISE, WRITES),
    Page("consultation", Behind(Right.READ_SESSIONS), READS, ("consultation",)),
    Page("add_to_consultation", OWN, WRITES, ("consultation",)),
    Page("open_case", SiteRight.OPEN_CASES, WRITES),
    Page("open_case_new_child", SiteRight.OPEN_CASES, WRITES),
    Page("hand_over", SiteRight.HAND_OVER, WRITES, ("person",)),
    Page("caseload", SiteRight.SEE_CASELOAD),
    Page("consultation_rows", SiteRight.SEE_CASELOAD),
    Page("consultation_export", SiteRight.SEE_CASELOAD, WRITES),
    Page("caseload_rows", SiteRight.SEE_CASELOAD, READS, ("figure",)),
    Page("caseload_export", SiteRight.SEE_CASELOAD, WRITES, ("figure",)),
    Page("settings", SIGNED_IN),
    Page("frequencies", SIGNED_IN),
    Page("change_frequency", SiteRight.SET_FREQUENCIES, WRITES, ("frequency",)),
    # The register of disruption as a whole.
    Page("register", OnACase(Right.READ_SUSPECTS)),
    Page("find_in_register", OnACase(Right.READ_SUSPECTS), WRITES),
    Page("serve_notices", OnACase(Right.KEEP_MEASURES), WRITES),
    Page("suggest_persons", OnACase(Right.KEEP_MEASURES), ACTS),
    Page("suggest_children", OnACase(Right.KEEP_MEASURES), ACTS),
    Page("suggest_protected", OnACase(Right.RECORD_SUSPECTS), ACTS),
    Page("persons_of_concern", OnACase(Right.READ_SUSPECTS)),
    Page("export_persons", OnACase(Right.KEEP_MEASURES), WRITES),
    Page("measures", OnACase(Right.READ_SUSPECTS)),
    Page("places", OnACase(Right.READ_SUSPECTS)),
    Page("export_measures", OnACase(Right.KEEP_MEASURES), WRITES),
    Page("disruption", OnACase(Right.READ_SUSPECTS)),
    Page("disruption_rows", OnACase(Right.READ_SUSPECTS), READS, ("figure_of_people",)),
    Page("disruption_export", OnACase(Right.KEEP_MEASURES), WRITES, ("figure_of_people",)),
    # Evidence.
    Page("audit_log", SiteRight.READ_AUDIT),
    Page("audit_log_export", SiteRight.READ_AUDIT, WRITES),
    Page("audit_seals", SiteRight.READ_AUDIT),
    Page("audit_compared", SiteRight.READ_AUDIT),
    Page("look_into_comparisons", SiteRight.LOOK_INTO_COMPARISONS, WRITES, ("day", "much_compared")),
    Page("operations", SiteRight.SEE_OPERATIONS),
    # Kind language.
    Page("wording", SiteRight.KEEP_WORDING),
    Page("wording_terms", SIGNED_IN),
    Page("add_term", SiteRight.KEEP_WORDING, WRITES),
    Page("change_term", SiteRight.KEEP_WORDING, WRITES, ("term",)),
    Page("change_prompts", SiteRight.KEEP_WORDING, WRITES, ("use", "choice")),
    # People.
    Page("people", SiteRight.SEE_PEOPLE),
    Page("person", SiteRight.SEE_PEOPLE, READS, ("person",)),
    Page("who_may_do_what", SIGNED_IN),
    Page("add_person", SiteRight.MANAGE_PEOPLE, WRITES),
    Page("change_person", SiteRight.MANAGE_PEOPLE, WRITES, ("person",)),
    Page("ask_role", SiteRight.MANAGE_PEOPLE, WRITES, ("person",)),
    Page("end_access", SiteRight.MANAGE_PEOPLE, WRITES, ("person",)),
    Page("give_access_back", SiteRight.MANAGE_PEOPLE, WRITES, ("person",)),
    Page("invite_person", SiteRight.MANAGE_PEOPLE, WRITES, ("person",)),
    Page("remove_second_step", SiteRight.MANAGE_PEOPLE, WRITES, ("person",)),
    Page("teams", SiteRight.MANAGE_PEOPLE, WRITES),
    Page("rename_team", SiteRight.MANAGE_PEOPLE, WRITES, ("team",)),
    Page("roles_waiting", SiteRight.SEE_PEOPLE),
    Page("decide_role", SiteRight.APPROVE_PEOPLE, WRITES, ("appointment",)),
    Page("decide_change", SiteRight.APPROVE_PEOPLE, WRITES, ("change",)),
    # One's own account.
    Page("my_account", SIGNED_IN),
    Page("stay_signed_in", SIGNED_IN, ACTS),
    Page("carry_on", SIGNED_IN, WRITES),
    Page("time_away", SIGNED_IN, WRITES),
    Page("end_time_away", OWN, ACTS, ("absence",)),
    Page("time_away_of", SiteRight.HAND_OVER, WRITES, ("person",)),
    Page("end_time_away_of", SiteRight.HAND_OVER, ACTS, ("away_person", "absence")),
    Page("unfinished", SIGNED_IN),
    Page("save_draft", SIGNED_IN, ACTS),
    Page("send_file", SIGNED_IN, ACTS),
    Page("draft", OWN, READS, ("draft",)),
    Page("discard_draft", OWN, ACTS, ("draft",)),
    Page("kept_draft", Behind(Right.ALLOCATE), WRITES, ("reference", "kept_draft")),
    Page("usersessions_list", LIBRARY),
    Page("sign_out_everywhere", SIGNED_IN, ACTS),
    Page("end_session", LIBRARY, ACTS, ("own_session",)),
    *(Page(name, LIBRARY) for name in (
        "account_change_password", "account_reauthenticate", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes")),
    *(Page(name, PUBLIC) for name in (
        "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key",
        "mfa_authenticate", "health", "ready", "metrics", "accessibility")),
    # The house's own.
    Page("components", SIGNED_IN),
    Page("components_form", SIGNED_IN, WRITES),
)

# Keys of the world whose name in an address is another.
NAMES = {"detail": "pk", "frequency": "pk", "person": "pk", "appointment": "pk", "change": "pk", "own_session": "pk",
         "draft": "pk", "team": "slug", "term": "pk", "event": "entry", "pinned": "entry", "notice": "pk", "mail": "pk",
         "account_mail": "pk", "agreed_admission": "admission", "kept_draft": "pk", "much_compared": "pk",
         "absence": "pk", "away_person": "person", "figure_of_people": "figure",
         "legal_event": "event", "place_action": "action",
         "place_item": "item", "child_item": "item", "place_particular": "particular",
         "measure_kind": "kind", "place_measure_kind": "kind"}


def address_of(page, world):
    if page.name == "account_reset_password_from_key":
        return reverse(page.name, kwargs={"uidb36": "0", "key": "nothing"})
    return reverse(page.name, kwargs={NAMES.get(key, key): world[key] for key in page.takes})
