from perpetrators.models.breach import Breach
from perpetrators.models.entry import RecordEntry
from perpetrators.models.legal import LegalEvent
from perpetrators.models.link import Link
from perpetrators.models.measure import Condition, Measure, MeasureEvent, ProtectedChild
from perpetrators.models.measure_document import MeasureDocument
from perpetrators.models.numbering import RegisterNumber
from perpetrators.models.particular import Particular
from perpetrators.models.person import PersonOfConcern
from perpetrators.models.place import Place

__all__ = [
    "Breach", "Condition", "LegalEvent", "Link", "Measure", "MeasureDocument", "MeasureEvent", "Particular",
    "PersonOfConcern", "Place", "ProtectedChild", "RecordEntry", "RegisterNumber",
]
