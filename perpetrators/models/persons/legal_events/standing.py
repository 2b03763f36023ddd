"""Where somebody stands with the law, offence by offence: the worst that is outstanding first.

An offence is told apart by its words. What was recorded late or in another order changes nothing: the days decide, and
on one day an arrest comes before a charge, and a charge before what became of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from perpetrators.models.persons.legal_events.legal_status import LEADS_TO, LegalStatus, LegalStep

OUTSTANDING = (LegalStatus.CHARGED, LegalStatus.ARRESTED)  # the worst first
WORDS = {
    LegalStatus.ARRESTED: "Arrested",
    LegalStatus.CHARGED: "Charged",
    LegalStatus.CONVICTED: "Convicted",
    LegalStatus.CAUTIONED: "Cautioned",
    LegalStatus.ACQUITTED: "Acquitted",
    LegalStatus.NO_FURTHER_ACTION: "No further action",
}
AGAINST_A_CHILD = {True: ", against a child", False: ", not against a child", None: ""}
_ON_ONE_DAY = {LegalStep.ARREST: 0, LegalStep.CHARGE: 1}


@dataclass(frozen=True)
class Standing:
    """Of one offence (empty where none was named), since `on`. `against_child` is known of a conviction."""

    status: LegalStatus
    offence: str
    on: date
    against_child: bool | None = None

    @property
    def is_outstanding(self) -> bool:
        return self.status in OUTSTANDING

    @property
    def in_words(self) -> str:
        """Charged: rape. Convicted: theft, not against a child"""
        offence = f": {self.offence}" if self.offence else ""
        return f"{WORDS[self.status]}{offence}{AGAINST_A_CHILD[self.against_child]}"


def standings(events: Collection[Any]) -> list[Standing]:
    """Of these legal events of one person, in any order: what is outstanding, the worst first; then convictions; then
    what else came to an end, the latest first. What was put right by a later entry does not count."""
    by_key = {event.pk: event for event in events}
    corrected = {event.corrects_id for event in events}
    valid = [event for event in events if event.pk not in corrected and event.step != LegalStep.TAKEN_BACK]
    overturned = {event.overturns_id for event in valid}
    told = _Told()
    for event in sorted(valid, key=lambda one: (one.on, _ON_ONE_DAY.get(one.step, 2), one.pk)):
        if not overturned & _versions_of(event, by_key):
            told.hear(event, by_key.get(event.overturns_id))
    return told.in_order


def told(found: Sequence[Standing]) -> list[Standing]:
    """Of `found`, in their order, what one reads at first sight: all that is outstanding, and every conviction; where
    there is neither, the latest."""
    return [one for one in found if one.is_outstanding or one.status == LegalStatus.CONVICTED] or list(found[:1])


class _Told:
    """What was heard so far: convictions stand by themselves, for whoever is charged again with the same offence."""

    def __init__(self) -> None:
        self.convicted: dict[str, Standing] = {}
        self.others: dict[str, Standing] = {}

    def hear(self, event: Any, conviction: Any) -> None:
        """The next event by day; `conviction`: the one that it overturns, or None."""
        offence = (conviction or event).offence
        key, said = _alike(offence), Standing(LEADS_TO[event.step], offence.strip(), event.on, event.against_child)
        if event.step == LegalStep.ARREST:
            if key not in self.others or self.others[key].status != LegalStatus.CHARGED:
                self.others[key] = said
            return
        # An arrest of which no offence was named was for what then became of it.
        if "" in self.others and self.others[""].status == LegalStatus.ARRESTED:
            del self.others[""]
        if event.step == LegalStep.CONVICTION:
            self.others.pop(key, None)
            self.convicted[key] = said
        elif key or event.step == LegalStep.CHARGE:
            self.others[key] = said
        else:
            self._of_everything(said)

    def _of_everything(self, said: Standing) -> None:
        """A decision that names no offence is about all that is outstanding."""
        outstanding = [key for key, one in self.others.items() if one.is_outstanding]
        for key in outstanding:
            self.others[key] = Standing(said.status, self.others[key].offence, said.on)
        if not outstanding:
            self.others[""] = said

    @property
    def in_order(self) -> list[Standing]:
        newest = sorted([*self.convicted.values(), *self.others.values()], key=lambda one: one.on, reverse=True)
        return sorted(newest, key=_rank)


def _rank(one: Standing) -> int:
    worst_first = (*OUTSTANDING, LegalStatus.CONVICTED)
    return worst_first.index(one.status) if one.status in worst_first else len(worst_first)


def _alike(offence: str) -> str:
    """By which the same offence is known again, however it was typed."""
    return " ".join(offence.casefold().split()).rstrip(".")


def _versions_of(event: Any, by_key: Mapping[int, Any]) -> set[int]:
    """The keys of this event and of every earlier entry it puts right."""
    keys = set()
    while event is not None:
        keys.add(event.pk)
        event = by_key.get(event.corrects_id)
    return keys


def legal_status_after(events: Collection[Any]) -> LegalStatus:
    """The one word for all of them: convicted for good, unless every conviction was overturned; otherwise the worst
    that is outstanding; otherwise the latest that came to an end."""
    found = standings(events)
    if any(one.status == LegalStatus.CONVICTED for one in found):
        return LegalStatus.CONVICTED
    return found[0].status if found else LegalStatus.SUSPECTED
