"""The quiet line on a page that changes a case: who else has the record open, and what they are about to change."""

from uuid import UUID, uuid4

from cases.models import Case
from cases.models.presence import Colleague, OpenPage
from cases.registries.pages import is_named, may_open, words_for
from emerald.accounts.door import SignedInRequest
from emerald.accounts.models import User
from emerald.words import clock


class Presence:
    """One copy of a page that is open, and the sentence about everybody else's."""

    def __init__(self, case: Case, user: User, *, page: str, visit: UUID | None = None) -> None:
        self.visit, self.page = visit or uuid4(), page
        self._case = case
        self._others = OpenPage.objects.beat(case, user, visit=self.visit, page=page)

    @property
    def sentence(self) -> str:
        """Empty when nobody else is there. What a colleague is about to change is said only to whom that page would
        open: to others it could tell that there is direct work, or a restriction."""
        return f"Also open now: {'; '.join(self._in_words(one) for one in self._others)}." if self._others else ""

    def _in_words(self, one: Colleague) -> str:
        what = f" ({words_for(one.page)})" if may_open(one.page, self._case.rights) else ""
        return f"{one.name}{what}, since {clock(one.since)}"


def presence_on(request: SignedInRequest, case: Case) -> Presence | None:
    """Note that this page is open, if it is one that changes something (`@idempotent`); None for a page that is only
    read."""
    match = request.resolver_match
    writes = match is not None and getattr(match.func, "writes", False)
    return Presence(case, request.user, page=match.view_name) if match and writes else None


def beat_of(request: SignedInRequest, case: Case) -> str:
    """What a page that is open has sent: that it still is, or that it is being left. The sentence it shows now."""
    page, visit = request.POST.get("page", ""), _uuid(request.POST.get("visit", ""))
    if visit is None or not is_named(page):
        return ""
    if request.POST.get("leaving"):
        OpenPage.objects.leave(request.user, visit)
        return ""
    return Presence(case, request.user, page=page, visit=visit).sentence


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
