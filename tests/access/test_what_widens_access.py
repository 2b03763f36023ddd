"""Every act that changes who may open a child stands in the table of the decision, with who must agree to it."""

import pytest

from cases.parts import CasePart
from emerald.parts import Part
from tests.access.widening import acts_in_the_source, acts_in_the_table

TABLE = acts_in_the_table()


def test_every_act_that_can_widen_access_stands_in_the_table_and_nothing_else_does():
    there = {name for name in acts_in_the_source() if not name.endswith("Form.__init__")}
    assert there - TABLE.keys() == set(), "say in the table of decision 28 who must agree"
    # What only ends rows through another verb is named for the reader.
    assert TABLE.keys() - there <= {"Admitting.end_admissions"}


@pytest.mark.parametrize("act", TABLE)
def test_the_table_says_whose_access_it_widens_and_who_must_agree(act):
    whose, agrees = TABLE[act]
    assert whose
    assert agrees == "–" or len(agrees) > 8


def test_every_source_of_connections_and_what_follows_a_new_role_stands_in_the_table():
    """A room further out that joins people to cases names its source here, with the acts that make its connections."""
    assert [rows.__name__ for rows in CasePart.joined("connections")] == ["officers_of_cases"]
    acts = [act for people in Part.joined("people") for act in people.role_changed]
    follow = {f"{act.__module__.rsplit('.', 1)[-1]}.{act.__name__}" for act in acts}
    assert follow <= TABLE.keys()
