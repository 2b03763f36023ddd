"""Undoing a merge: somebody asks and says why, a second person agrees or not. Within 30 days of the merge."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from cases.models.access.locks import changes_rights
from cases.models.access.rights import sync_rights_of_children
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from emerald.words import day_in_words
from perpetrators.models.persons.merging.merge import Merge
from perpetrators.models.persons.merging.taking_apart import take_apart
from perpetrators.models.register.two_people import Answer, DecidedByTwo, decided_once, stays
from perpetrators.timescales import UNDO_MERGE_WITHIN


class UndoingQuerySet(models.QuerySet["Undoing"]):
    def waiting(self) -> "UndoingQuerySet":
        return self.filter(answer=Answer.WAITING)

    def whole(self) -> "UndoingQuerySet":
        return self.select_related("merge__kept", "merge__gone", "said_by", "decided_by")


IN_TIME = pgtrigger.Trigger(
    name="undoing_in_time",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=f"""
        IF NOT EXISTS (SELECT FROM perpetrators_merge merge WHERE merge.id = NEW.merge_id AND merge.took IS NOT NULL
                          AND merge.at > NEW.said_at - interval '{UNDO_MERGE_WITHIN + 1} days') THEN
            RAISE EXCEPTION 'a merge is undone within {UNDO_MERGE_WITHIN} days' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@track_history()
class Undoing(DecidedByTwo):
    """What somebody asks about one merge, as two people decide about what was recorded by mistake."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="undoings")

    ITS_OWN = "You asked for it yourself: somebody else who may merge these records decides."
    NEEDS_WHY = "Enter why they stay one record."

    objects = UndoingQuerySet.as_manager()

    class Meta(DecidedByTwo.Meta):
        constraints = [
            *DecidedByTwo.Meta.constraints,
            models.UniqueConstraint(
                fields=["merge"], condition=Q(answer__in=["waiting", "agreed"]), name="one_undoing_of_a_merge"
            ),
        ]
        triggers = [
            IN_TIME,
            stays("undoing_stays"),
            pgtrigger.ReadOnly(name="undoing_is_of_one_merge", fields=["merge", "reason", "said_by", "said_at"]),
            decided_once("undoing_is_decided_once"),
        ]

    def __str__(self) -> str:
        return f"undoing of merge {self.merge_id}: {self.answer}"

    @classmethod
    def of_key(cls, pk: int, person: Any) -> "Undoing | None":
        """Of those of merges into `person`."""
        return cls.objects.whole().filter(pk=pk, merge__kept=person).first()

    @classmethod
    @acting_as_emerald("change the register")
    @transaction.atomic
    def ask(cls, *, merge: Merge, by: User, reason: str, version: int | None = None) -> "Undoing":
        """Ask that `merge` is undone. Nothing changes before a second person has agreed. `version`: of the record that
        stayed. Right: KEEP_MEASURES, as for the merge. Raises NotYours, NotYet, ChangedMeanwhile."""
        merge.kept.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        if obstacles := why_not_asked(merge):
            raise NotYet(*obstacles)
        if not reason.strip():
            raise NotYet("Enter how you know that they are two people.")
        made = cls.objects.create(merge=merge, reason=reason.strip(), said_by=by)
        merge.kept.add_entry(f"{by.name} asked that the merge of {merge.gone.reference} is undone.", by=by)
        return made

    @acting_as_emerald("change the register")
    @changes_rights
    def decide(self, *, by: User, agrees: bool, because: str = "", version: int | None = None) -> "Undoing":
        """The second person's answer. Agreed, the two are two records again; otherwise they stay one. Right:
        KEEP_MEASURES. Raises NotYours (also for whoever asked), NotYet, ChangedMeanwhile."""
        kept, gone = self.merge.kept, self.merge.gone
        kept.lock_rows([kept.pk, gone.pk])
        kept.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        self.refresh_from_db(fields=["answer"])
        if obstacles := self.why_not_decided_by(by):
            raise NotYours(*obstacles)
        if agrees and (obstacles := why_not_undone(self.merge)):
            raise NotYet(*obstacles)
        self.decide_as(by, agrees=agrees, because=because)
        if agrees:
            sync_rights_of_children(take_apart(self.merge, by=by))
        else:
            kept.add_entry(f"The merge of {gone.reference} stands: {self.because}", by=by)
        return self


def last_day(merge: Merge) -> date:
    """The last on which it can be asked that `merge` is undone."""
    return timezone.localdate(merge.at) + timedelta(UNDO_MERGE_WITHIN)


def why_not_asked(merge: Merge) -> list[str]:
    """What stands in the way of asking, as sentences."""
    answers = {one.answer for one in merge.undoings.all()}
    if Answer.AGREED in answers:
        return ["This merge was undone: two people agreed."]
    if Answer.WAITING in answers:
        return ["Somebody asked for it already, and a second person has not decided yet."]
    if merge.took is None:
        return ["This merge is from before Emerald kept what a merge moves, so it cannot be undone."]
    if timezone.localdate() > last_day(merge):
        return [
            f"A merge can be undone for {UNDO_MERGE_WITHIN} days: for this one the last was "
            f"{day_in_words(last_day(merge))}."
        ]
    return why_not_undone(merge)


def why_not_undone(merge: Merge) -> list[str]:
    """A later merge rests on this one."""
    later = Merge.objects.filter(kept=merge.kept, pk__gt=merge.pk).exclude(undoings__answer=Answer.AGREED)
    return [
        f"{one.gone.reference} was merged into this record later. That has to be undone first."
        for one in later.select_related("gone").order_by("-pk")[:1]
    ]
