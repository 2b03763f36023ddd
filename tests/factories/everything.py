"""One of everything there is on a case, so that every page of the site has something to show."""

from datetime import date
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from cases.models import Address, Carer, LookedAfterPeriod, Professional
from emerald.accounts.models import Appointment
from emerald.accounts.roles import ROLES
from emerald.drafts.models import Draft
from interventions.models import Consultation, Contact, Session
from tests.factories.people import make_user


def one_of_everything(*, case, manager, lead, team):
    """Fill `case`; returns the keys that the addresses in `tests.access.pages` are made of."""
    case.propose_closure(by=manager, reason="C3", summary="Safer now.", views="She is glad.")
    session = Session.record(case, by=lead, held_at=timezone.now(), place="School", work="safety",
                             child_seen_alone=True, what_happened="We made a plan.", childs_words="I feel safer.",
                             next_step="Call her aunt")
    session.change_words(by=lead, version=1, analysis="She trusts her aunt.")
    session.add("The plan was drawn, not written.", by=lead)
    contact = Contact.record(case, by=lead, happened_at=timezone.now(), kind="phone", direction="made",
                             with_whom="carer", with_name="Lowen", what_was_said="She is home before dark now.",
                             next_step="Ring again")
    contact.change_words(by=lead, version=1, analysis="She sounds relieved.")
    contact.add("It was half past four.", by=lead)
    advice = Consultation.give(by=lead, team=team, case=case, given_at=timezone.now(), to_name="Bryn Olver",
                               to_agency="School", kind="signs", question="What should I look for?",
                               advice="New gifts.")
    advice.add("And a second phone.", by=lead)
    address = Address.objects.create(child=case.child, lines="1 Harbour Street", sensitive=True, why_sensitive="Refuge")
    Carer.objects.create(child=case.child, name="Lowen Quillfeather", relationship="Aunt", safe_to_contact=False)
    Professional.objects.create(child=case.child, name="Bryn Olver", job="Head of year", agency="School")
    LookedAfterPeriod.objects.create(child=case.child, legal_basis="V2", started_on=date(2026, 1, 5))
    asked = Appointment.ask(make_user(role=None, name="Neve Cardew"), role=ROLES["caseworker"], teams=[team],
                            because="Joins in spring.", by=make_user(role="system_administrator"))
    draft = Draft.keep(lead, place=reverse("record_session", args=[case.reference]), writing=uuid4(),
                       title=f"Record a session, {case.reference}", typed={"what_happened": ["We baked."]})
    return {
        "reference": case.reference, "allocation": case.allocations.first().pk, "session": session.pk,
        "contact": contact.pk, "consultation": advice.pk,
        "kind": "address", "detail": address.pk, "person": lead.pk, "team": team.slug, "appointment": asked.pk,
        "figure": "supported", "draft": draft.pk, "own_session": 0, "case": case, "by": manager,
    }
