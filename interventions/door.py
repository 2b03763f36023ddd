"""The door to a session: through the case it belongs to, and no other."""

from django.http import Http404

from cases.door import open_case
from emerald.audit.record import refuse


def open_session(request, reference, key, *, to):
    """The session with this key of the case with this reference, for whoever holds the right `to` on that case.

    `session.case` is the case as the door of cases gives it. A session of another case answers as if it did not exist.
    """
    case = open_case(request, reference, to=to)
    session = case.sessions.of_key(key)
    if session is None:
        refuse(request, "refused", subject="case", subject_id=case.pk, reference=case.reference,
               why="No such session on this case.")
        raise Http404("This case has no such session.")
    return session
