"""One of everything there is on a case, so that every page of the site has something to show."""

from datetime import date, timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from cases.models import Address, Carer, Frequency, Indicator, Likeness, LookedAfterPeriod, Professional
from cases.models.access.allocation import Part
from emerald.accounts.models import AccountChange, Appointment
from emerald.accounts.roles import ROLES
from emerald.audit.models import ManyComparisons
from emerald.drafts.models import Draft
from emerald.mail.models import Kind, Mail, MailState
from emerald.reminders.models import Absence, CalendarLink, Notice
from emerald.reminders.sync import sync_notices
from emerald.wording.models import Term
from interventions.models import Contact
from interventions.notes.models.document import attach
from perpetrators.models import (
    Admission,
    ChildRecord,
    ConnectionFound,
    ConnectionRequest,
    Link,
    PersonMistake,
    Trace,
    Undoing,
)
from tests.factories.assessments import all_answered, sign_off, submit
from tests.factories.children import make_case
from tests.factories.files import make_document, make_upload
from tests.factories.measures import terms_of
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person, make_place
from tests.factories.sessions import make_planned, make_together, part
from tests.records import records


def one_of_everything(*, case, manager, lead, team):
    """Fill `case`; returns the keys that the addresses in `tests.access.pages` are made of."""
    case.propose_closure(by=manager, reason="C3", summary="Safer now.", views="She is glad.")
    other = make_case(manager=manager, team=team)
    other.allocate(lead, part=Part.LEAD, by=manager)
    session, _ = make_together(
        case,
        other,
        by=lead,
        held_at=timezone.now(),
        aims="Know the way home.",
        parts={case: part(what_happened="We made a plan.", childs_words="I feel safer.", next_step="Call her aunt")},
    )
    planned = make_planned(case, by=lead)
    planned.put_off(by=lead, to=planned.planned_for + timedelta(days=1), because="School trip.")
    session.change_words(by=lead, version=1, analysis="She trusts her aunt.")
    attach(session, by=lead, files=[make_upload(lead, "Her drawing.png")])
    letter = make_document(case, by=manager)
    session.add("The plan was drawn, not written.", by=lead)
    sign_off(case, by=lead, signer=manager, level="high", answers=all_answered("yes"), kind="screening")
    assessment = submit(case, by=lead, level="medium", answers=all_answered("possible"))
    assessment.give_back(by=manager, comment="Ask the school once more.")
    contact = Contact.record(
        case,
        by=lead,
        happened_at=timezone.now(),
        kind="phone",
        direction="made",
        with_whom="carer",
        with_name="Lowen",
        what_was_said="She is home before dark now.",
        next_step="Ring again",
    )
    contact.change_words(by=lead, version=1, analysis="She sounds relieved.")
    contact.add("It was half past four.", by=lead)
    attach(contact, by=lead, files=[make_upload(lead, "The card she sent.pdf")])
    address = Address.objects.create(child=case.child, lines="1 Harbour Street", sensitive=True, why_sensitive="Refuge")
    Carer.objects.create(child=case.child, name="Lowen Quillfeather", relationship="Aunt", safe_to_contact=False)
    Professional.objects.create(child=case.child, name="Bryn Olver", job="Head of year", agency="School")
    LookedAfterPeriod.objects.create(child=case.child, legal_basis="V2", started_on=date(2026, 1, 5))
    case.write_plan(by=lead, aims="Feel safe at home.", childs_view="She likes it.", carers_view="They help.")
    action = case.add_action(
        by=lead, strand="protect", text="Ask the school about lifts", due_on=timezone.localdate(), owner=lead
    )
    case.record_decision(
        by=manager,
        on=timezone.localdate(),
        occasion="review",
        decision="Weekly visits.",
        rationale="She asked for them.",
    )
    case.record_supervision(
        by=manager, on=timezone.localdate(), worker=lead, discussed="How she is.", agreed="Carry on."
    )
    event = case.record_event(
        by=lead, on=date(2026, 3, 3), what="school", source="The school’s letter", text="Away for five days."
    )
    pinned, entry = case.entries.newest_first().filter(needs="view_case")[:2]
    case.pin(pinned, by=lead, note="Read this first")
    case.record_pack(
        by=lead,
        kind="pdf",
        recipient="Family court",
        purpose="Hearing",
        entries=5,
        pages=3,
        left_out=1,
        narrowed="everything its maker may read",
        sections=["The child’s details"],
        sha256="9f" * 32,
        decisions=[{"kind": "carer", "in": 2, "decision": "black_out", "because": ""}],
    )
    asked = Appointment.ask(
        make_user(role=None, name="Neve Cardew"),
        role=ROLES["caseworker"],
        teams=[team],
        because="Joins in spring.",
        by=make_user(role="system_administrator"),
    )
    make_user(role="service_manager", name="Ffion Gale")
    change = AccountChange.ask(lead, "address", by=asked.asked_by, because="Married.", email="wed@emerald.example")
    draft = Draft.store(
        lead,
        place=reverse("record_session", args=[case.reference]),
        writing=uuid4(),
        title=f"Record a session, {case.reference}",
        typed={"what_happened": ["We baked."]},
    )
    register = register_of(case, team=team) | found_of(case, other, by=lead)
    of_records = {key: one for record in records() for key, one in record.of_everything(case, by=lead).items()}
    notice, mail, absence = reminded(lead)
    return {
        "reference": case.reference,
        "allocation": case.allocations.first().pk,
        "session": session.pk,
        "planned": planned.pk,
        "contact": contact.pk,
        "kind": "address",
        "detail": address.pk,
        "person": lead.pk,
        "team": team.slug,
        "appointment": asked.pk,
        "change": change.pk,
        "document": letter.pk,
        "figure": "supported",
        "figure_of_people": "everybody",
        "draft": draft.pk,
        "own_session": 0,
        "case": case,
        "by": manager,
        "term": Term.listed()[0].pk,
        "use": "session",
        "choice": "safety",
        "action": action.pk,
        "review": case.review_waiting.pk,
        "frequency": Frequency.objects.first().pk,
        "event": event.pk,
        "pinned": pinned.pk,
        "entry": entry.pk,
        "assessment": assessment.pk,
        "indicator": Indicator.objects.in_force().first().pk,
        "notice": notice.pk,
        "mail": mail.pk,
        "account_mail": not_delivered(lead).pk,
        "absence": absence.pk,
        "away_person": lead.pk,
        "token": CalendarLink.make(lead),
        **register,
        **of_records,
    }


