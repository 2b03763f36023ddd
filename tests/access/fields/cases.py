"""The fields of a child, a case and what hangs on them. See `tests.access.field_rules`."""

from emerald.accounts.permissions import Right, SiteRight
from tests.access.field_rules import AS_THE_RECORD, By

FIELDS = {
    "cases.Allocation": {
        Right.SEE_CASE: "because end_note",
        Right.READ_DECISIONS: "hand_over_note",
        AS_THE_RECORD: "case user part started_on made_by made_at ended_on ended_at end_reason ended_by",
    },
    "cases.Indicator": {
        Right.ASSESS_RISK: "hint",
        SiteRight.SET_INDICATORS: "because",
        AS_THE_RECORD: "domain wording weight place active_from active_to replaces written_by written_at retired_by",
    },
    "cases.ChronologyEntry": {
        Right.SEE_CASE: "sentence source",
        AS_THE_RECORD: "case kind happened_at hour_known recorded_at recorded_by needs significant withdraws page "
        "page_args xid",
    },
    "cases.RiskAssessment": {
        Right.READ_ASSESSMENTS: "spoken_to childs_view protective_factors level_reason comment",
        AS_THE_RECORD: "case kind assessed_on definition started_by started_at version changed_by "
        "exploitation_types learning_disability score how suggested_level level status submitted_by "
        "submitted_at decided_by decided_at",
    },
    "cases.RiskAnswer": {
        Right.READ_ASSESSMENTS: "evidence source_detail",
        AS_THE_RECORD: "assessment indicator said source counts",
    },
    "cases.CaseUserObjectPermission": {AS_THE_RECORD: "permission user content_object"},
    "cases.CaseGroupObjectPermission": {AS_THE_RECORD: "permission group content_object"},
    "cases.Restriction": {
        Right.RESTRICT: "because",
        AS_THE_RECORD: "child category made_by made_at review_on lifted_by lifted_at",
    },
    "cases.RestrictionName": {AS_THE_RECORD: "restriction user"},
    "cases.Child": {
        Right.READ_CHILD: "given_names family_name preferred_name gender_identity first_language special_needs_notes "
        "school social_care_id safe_contact_notes",
        AS_THE_RECORD: "sounds beginnings name_keys date_of_birth estimated_age estimated_on died_on in_question sex "
        "ethnicity interpreter_needed special_needs nhs_number upn version",
    },
    "cases.Closure": {
        Right.READ_DECISIONS: "summary views later_work_because receiving_authority receiving_person comment",
        AS_THE_RECORD: "case reason effective_on accepted_on case_version proposed_by proposed_at outcome "
        "decided_by decided_at",
    },
    "cases.StateChange": {
        Right.READ_DECISIONS: "rationale section_47_reason",
        AS_THE_RECORD: "case step from_state to_state effective_on at by reason section_47 version xid",
    },
    "cases.CaseNumber": {AS_THE_RECORD: "last"},
    "cases.Frequency": {
        By.ANYBODY: "because",
        AS_THE_RECORD: "state level review_days seen_days supervision_days changed_by changed_at version",
    },
    "cases.ManagementDecision": {
        Right.READ_OVERSIGHT: "decision rationale",
        AS_THE_RECORD: "case on occasion decided_by recorded_at xid",
    },
    "cases.Supervision": {
        Right.READ_OVERSIGHT: "discussed agreed",
        AS_THE_RECORD: "case on worker supervisor recorded_at xid",
    },
    "cases.Pack": {
        Right.MAKE_PACKS: "purpose recipient narrowed",
        AS_THE_RECORD: "case kind made_by made_at filters sections decisions entries left_out pages sha256 xid",
    },
    "cases.ChronologyPin": {Right.SEE_CASE: "note", AS_THE_RECORD: "entry pinned_by pinned_at unpinned_by unpinned_at"},
    "cases.Plan": {
        Right.READ_PLAN: "aims childs_view carers_view contingency",
        AS_THE_RECORD: "case made_on changed_by changed_at version",
    },
    "cases.PlanAction": {
        Right.READ_PLAN: "text owner_elsewhere what_was_done",
        AS_THE_RECORD: "owner due_on added_by added_at status resolved_on resolved_by version case strand",
    },
    "cases.Review": {
        Right.READ_PLAN: "who_was_there childs_view carers_view decisions why_not_held",
        AS_THE_RECORD: "case counted_from planned_for status was_due_on held_on chaired_by outcome recorded_by "
        "recorded_at made_at version",
    },
    "cases.Case": {
        AS_THE_RECORD: "risk_level state version opened_on closed_on closure_reason reference child episode team "
        "last_seen_on led created_at child_then opened_in"
    },
    "cases.Likeness": {
        Right.ANSWER_FOR_CHILD: "because",
        AS_THE_RECORD: "record other what noticed_by noticed_at outcome decided_by decided_at",
    },
    "cases.ReadingEnd": {
        Right.ALLOCATE: "because given_back_because",
        AS_THE_RECORD: "allocation ended_by ended_at given_back_by given_back_at",
    },
    "cases.AlsoKnownAs": {Right.READ_CHILD: "name note", AS_THE_RECORD: "child"},
    "cases.LookedAfterPeriod": {Right.READ_CHILD: "placement", AS_THE_RECORD: "child legal_basis started_on ended_on"},
    "cases.Address": {
        Right.READ_CHILD: "kind lines why_sensitive",
        AS_THE_RECORD: "child postcode sensitive since until",
    },
    "cases.Document": {
        Right.READ_CHILD: "name title note because",
        AS_THE_RECORD: "case file kind sharing needs added_by added_at taken_off_by taken_off_at",
    },
    "cases.OpenPage": {AS_THE_RECORD: "case user page opened_at seen_at"},
    "cases.Carer": {
        Right.READ_CHILD: "name relationship phone email notes",
        AS_THE_RECORD: "child parental_responsibility safe_to_contact until",
    },
    "cases.Professional": {Right.READ_CHILD: "name job agency phone email", AS_THE_RECORD: "child until"},
    "cases.ChronologyRemoval": {AS_THE_RECORD: "entry instead removed_by removed_at xid"},
}
