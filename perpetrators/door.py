"""The doors to the register: to a person of concern, a place and a measure. Each is the first line of a view.

As at the doors to cases: what is not theirs to see answers 404, the same as what does not exist; what they may see
without the right for the page answers 403 and says whom to ask. Each look leaves a read entry.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from emerald.accounts.permissions import Right
from emerald.audit.record import record, refuse
from perpetrators.models import ConnectionReply, Measure, PersonOfConcern, Place
from perpetrators.models.scope import REGISTER_RIGHTS, Scope


def open_person(request, reference, *, to=Right.READ_SUSPECTS, verb="opened", detail=""):
    """The person of concern, with `person.rights` (codenames of REGISTER_RIGHTS) and `person.scope` (the reader's).

    The reference of a record that was merged into another leads to that one: `person.reference` is then another.
    """
    scope = Scope(request.user)
    found = scope.persons(PersonOfConcern.objects.with_people().of_reference(reference)).first()
    _there(request, found, "person of concern", reference)
    return _may(request, found, scope, scope.rights_on(found), to, "person of concern", verb, detail)


def open_place(request, reference, *, to=Right.READ_SUSPECTS, verb="opened", detail=""):
    """The place, likewise. Who may see a person of concern of the place may record about it."""
    scope = Scope(request.user)
    found = scope.places(Place.objects.select_related("area", "recorded_by")).filter(reference=reference).first()
    _there(request, found, "place", reference)
    return _may(request, found, scope, scope.rights_on_place(found), to, "place", verb, detail)


def open_measure(request, reference, *, to=Right.READ_SUSPECTS, verb="opened", detail=""):
    """The measure, likewise: the rights are those on its person, or on its place."""
    scope = Scope(request.user)
    hears = scope.measures(Measure.objects.with_subjects(), Right.HEAR_OF_SUSPECTS)
    found = hears.filter(reference=reference).first()
    _there(request, found, "measure", reference)
    rights = {right for right in REGISTER_RIGHTS
              if scope.keeps or scope.measures(Measure.objects.all(), right).filter(pk=found.pk).exists()}
    return _may(request, found, scope, frozenset(rights), to, "measure", verb, detail)


def _there(request, found, called, reference):
    if found is None:
        refuse(request, "refused", subject=called, reference=reference, why=f"No such {called}, or not theirs to see.")
        raise Http404(f"No {called} of that reference is yours to see.")


def _may(request, found, scope, rights, to, called, verb, detail):
    found.rights, found.scope = rights, scope
    if to not in rights:
        ask = found.whom_to_ask() if hasattr(found, "whom_to_ask") else "Ask a police liaison officer."
        sentence = f"You can open {found.reference}, but not {to.label}. {ask}"
        refuse(request, "refused", subject=called, subject_id=found.pk, reference=found.reference, why=sentence)
        raise PermissionDenied(sentence)
    record(request, verb, subject=called, subject_id=found.pk, reference=found.reference, detail=detail)
    return found


def open_reply(request, key):
    """The request about a connection that the person may answer; to anybody else it is not there."""
    found = ConnectionReply.objects.answerable_by(request.user).of_key(key)
    _there(request, found, "connection request", key)
    record(request, "opened", subject="connection request", subject_id=found.pk, reference=found.reference)
    return found
