from emerald.audit.models.access_entry import AccessEntry
from emerald.audit.models.clock_move import ClockMove
from emerald.audit.models.many_comparisons import ManyComparisons
from emerald.audit.models.partition_move import PartitionMove
from emerald.audit.models.seal import Seal, Shape
from emerald.audit.models.secret_trace import SecretTrace
from emerald.audit.models.verification import Verification

__all__ = [
    "AccessEntry",
    "ClockMove",
    "ManyComparisons",
    "PartitionMove",
    "Seal",
    "SecretTrace",
    "Shape",
    "Verification",
]
