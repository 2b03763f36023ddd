"""The doors to a session, held or planned: through the case it belongs to, and no other."""

from django.http import Http404

from cases.door import open_case
from emerald.audit.record import refuse


def open_session(request, reference, key, *, to):
    """The session with this key of the case with this reference, for whoever holds the right `to` on that case.

    `session.case` is the case as the door of cases gives it. A session of another case answers as if it did not exist.
    """
    case = open_case(request, reference, to=to, detail=f"Session: {key}")
    session = case.sessions.of_key(key)
    if session is None:
        _absent(request, case, "session")
    return session


def open_shared_part(request, reference, key, *, to):
    """The same for a session that was one child's part of a session with several; others answer as if there were none.
    """
    session = open_session(request, reference, key, to=to)
    if session.group_id is None:
        _absent(request, session.case, "shared session")
    return session


def open_planned(request, reference, key, *, to):
    """The planned session with this key of the case with this reference, likewise."""
    case = open_case(request, reference, to=to, detail=f"Planned session: {key}")
    planned = case.planned_sessions.of_key(key)
    if planned is None:
        _absent(request, case, "planned session")
    return planned


def _absent(request, case, what):
    refuse(request, "refused", subject="case", subject_id=case.pk, reference=case.reference,
           why=f"No such {what} on this case.")
    raise Http404(f"This case has no such {what}.")
