"""The tabs of a case page: each a page of its own, shown to those who hold the right that opens it."""

from django.urls import reverse

from cases.parts import CasePart
from emerald.accounts.page_rights import right_of


def tabs_of(case, current):
    """The tabs this person gets on `case`; `current` is the URL name of the page they are on."""
    return [
        {"text": tab.text, "href": reverse(tab.page, args=[case.reference]), "active": tab.page == current}
        for tab in (part.tab for part in CasePart.all() if part.tab)
        if right_of(tab.page) in case.rights
    ]
