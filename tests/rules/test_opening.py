"""Opening a case: by whom, for whom, and what stands in the way."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.models import Case, Child
from cases.models.opening import open_case
from emerald.guards import NotYet, NotYours
from tests.days import Later
from tests.factories.children import BORN, make_case, make_child

FACTS = {"status": "at_risk", "rationale": "Referred."}


def child(**more):
    return Child(**{"given_names": "Jory", "family_name": "Penhallow", "date_of_birth": BORN, **more})


def test_a_hidden_record_stops_the_verb_too_unless_somebody_was_asked(morag, team, elsewhere):
    make_case(team=elsewhere, child=make_child(given_names="Jory", family_name="Penhallow"))
    with pytest.raises(NotYet, match="There may be a record of this child that you cannot open"):
        open_case(child(), team=team, by=morag, **FACTS)
    case = open_case(child(), team=team, by=morag, asked="Sunita Rao", **FACTS)
    assert "Sunita Rao" in case.state_changes.get().rationale
    assert "Sunita" not in case.entries.newest_first().first().sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"status": "victim", "section_47": True}, "Allocate a lead worker"),
        ({"status": "closed"}, "A case opens as at risk or as victim"),
        ({"opened_on": BORN - timedelta(days=1)}, "before the child was born"),
        ({"opened_on": Later(lambda: timezone.localdate() + timedelta(days=1))}, "cannot be in the future"),
        ({"child": {"date_of_birth": date(1990, 1, 1)}}, "18 or older"),
        (
            {"child": {"date_of_birth": None, "estimated_age": 18, "estimated_on": Later(timezone.localdate)}},
            "18 or older",
        ),
    ],
)
def test_what_stands_in_the_way_of_opening(morag, team, facts, sentence):
    facts = dict(facts)
    with pytest.raises(NotYet, match=sentence):
        open_case(child(**facts.pop("child", {})), team=team, by=morag, **{**FACTS, **facts})
    assert (Child.objects.count(), Case.objects.count()) == (0, 0)


def test_a_case_opens_in_ones_own_team_only(morag, priya, team, elsewhere):
    for by, where in ((morag, elsewhere), (priya, team)):
        with pytest.raises(NotYours):
            open_case(child(), team=where, by=by, **FACTS)


def test_references_are_readable_and_never_given_twice(morag, team):
    made = [
        open_case(child(given_names=name), team=team, by=morag, asked="Sunita", **FACTS).reference
        for name in ("Jory", "Wren", "Zoë")
    ]
    year = timezone.localdate().year
    assert made == [f"EM-{year}-000{number}" for number in (1, 2, 3)]
