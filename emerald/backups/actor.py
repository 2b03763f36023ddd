"""Who asked for a backup or a restore, for the access log."""

from emerald.accounts.models import User
from emerald.guards import Refused


def named(address: str | None, *, otherwise: str) -> User | str:
    """The person with this e-mail address; `otherwise` where none is given. Raises Refused when there is nobody."""
    if not address:
        return otherwise
    person = User.objects.filter(email__iexact=address.strip()).first()
    if person is None:
        raise Refused("Nobody has an account with that address.")
    return person
