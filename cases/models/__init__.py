from cases.models.allocation import Allocation
from cases.models.assessment import RiskAnswer, RiskAssessment
from cases.models.case import Case
from cases.models.child import Child
from cases.models.child_details import Address, AlsoKnownAs, LookedAfterPeriod
from cases.models.chronology import ChronologyEntry
from cases.models.closure import Closure
from cases.models.document import Document
from cases.models.frequency import Frequency
from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.here import OpenPage
from cases.models.indicators import Indicator
from cases.models.lifecycle import StateChange
from cases.models.likeness import Likeness
from cases.models.network import Carer, Professional
from cases.models.opening import CaseNumber
from cases.models.oversight import ManagementDecision, Supervision
from cases.models.packs import Pack
from cases.models.pins import ChronologyPin
from cases.models.plan import Plan, PlanAction
from cases.models.reading_end import ReadingEnd
from cases.models.restriction import Restriction, RestrictionName
from cases.models.review import Review
from cases.models.withdrawn import ChronologyRemoval

__all__ = [
    "Address",
    "Allocation",
    "AlsoKnownAs",
    "Carer",
    "Case",
    "CaseGroupObjectPermission",
    "CaseNumber",
    "CaseUserObjectPermission",
    "Child",
    "ChronologyEntry",
    "ChronologyPin",
    "ChronologyRemoval",
    "Closure",
    "Document",
    "Frequency",
    "Indicator",
    "Likeness",
    "LookedAfterPeriod",
    "ManagementDecision",
    "OpenPage",
    "Pack",
    "Plan",
    "PlanAction",
    "Professional",
    "ReadingEnd",
    "Restriction",
    "RestrictionName",
    "Review",
    "RiskAnswer",
    "RiskAssessment",
    "StateChange",
    "Supervision",
]
