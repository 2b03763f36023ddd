"""The doors to what hangs on a case: through the case it belongs to, and no other; and to advice."""

from typing import Any, NoReturn

from django.http import Http404

from cases.door import open_case
from cases.models import Case
from emerald.accounts.door import SignedInRequest
from emerald.audit.record import record, refuse
from interventions.consultations.models import Consultation
from interventions.contacts.models.contact import Contact
from interventions.planned.models import PlannedSession
from interventions.sessions.models.session import Session


def open_session(request: SignedInRequest, reference: str, key: int) -> Session:
    """The session with this key of the case with this reference, for whoever holds the right the page needs there.

    `session.case` is the case as the door of cases gives it. A session of another case does not exist here: 404.
    """
    return _of_case(request, reference, "sessions", key, called="session")


def open_shared_part(request: SignedInRequest, reference: str, key: int) -> Session:
    """The same for one child's part of a session with several; for others a 404, as if there were none."""
    session = open_session(request, reference, key)
    if session.group_id is None:
        _absent(request, session.case, "shared session")
    return session


def open_planned(request: SignedInRequest, reference: str, key: int) -> PlannedSession:
    """The planned session with this key of the case with this reference, likewise."""
    return _of_case(request, reference, "planned_sessions", key, called="planned session")


def open_contact(request: SignedInRequest, reference: str, key: int) -> Contact:
    """As `open_session`, for another contact."""
    return _of_case(request, reference, "contacts", key, called="contact")


def _of_case(request: SignedInRequest, reference: str, related: str, key: int, *, called: str) -> Any:
    case = open_case(request, reference, detail=f"{called.capitalize()}: {key}")
    found = getattr(case, related).of_key(key)
    if found is None:
        _absent(request, case, called)
    return found


def _absent(request: SignedInRequest, case: Case, what: str) -> NoReturn:
    refuse(
        request,
        "refused",
        subject="case",
        subject_id=case.pk,
        reference=case.reference,
        why=f"No such {what} on this case.",
    )
    raise Http404(f"This case has no such {what}.")


def open_consultation(request: SignedInRequest, key: int, *, own: bool = False) -> Consultation:
    """The advice with this key if the person may see it, and with `own` if they gave it; else as if there were none."""
    found = Consultation.objects.visible_to(request.user).of_key(key)
    if found is None or (own and found.given_by_id != request.user.pk):
        refuse(request, "refused", subject="consultation", subject_id=key, why="No such advice, or not theirs to see.")
        raise Http404("No such advice is yours to see.")
    record(request, "opened", subject="consultation", subject_id=found.pk)
    return found
