"""Drafts whose door is closed: their authors may not open the record any more, so a manager gives out what they typed.

Until a manager decides, nothing is thrown away; they have as long as a draft is kept.
"""

from itertools import groupby
from typing import Any

from django.db import transaction

from emerald.clock import now
from emerald.drafts.doors import kind_of, seen_among
from emerald.drafts.models import Draft
from emerald.guards import NotYet, NotYours
from emerald.parts import Part


def notice_closed() -> None:
    """Mark drafts on records that their authors may not see any more, and free those that opened again."""
    drafts = Draft.objects.exclude(reference="").select_related("user").order_by("user").defer("typed")
    for _, group in groupby(list(drafts), key=lambda draft: draft.user_id):
        theirs = list(group)
        seen = seen_among(theirs[0].user, {draft.reference for draft in theirs})
        for draft in theirs:
            if draft.reference not in seen:
                mark(draft, closed=True)
            elif draft.closed_at and not draft.closed_by_its_page:
                mark(draft, closed=False)


def mark(draft: Draft, *, closed: bool, by_its_page: bool = False) -> None:
    """Write down whether its author's door is closed. `by_its_page`: the record is seen, and the page is not."""
    if closed == bool(draft.closed_at):
        return
    draft.closed_at, draft.closed_by_its_page = (now() if closed else None), closed and by_its_page
    if closed:
        kind = kind_of(draft.reference)
        draft.move_to(kind.belongs_to(draft.reference, draft.saved_at) if kind else draft.reference)
    else:
        draft.given_at = draft.given_by = None
    draft.save(update_fields=["closed_at", "closed_by_its_page", "given_at", "given_by", "place", "title", "reference"])


def whom_to_ask(draft: Draft) -> str:
    kind = kind_of(draft.reference)
    return kind.ask(draft.reference) if kind else "Ask your manager."


def find(user: Any, reference: str, pk: int) -> Draft | None:
    """The closed draft that `user` may give out, or None."""
    kind = kind_of(reference)
    draft = Draft.objects.closed().filter(reference=reference, pk=pk).exclude(user=user).select_related("user").first()
    return draft if draft and kind and kind.gives_out(user, reference) else None


@transaction.atomic
def give_back(draft: Draft, *, by: Any) -> None:
    """Its author may read what they typed, though not the record. Raises NotYours, NotYet."""
    draft = _held(draft, by)
    if draft.given_at:
        raise NotYet(f"{draft.given_by.name if draft.given_by else 'Somebody'} has given it back already.")
    draft.given_at, draft.given_by = now(), by
    draft.save(update_fields=["given_at", "given_by"])


@transaction.atomic
def take_over(draft: Draft, *, by: Any) -> None:
    """It becomes the manager's own, to carry on with and to save on the record. Raises NotYours."""
    draft = _held(draft, by)
    # What belongs to it goes along, in the same transaction.
    for drafts in Part.joined("drafts"):
        for also in drafts.taken_over:
            also(draft, by)
    draft.user, draft.closed_at, draft.closed_by_its_page = by, None, False
    draft.given_at, draft.given_by, draft.saved_at = None, None, now()
    draft.save()


@transaction.atomic
def throw_away(draft: Draft, *, by: Any) -> None:
    _held(draft, by).delete()


def _held(draft: Draft, by: Any) -> Draft:
    found = find(by, draft.reference, draft.pk)
    if found is None:
        raise NotYours("Only a manager of the record can decide this.")
    return Draft.objects.select_for_update(of=("self",)).get(pk=found.pk)
