from emerald.wording.models.starter import Starter
from emerald.wording.models.term import Term

__all__ = ["Starter", "Term"]
