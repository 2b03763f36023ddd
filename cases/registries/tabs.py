"""The tabs of a case page: each a page of its own, shown to those who hold the right that opens it."""

from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.parts import CasePart
from emerald.accounts.page_rights import right_of


def tabs_of(case: Case, current: str) -> list[dict[str, Any]]:
    """The tabs this person gets on `case`; `current` is the URL name of the page they are on."""
    return [
        {"text": tab.text, "href": reverse(tab.page, args=[case.reference]), "active": tab.page == current}
        for tab in (part.tab for part in CasePart.all() if part.tab)
        if right_of(tab.page) in case.rights
    ]
