"""The traits of a case whose story is told as it happens."""

from cases.models.chronology.entries import Chronicled
from cases.models.chronology.events import Eventful
from cases.models.chronology.packs import Packed
from cases.models.chronology.pins import Pinning


class WithChronology(Chronicled, Eventful, Pinning, Packed):
    class Meta:
        abstract = True
