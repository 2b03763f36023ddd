"""What a writer is told once they saved something that another record has too."""

from django.contrib import messages

from cases.models import Child
from perpetrators.models.connecting import Connections
from perpetrators.models.scope import Scope

SENTENCE = "There is a connection: something you saved stands on another record too. Look under “{where}”."


def sentence_about(record, user, *, saved=None):
    """The sentence when `record` (a PersonOfConcern, a Place or a Child) is connected with another through what was
    `saved` (a Particular; by default anything on the record); else None. It is the same for one connection and for
    many, for those `user` may open and those they may not."""
    found = Connections(record, Scope(user)).found
    if saved is not None:
        found = [one for one in found if one.item.key == f"p{saved.pk}"]
    if not found:
        return None
    return SENTENCE.format(where="Connections of this child" if isinstance(record, Child) else "Connections")


def tell_of_connections(request, record, *, saved=None):
    """Say so on the next page. Call once the record is saved."""
    if said := sentence_about(record, request.user, saved=saved):
        messages.warning(request, said)
