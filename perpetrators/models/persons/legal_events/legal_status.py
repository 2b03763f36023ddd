"""The words for where a person of concern stands with the law, and the steps of the law that put them there.

Nobody is called more than suspected without a conviction. Source: DOMAIN.md sections 3.2 and 3.2b (criminal event).
"""

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
