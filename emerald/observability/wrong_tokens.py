"""Whoever asks for the figures with a wrong token: in the access log, with where it came from, so that it counts among
refused sign-ins and *Operations* tells of it."""

from emerald.accounts.door import SignedInRequest
from emerald.audit.models import AccessEntry
from emerald.audit.models.access_entry import MOST_WRONG_TOKENS
from emerald.audit.record import refuse


def note(request: SignedInRequest) -> None:
    """Write it down, up to MOST_WRONG_TOKENS an hour. Nobody is shut out for it: a stranger could shut Prometheus out
    like that, and a token of production is too long to be guessed."""
    if AccessEntry.objects.wrong_tokens_lately() < MOST_WRONG_TOKENS:
        refuse(request, "sign-in failed", subject="figures", why="The token for the figures was wrong.")
