"""One of everything there is on a case, so that every page of the site has something to show."""

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from cases.models import Address, Carer, LookedAfterPeriod, Professional
from emerald.accounts.models import Appointment
from emerald.accounts.roles import ROLES
from emerald.drafts.models import Draft
from emerald.reminders.models import Absence, Mail, Notice
from emerald.reminders.models.mail import MailState
from emerald.reminders.sweep import sweep
from interventions.models import Session
from tests.factories.people import make_user


def one_of_everything(*, case, manager, lead, team):
    """Fill `case`; returns the keys that the addresses in `tests.access.pages` are made of."""
    case.propose_closure(by=manager, reason="C3", summary="Safer now.", views="She is glad.")
    session = Session.record(case, by=lead, held_at=timezone.now(), place="School", work="safety",
                             child_seen_alone=True, what_happened="We made a plan.", childs_words="I feel safer.",
                             next_step="Call her aunt")
    session.change_words(by=lead, version=1, analysis="She trusts her aunt.")
    session.add("The plan was drawn, not written.", by=lead)
    address = Address.objects.create(child=case.child, lines="1 Harbour Street", sensitive=True, why_sensitive="Refuge")
    Carer.objects.create(child=case.child, name="Lowen Quillfeather", relationship="Aunt", safe_to_contact=False)
    Professional.objects.create(child=case.child, name="Bryn Olver", job="Head of year", agency="School")
    LookedAfterPeriod.objects.create(child=case.child, legal_basis="V2", started_on=date(2026, 1, 5))
    asked = Appointment.ask(make_user(role=None, name="Neve Cardew"), role=ROLES["caseworker"], teams=[team],
                            because="Joins in spring.", by=make_user(role="system_administrator"))
    draft = Draft.keep(lead, place=reverse("record_session", args=[case.reference]), writing=uuid4(),
                       title=f"Record a session, {case.reference}", typed={"what_happened": ["We baked."]})
    notice, mail, absence = reminded(lead)
    return {
        "reference": case.reference, "allocation": case.allocations.first().pk, "session": session.pk,
        "kind": "address", "detail": address.pk, "person": lead.pk, "team": team.slug, "appointment": asked.pk,
        "figure": "supported", "draft": draft.pk, "own_session": 0, "notice": notice.pk,
        "mail": mail.pk, "absence": absence.pk, "away_person": lead.pk, "case": case, "by": manager,
    }


def reminded(person):
    """Something `person` is reminded of, an e-mail about it that could not be delivered, and time away to come."""
    sweep(timezone.localdate() + timedelta(days=365))
    notice = Notice.objects.standing().filter(recipient=person).first()
    mail = Mail.objects.create(
        recipient=person, made_at=timezone.now(), next_try=timezone.now(), state=MailState.UNDELIVERABLE,
        last_error="The mail server does not take mail for this address (reply 550).")
    Notice.objects.filter(pk=notice.pk).update(mail=mail)
    first = timezone.localdate() + timedelta(days=30)
    return notice, mail, Absence.arrange(person, by=person, starts=first, until=first + timedelta(days=7))
