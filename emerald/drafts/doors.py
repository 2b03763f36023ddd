"""Whether somebody may still open the record a draft is about: its page's own door is asked, and for a list the kinds
of record, which parts declare.
"""

from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from emerald.audit.actor import Person
from emerald.audit.record import LetIn
from emerald.parts import Part


@dataclass(frozen=True)
class RecordKind:
    """Records whose references begin with `prefix`."""

    prefix: str
    # (user, of a room further out; references) -> those of them the user may see, as a set
    seen_by: Callable[[Any, Collection[str]], set[str]]
    # (reference) -> the sentence that says whom to ask
    ask: Callable[[str], str]
    # (user, reference) -> whether the user may give out what others typed about it
    gives_out: Callable[[Any, str], bool]
    # (reference, moment) -> the reference of the record that what was typed there then belongs to, often the same
    belongs_to: Callable[[str, datetime], str] = lambda reference, moment: reference

    def __str__(self) -> str:
        return self.prefix


def kind_of(reference: str) -> RecordKind | None:
    """The RecordKind of this reference, or None."""
    if not reference:
        return None
    prefix = reference.split("-", maxsplit=1)[0]
    kinds = (kind for drafts in Part.joined("drafts") for kind in drafts.kinds)
    return next((kind for kind in kinds if kind.prefix == prefix), None)


def seen_among(user: Person, references: Collection[str]) -> set[str]:
    """Those references that `user` may see: one look for each kind of record. What belongs to no kind is seen."""
    seen = {reference for reference in references if kind_of(reference) is None}
    for kind in filter(None, {kind_of(reference) for reference in references}):
        seen |= set(kind.seen_by(user, [one for one in references if kind_of(one) is kind]))
    return seen


def is_open(request: HttpRequest, place: str) -> bool:
    """Whether the door of the page at `place` lets the signed-in person in. Nothing is read, written or logged."""
    try:
        match = resolve(place)
    except Resolver404:
        return False
    asking: Any = copy(request)
    asking.method, asking.GET, asking._post, asking.resolver_match = "GET", QueryDict(), QueryDict(), match
    asking.path = asking.path_info = place
    asking.only_asks, asking.audit_refusals = True, []
    try:
        with transaction.atomic():
            match.func(asking, *match.args, **match.kwargs)
            transaction.set_rollback(True)
    except LetIn:
        return True
    except (Http404, PermissionDenied):
        return False
    return True  # it has no door
