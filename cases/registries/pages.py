"""What each page about a case is called in a sentence, and the right one needs to open it.

Asked by everybody who has to name a page of somebody else's: the list of who opened a record says what they read, the
chronology links only where its reader may go. The words come from the parts, the right from the view's door.
"""

from collections.abc import Collection

from cases.parts import CasePart, Page
from emerald.accounts.page_rights import right_of


def _page(name: str) -> Page | None:
    return next((page for page in CasePart.joined("pages") if page.name == name), None)


def words_for(name: str) -> str:
    """The page in words; a page nobody named is called by its address's name."""
    page = _page(name)
    return page.words if page else name.replace("_", " ") or "an unknown page"


def is_named(name: str) -> bool:
    """Whether it is the name of a page somebody named."""
    return _page(name) is not None


def may_open(name: str, rights: Collection[str]) -> bool:
    """Whether somebody with `rights` on the case can open the page; nobody is sent to a page nobody named."""
    page = _page(name)
    return page is not None and (page.needs or right_of(name)) in rights
