"""The marks by which a part of the tests can be left out."""

import pytest

from emerald.environment_setup import ROOT
from tests.marks import MARKS, marks_of


def test_each_marked_folder_is_there_and_each_mark_is_explained(pytestconfig):
    assert all((ROOT / "tests" / folder).is_dir() for folder in MARKS)
    explained = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert {name for names in MARKS.values() for name in names} <= explained


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("tests/journeys/test_drafts.py", ("browser",)),
        ("tests/setup/test_run.py", ("processes", "serial")),
        ("tests/rules/test_plan.py", ()),
        ("tests/test_marks.py", ()),
        ("elsewhere/setup/test_it.py", ()),
    ],
)
def test_a_test_has_the_marks_of_its_folder(path, marks):
    assert marks_of(path.split("/")) == marks
