from perpetrators.models.connections.found import ConnectionFound
from perpetrators.models.connections.request import ConnectionReply, ConnectionRequest
from perpetrators.models.connections.trace import Trace
from perpetrators.models.measures.breach import Breach
from perpetrators.models.measures.document import MeasureDocument
from perpetrators.models.measures.found_by import FoundBy
from perpetrators.models.measures.measure import Condition, Measure, MeasureEvent, ProtectedChild
from perpetrators.models.measures.mistake import Mistake
from perpetrators.models.measures.period import MeasurePeriod
from perpetrators.models.persons.admissions.admission import Admission
from perpetrators.models.persons.entry import RecordEntry
from perpetrators.models.persons.identifiers.fragment import Fragment
from perpetrators.models.persons.identifiers.particular import Particular
from perpetrators.models.persons.legal_events.event import LegalEvent
from perpetrators.models.persons.links.link import Link
from perpetrators.models.persons.merging.merge import Merge
from perpetrators.models.persons.mistake import PersonMistake
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.action import PlaceAction
from perpetrators.models.places.place import Place
from perpetrators.models.register.numbering import RegisterNumber

__all__ = [
    "Admission",
    "Breach",
    "Condition",
    "ConnectionFound",
    "ConnectionReply",
    "ConnectionRequest",
    "FoundBy",
    "Fragment",
    "LegalEvent",
    "Link",
    "Measure",
    "MeasureDocument",
    "MeasureEvent",
    "MeasurePeriod",
    "Merge",
    "Mistake",
    "Particular",
    "PersonMistake",
    "PersonOfConcern",
    "Place",
    "PlaceAction",
    "ProtectedChild",
    "RecordEntry",
    "RegisterNumber",
    "Trace",
]
