"""The tabs of one record of the register: each a page of its own, shown to those who hold the right that opens it."""

from operator import attrgetter
from typing import Any

from django.urls import reverse

from emerald.accounts.page_rights import right_of
from perpetrators.parts import RegisterPart


def tabs_of(record: Any, current: str) -> list[dict[str, Any]]:
    """The tabs this person gets on `record` (from the door); `current` is the URL name of the page they are on."""
    tabs = sorted(RegisterPart.joined("register_tabs"), key=attrgetter("place"))
    return [
        {"text": tab.text, "href": reverse(tab.page, args=[record.reference]), "active": tab.page == current}
        for tab in tabs
        if isinstance(record, tab.of) and right_of(tab.page) in record.rights
    ]
