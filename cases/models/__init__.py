from cases.models.allocation import Allocation
from cases.models.case import Case
from cases.models.child import Child
from cases.models.child_details import Address, AlsoKnownAs, LookedAfterPeriod
from cases.models.chronology import ChronologyEntry
from cases.models.closure import Closure
from cases.models.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.lifecycle import StateChange
from cases.models.network import Carer, Professional
from cases.models.opening import CaseNumber
from cases.models.restriction import Restriction, RestrictionName
from cases.models.withdrawn import ChronologyWithdrawal

__all__ = [
    "Address", "Allocation", "AlsoKnownAs", "Carer", "Case", "CaseGroupObjectPermission", "CaseNumber",
    "CaseUserObjectPermission", "Child", "ChronologyEntry", "ChronologyWithdrawal", "Closure", "LookedAfterPeriod",
    "Professional", "Restriction", "RestrictionName", "StateChange",
]
