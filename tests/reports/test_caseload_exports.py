"""Taking a list away: for a reason, with a watermark, and without a cell that a spreadsheet would run."""

import io
import re
from zipfile import ZipFile

import pytest
import tablib
from django.test import Client

from emerald.audit.models import AccessEntry
from emerald.papers.sheets import Sheet, as_file, escaped
from tests.factories.children import make_case, make_child

ADDRESS = "/caseload/supported/export/"
ANSWERS = {"kind": "csv", "reason": "Cabinet report of this quarter."}


@pytest.fixture
def browser(case, both):
    browser = Client()
    browser.force_login(both)
    return browser


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_what_begins_a_formula_gets_an_apostrophe(text):
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Tamsin", "", "O'Hara-Lee", "a=b"])
def test_other_text_stays_as_it_is(text):
    assert escaped(text) == text


def test_noughts_at_the_start_of_a_number_survive_a_spreadsheet(browser):
    sheet = Sheet("Numbers", ("Number", "Age"), lambda number: (number, 12))
    made = as_file(["0770"], kind="ods", mark="Mark", sheet=sheet)
    with ZipFile(io.BytesIO(made)) as parts:
        cells = re.findall(r"<table:table-cell([^>]*)><text:p[^>]*>([^<]*)", parts.read("content.xml").decode())
    assert "0770" in {text for _, text in cells}
    assert [text for facts, text in cells if 'office:value-type="string"' not in facts] == []
    assert "leaves out noughts at the start" in browser.get(ADDRESS).text


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_a_childs_name_is_never_a_formula(browser, morag, kind):
    make_case(manager=morag, child=make_child(given_names="=HYPERLINK(1)", family_name="Żółw"))
    answer = browser.post(ADDRESS, ANSWERS | {"kind": kind})
    rows = (
        tablib.Dataset().load(io.StringIO(answer.content.decode("utf-8-sig")), format="csv", headers=False)
        if kind == "csv"
        else tablib.Dataset().load(io.BytesIO(answer.content), format="ods", headers=False)
    )
    cells = [str(cell) for row in rows for cell in row if cell]
    assert "'=HYPERLINK(1) Żółw" in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_the_first_line_says_who_and_when(browser):
    first, heads, *rows = browser.post(ADDRESS, ANSWERS).content.decode("utf-8-sig").splitlines()
    assert "OFFICIAL-SENSITIVE" in first and "Exported by Bettany Crowe on" in first
    assert heads.startswith("Reference,Child,Team")
    assert len(rows) == 1 and "Tamsin Quillfeather" in rows[0]


def test_an_export_comes_as_a_file_that_is_not_shown(browser, today):
    answer = browser.post(ADDRESS, ANSWERS)
    assert answer["Content-Disposition"] == f'attachment; filename="supported-{today}.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_an_export_is_logged_with_its_reason(browser, case):
    browser.post(ADDRESS, ANSWERS)
    entry = AccessEntry.objects.newest_first().first()
    assert (entry.verb, entry.page, entry.subject_ids) == ("exported", "caseload_export", [case.pk])
    assert entry.detail.startswith("supported, as at") and entry.detail.endswith("csv: Cabinet report of this quarter.")


@pytest.mark.parametrize(
    ("left_out", "sentence"), [("reason", "Enter why you need this list"), ("kind", "Select which kind of file")]
)
def test_without_an_answer_there_is_no_file(browser, left_out, sentence):
    answer = browser.post(ADDRESS, ANSWERS | {left_out: ""})
    assert sentence in answer.text
    assert "attachment" not in answer.headers.get("Content-Disposition", "")
    assert not AccessEntry.objects.filter(verb="exported").exists()


def test_only_what_the_manager_may_see_leaves(browser, morag, elsewhere):
    make_case(team=elsewhere, child=make_child(given_names="Linnet", family_name="Elsewhere"))
    browser.force_login(morag)
    text = browser.post(ADDRESS, ANSWERS).content.decode("utf-8-sig")
    assert "Tamsin Quillfeather" in text and "Linnet" not in text
