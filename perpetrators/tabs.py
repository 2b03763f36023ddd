"""The tabs of one record of the register: each a page of its own, shown to those who hold the right for it.

add_tab(PersonOfConcern, "Timeline", "person_timeline", needs=Right.READ_SUSPECTS, place=30)
"""

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from emerald.accounts.permissions import Right
from perpetrators.models import PersonOfConcern


@dataclass(frozen=True)
class Tab:
    of: type[Model]
    text: str
    page: str
    needs: Right
    place: int


_tabs = []


def add_tab(of, text, page, *, needs=Right.READ_SUSPECTS, place):
    """Show on records of the model `of` a tab leading to the URL name `page`, which takes the record's reference; tabs
    stand in order of `place`."""
    _tabs.append(Tab(of, text, page, needs, place))
    _tabs.sort(key=lambda tab: tab.place)


def tabs_of(record, current):
    """The tabs this person gets on `record` (from the door); `current` is the URL name of the page they are on."""
    return [
        {"text": tab.text, "href": reverse(tab.page, args=[record.reference]), "active": tab.page == current}
        for tab in _tabs
        if isinstance(record, tab.of) and tab.needs in record.rights
    ]


add_tab(PersonOfConcern, "Person", "person_of_concern", place=10)
add_tab(PersonOfConcern, "Timeline", "person_timeline", place=90)
