"""A click has only begun to bring the next page: what is asserted of it right after must wait for it (`expect`, or
`findings` and its like, which wait). What reads once sees half a page on a busy machine."""

import ast
from itertools import pairwise

import pytest

from emerald.environment_setup import ROOT

READ_ONCE = {
    "all_inner_texts",
    "all_text_contents",
    "content",
    "count",
    "evaluate",
    "get_attribute",
    "inner_html",
    "inner_text",
    "input_value",
    "is_hidden",
    "is_visible",
    "query_selector",
    "text_content",
    "title",
}


def called(node):
    return {call.func.attr for call in ast.walk(node) if isinstance(call, ast.Call) and hasattr(call.func, "attr")}


def read_too_soon(source):
    """The numbers of the lines that assert something of a page right after a click and do not wait."""
    return [
        after.lineno
        for block in ast.walk(ast.parse(source))
        for field in ("body", "orelse", "finalbody")
        for before, after in _pairs(getattr(block, field, None))
        if isinstance(before, ast.Expr)
        and called(before) & {"click", "press"}
        and isinstance(after, ast.Assert)
        and called(after) & READ_ONCE
    ]


def _pairs(statements):
    return pairwise(statements) if isinstance(statements, list) else ()


def test_what_is_asserted_right_after_a_click_waits_for_the_page():
    files = [file for folder in ("journeys", "production") for file in (ROOT / "tests" / folder).glob("*.py")]
    assert len(files) > 20
    assert {file.name: lines for file in files if (lines := read_too_soon(file.read_text()))} == {}


@pytest.mark.parametrize(
    ("after", "too_soon"),
    [
        ("assert 'saved' in page.inner_text('main')", True),
        ("assert page.locator('li').count() == 2", True),
        ("expect(page.locator('li')).to_have_count(2)", False),
        ("assert findings(page) == []", False),
    ],
)
def test_a_line_that_reads_once_is_found_and_one_that_waits_is_not(after, too_soon):
    assert bool(read_too_soon(f"page.click('text=Save')\n{after}\n")) is too_soon
