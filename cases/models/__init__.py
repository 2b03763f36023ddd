from cases.models.access.allocation import Allocation
from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.reading_end import ReadingEnd
from cases.models.access.restriction import Restriction, RestrictionName
from cases.models.case import Case
from cases.models.children.child import Child
from cases.models.children.details import Address, AlsoKnownAs, LookedAfterPeriod
from cases.models.children.network import Carer, Professional
from cases.models.chronology.entries import ChronologyEntry
from cases.models.chronology.packs import Pack
from cases.models.chronology.pins import ChronologyPin
from cases.models.chronology.removals import ChronologyRemoval
from cases.models.closure import Closure
from cases.models.document import Document
from cases.models.lifecycle import StateChange
from cases.models.likeness import Likeness
from cases.models.opening import CaseNumber
from cases.models.planning.frequency import Frequency
from cases.models.planning.oversight import ManagementDecision, Supervision
from cases.models.planning.plan import Plan, PlanAction
from cases.models.planning.review import Review
from cases.models.presence import OpenPage
from cases.models.risk.assessment import RiskAnswer, RiskAssessment
from cases.models.risk.indicators import Indicator
from cases.models.teams.change import TeamChange, TeamMove
from cases.models.teams.told import MoveTold

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
    "MoveTold",
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
    "TeamChange",
    "TeamMove",
]
