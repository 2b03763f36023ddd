"""A leaver's cases go to somebody else in one move, in a constant number of writes whatever their number."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models.access import locks
from cases.models.access import rights as access
from cases.models.access.allocated import ending
from cases.models.access.allocation import ROLES_FOR, Allocation, EndReason, Part
from cases.models.chronology.entries import ChronologyEntry, Kind, moment_of
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.guards import NotYet, NotYours


@transaction.atomic
def hand_over(cases: Any, *, leaver: User, to: User, by: User, note: str = "", on: date | None = None) -> int:
    """Give `leaver`'s part in `cases` (a queryset) to `to`, from `on` (default today). `by` may allocate on each.

    A lead hands over the lead; a co-worker the co-worker's part. Where `to` works the case already, a lead takes over
    from their own co-worker's part, and a co-worker's part just ends. Returns how many cases changed hands; raises
    NotYours, NotYet with the sentences, and then nothing has changed.
    """
    on = on or timezone.localdate()
    (locks.hold_everybody if cases.count() > locks.MOST else locks.share)()
    locked = {case.pk: case for case in cases.select_for_update(of=("self",), no_key=True).order_by("pk")}
    theirs = cases.model.objects.visible_to(by, Right.ALLOCATE).filter(pk__in=locked)
    if not by.has_site_right(SiteRight.HAND_OVER) or theirs.count() < len(locked):
        raise NotYours("One of these cases is not yours to hand over. Ask a manager of its team.")
    handed = list(Allocation.objects.current().filter(user=leaver, case__in=locked).exclude(part=Part.LINKED))
    obstacles = why_not_hand_over(handed, leaver=leaver, to=to, on=on)
    if obstacles:
        raise NotYet(*obstacles)
    leads = [one.case_id for one in handed if one.is_lead]
    there = set(Allocation.objects.current().filter(user=to, case__in=locked).values_list("case", flat=True))
    Allocation.objects.current().filter(user=to, case__in=leads).update(**ending(by, on, EndReason.HANDED_OVER))
    Allocation.objects.filter(pk__in=[one.pk for one in handed]).update(**ending(by, on, EndReason.LEFT), end_note=note)
    Allocation.objects.bulk_create(
        [
            Allocation(
                case_id=one.case_id,
                user=to,
                part=one.part,
                started_on=on,
                made_by=by,
                hand_over_note=note,
                because=f"Handed over by {leaver.name}",
            )
            for one in handed
            if one.is_lead or one.case_id not in there
        ]
    )
    ChronologyEntry.objects.bulk_create(
        [
            ChronologyEntry(
                case_id=one.case_id,
                kind=Kind.ALLOCATION,
                recorded_by=by,
                **moment_of(on),
                sentence=f"{leaver.name} handed over to {to.name}.",
                page="case_allocation",
                page_args={"reference": locked[one.case_id].reference},
            )
            for one in handed
        ]
    )
    access.sync_rights_of_children({locked[one.case_id].child_id for one in handed})
    return len(handed)


def why_not_hand_over(handed: Sequence[Allocation], *, leaver: User, to: User, on: date) -> list[str]:
    sentences = []
    if not handed:
        sentences.append("Select at least one case to hand over.")
    if to.pk == leaver.pk:
        sentences.append("Select somebody else than the person who hands over.")
    if not to.may_enter():
        sentences.append(f"{to.name}'s access has ended.")
    if any(to.role not in ROLES_FOR[one.part] for one in handed):
        sentences.append(f"{to.name} is {to.role_title.lower()} and cannot work these cases.")
    if on > timezone.localdate() or any(on < one.started_on for one in handed):
        sentences.append("The day must lie between the start of each allocation and today.")
    return sentences
