"""What only this room can tell of the evidence: do rights follow from connections?"""

from collections.abc import Iterator

from cases.models import Case
from cases.models.access import rights as access


def rights_follow_from_connections() -> Iterator[str]:
    """Sentences with numbers of rows and cases by reference, never a name. Nobody waits for it."""
    told = {"are missing": access.Rows(), "follow from no connection": access.Rows()}
    for found in access.differences(Case.objects.all()):
        for rows, more in zip(told.values(), found, strict=True):
            rows.users |= more.users
            rows.groups |= more.groups
    for what, rows in told.items():
        if rows:
            yield f"{len(rows)} rights on cases {what}: {access.references(rows.cases)}."
