"""What changed leads to the tests nearest to it, and the picture tells who imports whom."""

from pathlib import Path

import pytest

from emerald.launcher.changed import ALWAYS, chosen_for
from emerald.launcher.import_graph import imports_of, modules, where_defined
from emerald.launcher.picture import arrows_between, diagram, picture, rooms_of


@pytest.mark.parametrize(
    ("changed", "nearest"),
    [
        ("emerald/govuk/verbatim.py", "tests/rules/test_wording.py"),  # it imports it
        ("emerald/working_days.py", "tests/rules/test_working_days.py"),
        ("cases/views/closure.py", "tests/pages/test_closure.py"),  # it is called like it
        ("templates/cases/closure.html", "tests/pages/test_closure.py"),
        ("tests/rules/test_plan.py", "tests/rules/test_plan.py"),  # it is one
        ("tests/files/conftest.py", "tests/files/test_storage.py"),  # it stands in its folder
    ],
)
def test_what_changed_leads_to_the_tests_nearest_to_it(changed, nearest):
    assert nearest in chosen_for([Path(changed)])


def test_the_shape_of_the_code_is_always_asked():
    assert set(chosen_for([])) == set(ALWAYS)


def test_a_change_of_one_module_does_not_run_everything():
    assert len(chosen_for([Path("emerald/govuk/verbatim.py")])) < 10


def test_a_name_is_followed_to_where_it_is_defined_and_a_text_can_be_an_import():
    assert where_defined("cases.models", "Case") == "cases.models.case"
    assert "cases.urls" in imports_of("emerald.urls")


def test_every_module_stands_in_the_graph_and_migrations_do_not():
    assert {"cases.door", "emerald", "tests.cast"} <= set(modules())
    assert not [name for name in modules() if ".migrations" in name]


def test_the_picture_has_an_arrow_for_each_room_that_imports_another():
    rooms = rooms_of("")
    arrows = arrows_between(rooms)
    assert ("cases", "emerald.audit") in arrows
    assert ("cases", "interventions") not in arrows
    lines = list(diagram(rooms, arrows))
    assert lines[0] == "flowchart TD"
    assert f"{len(arrows)} arrows" in " ".join(lines)


def test_a_package_has_a_picture_of_its_own_and_what_is_none_is_told(capsys):
    assert "cases.models.case" in rooms_of("cases.models")
    assert picture(["nowhere"]) == 1
    assert "there is no package nowhere" in capsys.readouterr().out
