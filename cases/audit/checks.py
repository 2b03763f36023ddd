"""What only this room can tell of the evidence: do rights follow from connections?"""

from collections.abc import Iterator

from cases.models import Case
from cases.models.access import rights as access


def rights_follow_from_connections() -> Iterator[str]:
    """Sentences with numbers of rows and cases by reference, never a name."""
    for missing, too_many in access.differences(Case.objects.all()):
        if len(missing):
            yield f"{len(missing)} rights on cases are missing: {access.references(missing.cases)}."
        if len(too_many):
            yield f"{len(too_many)} rights on cases follow from no connection: {access.references(too_many.cases)}."