def found_of(case, other, *, by):
    """What was compared and found between two cases of one team, and a text whose author lost the case."""
    gone = make_user(role="caseworker", name="Wenna Pascoe")
    likeness = Likeness.objects.create(record=case.child, other=other.child, what="name", noticed_by=by)
    found = ConnectionFound.objects.create(
        child=case.child,
        other_child=other.child,
        kind="phone",
        saved_by=by,
        match="+447700900123",
        words="A carer’s telephone number",
    )
    much = ManyComparisons.objects.create(person=by, day=timezone.localdate())
    kept = Draft.store(
        gone,
        place=reverse("record_session", args=[case.reference]),
        writing=uuid4(),
        title=f"Record a session, {case.reference}",
        typed={"what_happened": ["We walked home."]},
    )
    Draft.objects.filter(pk=kept.pk).update(closed_at=timezone.now())
    return {
        "likeness": likeness.pk,
        "found": found.pk,
        "much_compared": much.pk,
        "day": str(much.day),
        "kept_draft": kept.pk,
    }


def register_of(case, *, team):
    """A person of concern linked to the child and to a place, with a measure in force against them: `suspect`, `place`
    and `measure` are their references."""
    officer = make_officer(teams=[team])
    suspect = make_person(area=team, officer=officer)
    link_child(suspect, case.child)
    gone = make_person(area=team, officer=officer)
    merged = suspect.merge(gone, by=officer, because="The same licence")
    asked = Undoing.ask(merge=merged, by=officer, reason="Two licences")
    place = make_place(area=team, by=officer)
    linked = Link.objects.create(person=suspect, place=place, nature="Works there", recorded_by=officer)
    measure = make_measure(area=team, by=officer, person=suspect, served_on=timezone.localdate())
    twin = make_person(area=team, officer=officer, given_names="Dayle")
    link_child(twin, case.child)
    waits = Admission.objects.create(
        person=suspect,
        child=case.child,
        officer=make_officer("Gwen Tolver"),
        asked_by=officer,
        why="Gwen Tolver is responsible for the record now.",
    )
    action = place.add_action(by=officer, text="Train the night staff", due_on=timezone.localdate(), owner=officer)
    known = suspect.add_particular(by=officer, kind="vehicle", value="WX?? OZY", detail="Grey van")
    suspect.set_photograph(by=officer, upload=make_upload(officer, "Seen in March.png"))
    arrest = suspect.record_legal(
        by=officer,
        step="arrest",
        on=date(2026, 3, 4),
        where="Harbour police station",
        offence="Sexual communication with a child, Sexual Offences Act 2003 section 15A",
    )
    young = make_person(area=team, officer=officer, given_names="Robin", family_name="Trease", also_a_child="yes")
    ChildRecord.objects.create(person=young, child=case.child, how_known="police", recorded_by=officer)
    taken_back = Link.objects.create(
        person=twin,
        child=case.child,
        nature="Seen together",
        recorded_by=officer,
        ended_at=timezone.now(),
        ended_by=officer,
        because="Another man",
    )
    said = {"person": suspect, "reason": "Another man", "said_by": officer}
    return {
        "person_mistake": PersonMistake.objects.create(**said, legal_event=arrest, about="the arrest").pk,
        "link_mistake": PersonMistake.objects.create(
            **said | {"person": twin}, link=taken_back, child=case.child, about=f"the link to {twin.reference}"
        ).pk,
        "suspect": suspect.reference,
        "place": place.reference,
        "measure": measure.reference,
        "link": linked.pk,
        "particular": known.pk,
        "legal_event": arrest.pk,
        "other": twin.reference,
        "merge": merged.pk,
        "undoing": asked.pk,
        "place_action": action.pk,
        "admission": waits.pk,
        "agreed_admission": suspect.admissions.agreed().get().pk,
        **connected(case, suspect, place),
        **terms_of(measure, by=officer),
    }


