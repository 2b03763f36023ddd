"""Where a person of concern stands with the law, and the steps of the law that put them there.

Nobody is called more than suspected without a conviction. Source: DOMAIN.md sections 3.2 and 3.2b (criminal event).
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models


class LegalStatus(models.TextChoices):
    SUSPECTED = "suspected", "Suspected"
    ARRESTED = "arrested", "Suspected, arrested"
    CHARGED = "charged", "Suspected, charged"
    CONVICTED = "convicted", "Convicted"
    CAUTIONED = "cautioned", "Cautioned"
    ACQUITTED = "acquitted", "Acquitted"
    NO_FURTHER_ACTION = "nfa", "No further action"


class LegalStep(models.TextChoices):
    ARREST = "arrest", "Arrest"
    CHARGE = "charge", "Charge"
    CAUTION = "caution", "Caution"
    NO_FURTHER_ACTION = "nfa", "No further action"
    CONVICTION = "conviction", "Conviction"
    ACQUITTAL = "acquittal", "Acquittal"
    TAKEN_BACK = "taken_back", "Recorded by mistake"  # of a later entry that takes an earlier one back


# What the chronology of a child says, after the reference of the person.
TOLD = {
    LegalStep.ARREST: "was arrested",
    LegalStep.CHARGE: "was charged",
    LegalStep.CAUTION: "was cautioned",
    LegalStep.NO_FURTHER_ACTION: "faces no further action",
    LegalStep.CONVICTION: "was convicted",
    LegalStep.ACQUITTAL: "was acquitted",
}
LEADS_TO = {
    LegalStep.ARREST: LegalStatus.ARRESTED,
    LegalStep.CHARGE: LegalStatus.CHARGED,
    LegalStep.CAUTION: LegalStatus.CAUTIONED,
    LegalStep.NO_FURTHER_ACTION: LegalStatus.NO_FURTHER_ACTION,
    LegalStep.CONVICTION: LegalStatus.CONVICTED,
    LegalStep.ACQUITTAL: LegalStatus.ACQUITTED,
}


def legal_status_after(events: Collection[Any]) -> LegalStatus:
    """The legal status that follows from these legal events of one person, in any order.

    What was put right by a later entry does not count, nor does that which was taken back. A conviction stays one
    whatever comes after it, unless an acquittal overturns it; otherwise the latest event decides.
    """
    by_key = {event.pk: event for event in events}
    corrected = {event.corrects_id for event in events}
    valid = [event for event in events if event.pk not in corrected and event.step != LegalStep.TAKEN_BACK]
    overturned = {event.overturns_id for event in valid}
    in_force = [event for event in valid if not overturned & _versions_of(event, by_key)]
    if any(event.step == LegalStep.CONVICTION for event in in_force):
        return LegalStatus.CONVICTED
    latest = max(in_force, key=lambda event: (event.on, event.pk), default=None)
    return LEADS_TO[latest.step] if latest else LegalStatus.SUSPECTED


def _versions_of(event: Any, by_key: Mapping[int, Any]) -> set[int]:
    """The keys of this event and of every earlier entry it puts right."""
    keys = set()
    while event is not None:
        keys.add(event.pk)
        event = by_key.get(event.corrects_id)
    return keys
