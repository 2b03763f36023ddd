"""What stands in the way when somebody leaves, told by rooms further out.

Each function takes the person and returns a list of sentences, or of (sentence, site right, url name, kwargs) where
those who hold that right have a page to see to it. The person's page and the one that ends access show them. Rooms
declare theirs in their part, because accounts may not know that cases exist.
"""

from typing import TYPE_CHECKING, Any

from emerald.parts import Part

if TYPE_CHECKING:
    from emerald.accounts.models import User


def notes_for(user: "User", *, read_by: "User") -> list[dict[str, Any]]:
    """Every note about `user` as {"text", "link"}: link is (url name, kwargs), or None where `read_by` may not go."""
    return [
        _as_note(each, read_by) for people in Part.joined("people") for tell in people.leaving for each in tell(user)
    ]


def _as_note(told: Any, read_by: "User") -> dict[str, Any]:
    if isinstance(told, str):
        return {"text": told, "link": None}
    text, needs, url_name, kwargs = told
    return {"text": text, "link": (url_name, kwargs) if read_by.has_site_right(needs) else None}