def connected(case, suspect, place):
    """A stranger, of whom only police liaison know, with the telephone of `suspect` and of `place` and with the child's
    address; the child's workers were asked about that."""
    asker = make_officer("Ines Vardy")
    stranger = make_person(area=suspect.area, officer=asker, given_names="Corin", family_name="Vane")
    here = suspect.add_particular(by=asker, kind="phone", value="07700 900123")
    there = place.add_particular(by=asker, kind="phone", value="07700 900123")
    stranger.add_particular(by=asker, kind="phone", value="07700 900123")
    asked = stranger.add_particular(by=asker, kind="address", value="1 Harbour Street")
    request = ConnectionRequest.ask(by=asker, record=stranger, key=f"p{asked.pk}", why="He was seen in that street.")
    return {
        "item": f"p{here.pk}",
        "place_item": f"p{there.pk}",
        "place_particular": there.pk,
        "child_item": f"t{Trace.objects.get(child=case.child).pk}",
        "reply": request.replies.get(child=case.child).pk,
    }


def not_delivered(person):
    """A link to choose a password that did not reach `person`."""
    now = timezone.now()
    return Mail.objects.create(
        kind=Kind.INVITATION, recipient=person, made_at=now, next_try=now, state=MailState.UNDELIVERABLE
    )


def reminded(person):
    """Something `person` is reminded of, an e-mail about it that could not be delivered, and time away to come."""
    sync_notices(timezone.localdate() + timedelta(days=365))
    notice = Notice.objects.active().filter(recipient=person).first()
    mail = Mail.objects.create(
        recipient=person,
        made_at=timezone.now(),
        next_try=timezone.now(),
        state=MailState.UNDELIVERABLE,
        last_error="The mail server does not take mail for this address (reply 550).",
    )
    Notice.objects.filter(pk=notice.pk).update(mail=mail)
    first = timezone.localdate() + timedelta(days=30)
    return notice, mail, Absence.arrange(person, by=person, starts=first, until=first + timedelta(days=7))
