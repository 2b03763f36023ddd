"""Advice given to other professionals, about a child who may have no case here."""

from emerald.accounts.permissions import Right, SiteRight
from tests.access.field_rules import AS_THE_RECORD
from tests.access.page import OWN, READS, WRITES, Behind, OnACase, Page
from tests.factories.contacts import make_consultation

PAGES = (
    Page("consultations", OnACase(Right.READ_SESSIONS)),
    Page("give_consultation", SiteRight.ADVISE, WRITES),
    Page("consultation", Behind(Right.READ_SESSIONS), READS, ("consultation",)),
    Page("add_to_consultation", OWN, WRITES, ("consultation",)),
)
FIELDS = {
    "interventions.Consultation": {
        Right.READ_SESSIONS: "to_name to_role to_agency question advice follow_up",
        AS_THE_RECORD: "team given_by given_at kind case recorded_at xid",
    },
    "interventions.ConsultationAddendum": {
        Right.READ_SESSIONS: "text",
        AS_THE_RECORD: "written_by written_at xid consultation",
    },
}


def of_everything(case, *, by):
    advice = make_consultation(by=by, team=case.team, case=case)
    advice.add("And a second phone.", by=by)
    return {"consultation": advice.pk}
