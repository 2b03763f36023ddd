from emerald.audit.models.access_entry import AccessEntry
from emerald.audit.models.many_comparisons import ManyComparisons
from emerald.audit.models.seal import Seal, Shape

__all__ = ["AccessEntry", "ManyComparisons", "Seal", "Shape"]
