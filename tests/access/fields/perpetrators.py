"""The fields of the register of disruption. See `tests.access.field_rules`."""

from emerald.accounts.permissions import Right
from tests.access.field_rules import AS_THE_RECORD, By

FIELDS = {
    "perpetrators.RegisterNumber": {AS_THE_RECORD: "prefix year last"},
    "perpetrators.PersonOfConcern": {
        By.NAMES: "given_names family_name",
        By.REGISTER: "called ethnicity_why_unknown nationality nationality_why_unknown description occupation",
        AS_THE_RECORD: "reference sounds beginnings name_keys date_of_birth estimated_age estimated_on sex ethnicity "
        "ethnicity_basis nationality_basis also_a_child legal_status photograph area officer recorded_by "
        "recorded_at merged_into version",
    },
    "perpetrators.Place": {
        By.REGISTER: "name lines web_address licence concern plan_aims",
        AS_THE_RECORD: "reference kind postcode plan_changed_by plan_changed_at area recorded_by recorded_at version",
    },
    "perpetrators.Link": {
        By.REGISTER: "nature detail source because",
        By.KEEPER: "handling_conditions",
        AS_THE_RECORD: "person child other place since until confidence is_intelligence source_grade assessed "
        "handling recorded_by recorded_at ended_at ended_by version",
    },
    "perpetrators.Measure": {
        By.REGISTER: "applicant authoriser decided_by order_ref crime_ref served_how served_by note",
        By.CHILDREN: "childs_view how_ended",
        AS_THE_RECORD: "reference kind person place state applicant_class authoriser_rank considered_on applied_on "
        "made_on served_on started_on ends_on last_day_set followed_on until_further_order review_on ended_on "
        "power_of_arrest power_of_arrest_until childs_view_considered facts officer area recorded_by recorded_at "
        "version",
    },
    "perpetrators.MeasureEvent": {
        By.REGISTER: "sentence note",
        AS_THE_RECORD: "measure step from_state to_state on by at version xid",
    },
    "perpetrators.MeasurePeriod": {AS_THE_RECORD: "measure interim first_day last_day own_last_day served_on"},
    "perpetrators.ProtectedChild": {AS_THE_RECORD: "measure child notice_to facts"},
    "perpetrators.Condition": {By.REGISTER: "text supervisor", AS_THE_RECORD: "measure sort child starts_on ends_on"},
    "perpetrators.Breach": {
        By.REGISTER: "what_happened reported_by crime_ref outcome",
        AS_THE_RECORD: "measure condition happened_on reported_to_police_on arrested arrested_on proceeding "
        "outcome_on sentence_days released_on recorded_by recorded_at version",
    },
    "perpetrators.Mistake": {
        By.REGISTER: "reason because",
        AS_THE_RECORD: "measure breach said_by said_at answer decided_by decided_at",
    },
    "perpetrators.Particular": {
        By.REGISTER: "value detail source",
        AS_THE_RECORD: "person place kind match since until recorded_by recorded_at",
    },
    # What they are found by, made of what stands there: of a reference its capitals, of a plate or a number its pieces.
    "perpetrators.Fragment": {AS_THE_RECORD: "particular text"},
    "perpetrators.FoundBy": {AS_THE_RECORD: "measure breach text"},
    "perpetrators.Trace": {By.CHILDREN: "words", AS_THE_RECORD: "child place person origin kind match"},
    "perpetrators.ConnectionRequest": {
        Right.RECORD_SUSPECTS: "words why",
        AS_THE_RECORD: "person place child kind match asked_by asked_at",
    },
    "perpetrators.ConnectionReply": {
        Right.RECORD_SUSPECTS: "answer",
        AS_THE_RECORD: "request person place child shares answered_by answered_at",
    },
    "perpetrators.RecordEntry": {By.REGISTER: "sentence", AS_THE_RECORD: "person by at xid"},
    "perpetrators.LegalEvent": {
        By.REGISTER: "offence offence_code where outcome sentence because",
        AS_THE_RECORD: "person step on released_on against_child overturns corrects by at version xid",
    },
    "perpetrators.PersonMistake": {
        By.REGISTER: "reason because",
        AS_THE_RECORD: "about person link legal_event child said_by said_at answer decided_by decided_at",
    },
    "perpetrators.MeasureDocument": {
        By.CHILDREN: "name because",
        AS_THE_RECORD: "measure file kind added_by added_at taken_off_by taken_off_at",
    },
    "perpetrators.Merge": {By.KEEPER: "because", AS_THE_RECORD: "kept gone moved before by at xid"},
    "perpetrators.PlaceAction": {
        By.REGISTER: "text owner_elsewhere what_was_done",
        AS_THE_RECORD: "owner due_on added_by added_at status resolved_on resolved_by version place",
    },
    "perpetrators.Admission": {
        Right.ANSWER_FOR_CHILD: "why because ended_because",
        AS_THE_RECORD: "person child officer answer ground asked_by asked_at decided_by decided_at ended_at ended_by",
    },
    "perpetrators.ConnectionFound": {
        Right.ANSWER_FOR_CHILD: "words answer",
        AS_THE_RECORD: "person place child other_person other_place other_child kind match saved_by saved_at outcome "
        "decided_by decided_at",
    },
}
