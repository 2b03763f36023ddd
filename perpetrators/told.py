"""What a writer is told once they saved something that another record has too."""

from django.contrib import messages

from cases.models import Address, Carer, Child
from emerald.accounts.permissions import Right
from perpetrators.models import Particular, Trace
from perpetrators.models.connecting import Connections
from perpetrators.models.scope import Scope

SENTENCE = "There is a connection: something you saved stands on another record too. Look under “{where}”."


def sentence_about(record, user, *, saved=None):
    """The sentence when `record` (a PersonOfConcern, a Place or a Child) is connected with another through what was
    `saved` (a Particular, a Carer or an Address; by default anything on the record); else None.

    It is the same for one connection and for many, for those `user` may open and those they may not."""
    found = Connections(record, Scope(user)).found
    if isinstance(saved, Particular):
        found = [one for one in found if one.item.key == f"p{saved.pk}"]
    elif saved is not None:
        keys = Trace.keys_of(saved)
        found = [one for one in found if one.item.key in keys]
    if not found:
        return None
    return SENTENCE.format(where="Disruption" if isinstance(record, Child) else "Connections")


def notices_connection(case, detail, by):
    """For `cases.noticed`: told to whoever may record persons of concern on the case."""
    if Right.RECORD_SUSPECTS not in case.rights:
        return None
    return sentence_about(case.child, by, saved=detail) if isinstance(detail, Carer | Address) else None


def tell_of_connections(request, record, *, saved=None):
    """Say so on the next page. Call once the record is saved."""
    if said := sentence_about(record, request.user, saved=saved):
        messages.warning(request, said)


def tell_of_what_was_saved(request, person, outcome):
    """The same for what a verb of `person` answered: a Particular, the person themselves when they were recorded, or
    the names of the fields that changed."""
    if isinstance(outcome, Particular):
        tell_of_connections(request, person, saved=outcome)
    elif outcome == person or (isinstance(outcome, list) and "called" in outcome):
        tell_of_connections(request, person)
