"""A page that saves itself: what its script sends, and why it may not be kept."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from emerald.drafts.autosave import place_of, title_of, words_of
from emerald.drafts.baseline import Typed
from emerald.drafts.models import Draft, Posting
from emerald.drafts.models.draft import take_turns
from emerald.guards import Refused

UNREADABLE = "Draft not saved. Save the page itself as soon as you can."
SOMEBODY_ELSE = "Draft not saved, because somebody else is signed in now. Sign in again in a new tab, then carry on."
SAVED_ALREADY = "This was saved already. To write more, open the page afresh."


@dataclass(frozen=True)
class Sent:
    match: ResolverMatch
    person: str
    once: UUID
    writing: UUID
    typed: Typed


def save(request: HttpRequest) -> Draft:
    """Keep what the script sent; returns the Draft, or raises Refused with the sentence for the page.

    Requires no right on the record: somebody who lost it while writing still keeps their own words. Whether they are
    shown on the page again, the page's own door decides.
    """
    sent = _read(request.body)
    if sent.person != str(request.user.pk):
        raise Refused(SOMEBODY_ELSE)
    take_turns(request.user, sent.writing)
    if Posting.objects.is_recorded(request.user, sent.once):
        raise Refused(SAVED_ALREADY)
    return Draft.store(
        request.user, place=place_of(sent.match), title=title_of(sent.match), writing=sent.writing, typed=sent.typed
    )


def _read(body: bytes) -> Sent:
    try:
        told = json.loads(body)
        sent = Sent(
            match=resolve(told["place"]),
            person=str(told["person"]),
            once=UUID(told["once"]),
            writing=UUID(told["draft"]),
            typed=told["typed"],
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Resolver404):
        raise Refused(UNREADABLE) from None
    if words_of(sent.match) is None or not _is_typed(sent.typed):
        raise Refused(UNREADABLE)
    return sent


def _is_typed(typed: Any) -> bool:
    return isinstance(typed, dict) and all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in typed.values()
    )
