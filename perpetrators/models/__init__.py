from perpetrators.models.admission import Admission
from perpetrators.models.breach import Breach
from perpetrators.models.connection import ConnectionReply, ConnectionRequest
from perpetrators.models.entry import RecordEntry
from perpetrators.models.found import ConnectionFound
from perpetrators.models.legal import LegalEvent
from perpetrators.models.link import Link
from perpetrators.models.measure import Condition, Measure, MeasureEvent, ProtectedChild
from perpetrators.models.measure_document import MeasureDocument
from perpetrators.models.merge import Merge
from perpetrators.models.numbering import RegisterNumber
from perpetrators.models.particular import Particular
from perpetrators.models.person import PersonOfConcern
from perpetrators.models.place import Place
from perpetrators.models.place_action import PlaceAction
from perpetrators.models.trace import Trace

__all__ = [
    "Admission",
    "Breach",
    "Condition",
    "ConnectionFound",
    "ConnectionReply",
    "ConnectionRequest",
    "LegalEvent",
    "Link",
    "Measure",
    "MeasureDocument",
    "MeasureEvent",
    "Merge",
    "Particular",
    "PersonOfConcern",
    "Place",
    "PlaceAction",
    "ProtectedChild",
    "RecordEntry",
    "RegisterNumber",
    "Trace",
]
