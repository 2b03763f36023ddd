"""The doors to what hangs on a case: through the case it belongs to, and no other; and to advice."""

from django.http import Http404

from cases.door import open_case
from emerald.audit.record import record, refuse
from interventions.models import Consultation


def open_session(request, reference, key, *, to):
    """The session with this key of the case with this reference, for whoever holds the right `to` on that case.

    `session.case` is the case as the door of cases gives it. A session of another case answers as if it did not exist.
    """
    case = open_case(request, reference, to=to)
    return _of_case(request, case, case.sessions, key, "session")


def open_contact(request, reference, key, *, to):
    """As `open_session`, for another contact."""
    case = open_case(request, reference, to=to)
    return _of_case(request, case, case.contacts, key, "contact")


def _of_case(request, case, notes, key, called):
    note = notes.all().of_key(key)
    if note is None:
        refuse(request, "refused", subject="case", subject_id=case.pk, reference=case.reference,
               why=f"No such {called} on this case.")
        raise Http404(f"This case has no such {called}.")
    return note


def open_consultation(request, key, *, own=False):
    """The advice with this key if the person may see it, and with `own` if they gave it; else as if there were none."""
    found = Consultation.objects.visible_to(request.user).of_key(key)
    if found is None or (own and found.given_by_id != request.user.pk):
        refuse(request, "refused", subject="consultation", subject_id=key, why="No such advice, or not theirs to see.")
        raise Http404("No such advice is yours to see.")
    record(request, "opened", subject="consultation", subject_id=found.pk)
    return found
