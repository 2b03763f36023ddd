"""The right of a page is said once, above its view: what the table of the matrix expects, and what everything else that
leads to the page or names it takes from there."""

import ast
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from cases.parts import CasePart
from cases.registries.pages import may_open
from emerald.accounts.page_rights import right_for, right_of
from emerald.accounts.permissions import Right
from perpetrators.parts import RegisterPart
from tests.access.page import OnACase, OnTheRegister
from tests.access.pages import PAGES
from tests.test_architecture import SOURCES, name_of

EXPECTED = {
    page.name: page.needs.right if isinstance(page.needs, OnACase | OnTheRegister) else page.needs
    for page in PAGES
    if isinstance(page.needs, Right | OnACase | OnTheRegister)
}
# Their door asks for no single right: the first shows nothing of the record, the others are lists that show what each
# person may see, or say in their own words whom to ask.
WITHOUT = {"here", "closures_waiting", "unallocated_cases"}


@pytest.mark.parametrize("page", sorted(EXPECTED.keys() - WITHOUT))
def test_the_view_says_the_right_that_the_matrix_expects(page):
    assert right_of(page) == EXPECTED[page]


def test_a_page_that_is_named_says_its_right_at_the_view_or_with_its_name_and_never_twice():
    twice = [page.name for page in CasePart.joined("pages") if page.needs and right_of(page.name)]
    assert twice == []


def test_every_tab_leads_to_a_page_whose_view_says_its_right():
    pages = [part.tab.page for part in CasePart.all() if part.tab]
    pages += [tab.page for tab in RegisterPart.joined("register_tabs")]
    assert len(pages) > 20
    assert [page for page in pages if right_of(page) is None] == []


def test_every_page_about_a_case_is_named_for_those_who_read_who_opened_it():
    about_a_case = {page.name for page in PAGES if isinstance(page.needs, Right)}
    assert about_a_case - {page.name for page in CasePart.joined("pages")} == {"here"}  # it leaves no entry


def test_no_view_gives_its_door_another_right():
    given = [
        f"{name_of(path)}:{call.lineno}"
        for path in SOURCES
        if "views" in path.parts
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "").startswith("open_")
        if any(keyword.arg in {"to", "right", "needs"} for keyword in call.keywords)
    ]
    assert given == []


def test_who_may_not_open_the_restriction_is_not_led_there():
    assert not may_open("case_restriction", {Right.SEE_CASE})
    assert may_open("case_restriction", {Right.RESTRICT})


def test_a_view_that_forgot_to_say_its_right_opens_nothing():
    forgot = SimpleNamespace(resolver_match=SimpleNamespace(func=lambda request: None, view_name="some_page"))
    with pytest.raises(ImproperlyConfigured, match="some_page does not say"):
        right_for(forgot)
