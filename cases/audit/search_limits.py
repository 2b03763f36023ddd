"""Looking for a child before a case is opened: counted for each person and day, so that nobody learns by trying which
children are known."""

from cases.models.children.identity_match import IdentityMatch, whom_to_ask
from cases.models.children.search_criteria import SearchCriteria
from emerald.accounts.door import SignedInRequest
from emerald.accounts.models import User
from emerald.audit.comparisons import LOOKING, may_look, note_comparison
from emerald.audit.record import record, refuse

TOO_OFTEN = (
    "You have looked for children very often today, so Emerald does not look again before tomorrow. {ask} can "
    "look for you. What you typed is kept."
)


def counted_search(request: SignedInRequest, sought: SearchCriteria) -> IdentityMatch | None:
    """The IdentityMatch, with both entries in the access log: what was shown, and what else was touched. None where
    this person has looked too often today."""
    if not may_look(request.user):
        refuse(request, "refused", subject="look for a child", why="Looked for children too often today.")
        return None
    found = IdentityMatch(sought, by=request.user)
    record(request, "searched", subject="case", subject_ids=[case.pk for case in found.shown])
    note_comparison(request.user, of=LOOKING, cases=found.touched)
    return found


def too_often(user: User) -> str:
    ask = whom_to_ask(user).rstrip(",")
    return TOO_OFTEN.format(ask=ask[:1].upper() + ask[1:])
