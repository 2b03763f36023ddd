"""The tabs of a case page: each a page of its own, shown to those who hold the right for it.

Apps further out add theirs at start-up; the case page does not know them.
"""

from dataclasses import dataclass

from django.urls import reverse

from emerald.accounts.permissions import Right


@dataclass(frozen=True)
class Tab:
    text: str
    page: str
    needs: Right
    place: int


_tabs = []


def add_tab(text, page, *, needs, place):
    """Show a tab leading to the URL name `page` (which takes the case's reference); tabs stand in order of `place`."""
    _tabs.append(Tab(text, page, needs, place))
    _tabs.sort(key=lambda tab: tab.place)


def tabs_of(case, current):
    """The tabs this person gets on `case`; `current` is the URL name of the page they are on."""
    return [
        {"text": tab.text, "href": reverse(tab.page, args=[case.reference]), "active": tab.page == current}
        for tab in _tabs
        if tab.needs in case.rights
    ]


add_tab("Overview", "case", needs=Right.SEE_CASE, place=10)
add_tab("Child", "case_child", needs=Right.READ_CHILD, place=20)
add_tab("Plan", "case_plan", needs=Right.READ_PLAN, place=34)
add_tab("Reviews", "case_reviews", needs=Right.READ_PLAN, place=36)
add_tab("Oversight", "case_oversight", needs=Right.READ_OVERSIGHT, place=38)
add_tab("Documents", "case_documents", needs=Right.KNOW_CHILD, place=39)
add_tab("Risk", "case_risk", needs=Right.READ_RISK, place=25)
add_tab("Chronology", "case_chronology", needs=Right.SEE_CASE, place=40)
add_tab("Status", "case_status", needs=Right.SEE_CASE, place=50)
add_tab("Workers", "case_allocation", needs=Right.SEE_CASE, place=60)
add_tab("Access", "case_readers", needs=Right.SEE_READERS, place=70)
add_tab("Restriction", "case_restriction", needs=Right.RESTRICT, place=80)
