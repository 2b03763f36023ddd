"""Persons of concern, places and measures as the register has them."""

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.models.access.rights import sync_rights
from perpetrators.models import Admission, Link, Measure, PersonOfConcern, Place, RegisterNumber
from perpetrators.models.measures.states import OVER
from tests.factories.people import make_user


def make_officer(name="Rhys Calder", teams=()):
    return make_user(role="police_liaison", name=name, teams=list(teams))


@transaction.atomic
def make_person(*, area, officer=None, by=None, **fields):
    """A suspected person of concern, without any link."""
    by = by or officer or make_user(role="police_liaison", name="Ines Vardy")
    fields = {"given_names": "Dale", "family_name": "Orchard"} | fields
    person = PersonOfConcern(
        reference=RegisterNumber.next_reference("PC", timezone.localdate().year),
        area=area,
        officer=officer,
        recorded_by=by,
        **fields,
    )
    person.listen()
    person.save()
    return person


@transaction.atomic
def make_place(*, area, by, **fields):
    fields = {"kind": "hotel", "name": "Harbour Lodge"} | fields
    return Place.objects.create(
        reference=RegisterNumber.next_reference("PL", timezone.localdate().year), area=area, recorded_by=by, **fields
    )


def link_child(person, child, **fields):
    """Joined as when a worker of the child links them: the officer is joined to the child's cases."""
    made = Link.objects.create(
        person=person, child=child, recorded_by=person.recorded_by, **{"nature": "Seen together"} | fields
    )
    if person.officer_now:
        Admission.objects.create(
            person=person,
            child=child,
            officer=person.officer,
            asked_by=person.recorded_by,
            why="As it was",
            answer="agreed",
            ground="before",
            decided_by=person.recorded_by,
            decided_at=timezone.now(),
        )
    sync_rights(Case.objects.filter(child=child))
    return made


@transaction.atomic
def make_measure(*, area, by, person=None, place=None, kind="civil_injunction", state="in_force", **fields):
    """As a row, in any state; the verbs are proven where they are tested."""
    today = timezone.localdate()
    over = {"ended_on": today} if state in OVER else {}
    fields = {"started_on": today, "made_on": today, "last_day_set": fields.get("ends_on")} | over | fields
    return Measure.objects.create(
        reference=RegisterNumber.next_reference("DM", today.year),
        kind=kind,
        state=state,
        person=person,
        place=place,
        area=area,
        recorded_by=by,
        **fields,
    )
