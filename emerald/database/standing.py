"""In production Emerald works as a role that owns nothing (`manage.py grant_application`), and as nothing else.

Whoever owns the tables can switch off the triggers that keep evidence, and is above every policy. So only the commands
of the owner (`emerald.database.process`) may sign in as the owner; asked at each connection, before anything else is.
"""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

from emerald.database.process import Kind, kind

_ABOVE = """
SELECT r.rolname, r.rolsuper OR r.rolbypassrls OR EXISTS (
    SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace)
FROM pg_roles r WHERE r.rolname = current_user
"""


class SignedInAsOwner(CommandError):
    """The sentence says which role it is and what to do."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"The database role {role} owns Emerald’s tables or is above their rules, and could change evidence. Only "
            "migrate and the other commands of the owner may use it. Run `manage.py grant_application ROLE` as the "
            "owner, and put ROLE into the DATABASE_URL of web, worker and beat."
        )


def must_own_nothing() -> bool:
    return settings.PRODUCTION and kind() != Kind.OWNER


def refuse_owner(cursor: CursorWrapper) -> None:
    """Raises SignedInAsOwner. `cursor`: psycopg's own, of a connection just made."""
    role, above = cursor.execute(_ABOVE).fetchone()
    if above:
        raise SignedInAsOwner(role)


def refuse_to_start() -> None:
    """For a server, before it takes in anybody. With the database away it starts, and each connection is asked."""
    if not must_own_nothing():
        return
    try:
        connection.ensure_connection()
    except DatabaseError:
        pass
    finally:
        connection.close()  # nothing that is forked later inherits it
