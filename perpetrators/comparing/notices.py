"""What is compared once somebody saved it: a writer is told of records they may open, and the others' keepers hear."""

from typing import Any

from django.contrib import messages

from cases.models import Address, Carer, Case, Child
from emerald.accounts.door import SignedInRequest
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.comparisons import note_comparison
from emerald.database.identity import acting_as_emerald
from perpetrators.models import ConnectionFound, Particular, PersonOfConcern, Place, Trace
from perpetrators.models.connections.shared import Connections
from perpetrators.models.register.scope import Scope

SENTENCE = "There is a connection: something you saved is on another record too. Look under “{where}”."
NOBODY = 0  # no child's key


@acting_as_emerald("compare records")
def compare(record: Any, user: User, *, saved: Particular | Carer | Address | None = None) -> str | None:
    """The sentence for `user` when `record` (a PersonOfConcern, a Place or a Child) is connected with another record
    that they may open, through what was `saved` (a Particular, a Carer or an Address; by default anything on the
    record); else None.

    What they may not open has no part in the sentence. It is written down for those who decide (`ConnectionFound`), and
    the access log names the children it touched, with the same statements as when there is nothing."""
    found = Connections(record, Scope(user)).found
    if isinstance(saved, Particular):
        found = [one for one in found if one.item.key == f"p{saved.pk}"]
    elif saved is not None:
        keys = Trace.keys_of(saved)
        found = [one for one in found if one.item.key in keys]
    ConnectionFound.notice(record, found, by=user)
    children = {other.record.pk for one in found for other in one.hidden if other.of == "child"}
    touched = Case.objects.filter(child__in=[NOBODY, *children]).values_list("pk", flat=True)
    note_comparison(user, of=str(type(saved or record)._meta.verbose_name), cases=touched)
    if not any(one.seen for one in found):
        return None
    return SENTENCE.format(where="Disruption" if isinstance(record, Child) else "Connections")


def notices_connection(case: Case, detail: Any, by: User) -> str | None:
    """For `cases.registries.noticed`: compared whoever saved it, told to whoever may record persons of
    concern on the case."""
    if not isinstance(detail, Carer | Address):
        return None
    said = compare(case.child, by, saved=detail)
    return said if Right.RECORD_SUSPECTS in case.rights else None


def notify_of_connections(
    request: SignedInRequest, record: PersonOfConcern | Place, *, saved: Particular | None = None
) -> None:
    """Say so on the next page. Call once the record is saved."""
    if said := compare(record, request.user, saved=saved):
        messages.warning(request, said)


def notify_of_matches(request: SignedInRequest, person: PersonOfConcern, outcome: Any) -> None:
    """The same for what a verb of `person` answered: a Particular, the person themselves when they were recorded, or
    the names of the fields that changed."""
    if isinstance(outcome, Particular):
        notify_of_connections(request, person, saved=outcome)
    elif outcome == person or (isinstance(outcome, list) and "called" in outcome):
        notify_of_connections(request, person)
