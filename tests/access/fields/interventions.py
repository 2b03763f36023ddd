"""The fields of direct work and other contacts. See `tests.access.field_rules`."""

from emerald.accounts.permissions import Right
from tests.access.field_rules import AS_THE_RECORD, By

FIELDS = {
    "interventions.Move": {
        Right.MOVE_NOTE: "because",
        AS_THE_RECORD: "session contact from_case to_case moved_by moved_at xid",
    },
    "interventions.Contact": {
        Right.READ_SESSIONS: "with_name agency present next_step next_step_outcome what_was_said childs_words "
        "decisions analysis late_reason",
        AS_THE_RECORD: "kind direction with_whom version next_step_on next_step_done_on next_step_done_by case "
        "happened_at length_minutes recorded_by recorded_at",
    },
    "interventions.SharedPart": {
        Right.READ_SESSIONS: "aims others_present what_happened",
        By.NOBODY: "place",
        AS_THE_RECORD: "held_at work length_minutes recorded_by recorded_at version",
    },
    "interventions.Session": {
        Right.READ_SESSIONS: "why_not_held others_present what_happened childs_words next_step next_step_outcome place "
        "aims analysis late_reason",
        AS_THE_RECORD: "attendance cancelled_by child_seen_alone length_minutes version next_step_on "
        "next_step_done_on next_step_done_by group case held_at work recorded_by recorded_at",
    },
    "interventions.Addendum": {Right.READ_SESSIONS: "text", AS_THE_RECORD: "written_by written_at xid session"},
    "interventions.ContactAddendum": {Right.READ_SESSIONS: "text", AS_THE_RECORD: "written_by written_at xid contact"},
    "interventions.ContactStruckOut": {Right.READ_SESSIONS: "because", AS_THE_RECORD: "contact by at xid"},
    "interventions.NoteDocument": {AS_THE_RECORD: "session contact document brought"},
    "interventions.PlannedSession": {
        Right.READ_SESSIONS: "place aims why_called_off",
        AS_THE_RECORD: "case planned_for work planned_by planned_at version outcome called_off_by resolved_by "
        "resolved_at session",
    },
    "interventions.PutOff": {Right.READ_SESSIONS: "because", AS_THE_RECORD: "planned was_for put_off_to by at xid"},
    "interventions.StruckOut": {Right.READ_SESSIONS: "because", AS_THE_RECORD: "session by at xid"},
}
