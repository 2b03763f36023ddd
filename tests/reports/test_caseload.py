"""Every number equals the rows behind it, and the numbers add up, whoever asks and for whatever day."""

from datetime import timedelta

import pytest

from cases.models.access.allocation import Part
from cases.models.access.restriction import Category
from emerald.oversight.figures import FIGURES
from tests.factories.children import make_case

pytestmark = pytest.mark.usefixtures("cases")


def agrees(caseload):
    """The whole page against its lists; returns the numbers."""
    for key, number in caseload.numbers.items():
        assert caseload.rows(caseload.figure(key)).count() == number, key
    for line in (*caseload.by_team, *caseload.by_lead):
        for figure, number in (line.whole, *line.parts):
            assert caseload.rows(caseload.figure(figure.key)).count() == number, figure.key
            assert caseload.figure(figure.key) == figure
    return caseload.numbers


def adds_up(numbers, caseload):
    assert numbers["supported"] == numbers["victims"] + numbers["at-risk"]
    assert numbers["supported"] == numbers["with-lead"] + numbers["without-lead"]
    assert numbers["supported"] == numbers["before"] + numbers["opened"] - numbers["closed"]
    assert numbers["closed"] == sum(number for key, number in numbers.items() if key.startswith("closed-"))
    for lines in (caseload.by_team, caseload.by_lead):
        assert sum(line.whole[1] for line in lines) == numbers["supported"]
        assert all(line.whole[1] == sum(number for _, number in line.parts) for line in lines)


@pytest.mark.parametrize(("manager", "supported"), [("morag", 1), ("rhona", 2), ("both", 3), ("priya", 1), ("ada", 0)])
def test_each_counts_the_cases_they_may_see(request, caseload_of, manager, supported):
    caseload = caseload_of(request.getfixturevalue(manager))
    numbers = agrees(caseload)
    adds_up(numbers, caseload)
    assert numbers["supported"] == supported


def test_numbers_add_up_after_openings_closures_and_changes(caseload_of, cases, both, rhona, morag, close):
    make_case(manager=rhona)
    close(cases["waiting"], by=rhona)
    close(cases["victim"], by=rhona, reason="C1", days_ago=2)
    cases["led"].identify_as_victim(by=morag, rationale="Told.", section_47=True, section_47_reason="Yes.")
    caseload = caseload_of(both)
    numbers = agrees(caseload)
    adds_up(numbers, caseload)
    assert {key: numbers[key] for key in ("supported", "victims", "closed", "closed-c1", "closed-c3")} == {
        "supported": 2,
        "victims": 1,
        "closed": 2,
        "closed-c1": 1,
        "closed-c3": 1,
    }


def test_a_past_day_is_told_by_its_history(caseload_of, cases, both, rhona, close, today):
    close(cases["victim"], by=rhona, reason="C1", days_ago=5)
    then = caseload_of(both, on=today - timedelta(days=6))
    numbers = agrees(then)
    adds_up(numbers, then)
    assert (numbers["supported"], numbers["victims"], numbers["closed"]) == (3, 1, 0)
    assert caseload_of(both, on=today - timedelta(days=5)).numbers["supported"] == 2


def test_the_lead_of_that_day_counts_not_todays(caseload_of, cases, both, rhona, owen, today):
    cases["waiting"].allocate(owen, part=Part.LEAD, by=rhona, on=today - timedelta(days=3))
    for days, number in ((3, 2), (4, 1)):
        then = caseload_of(both, on=today - timedelta(days=days))
        assert then.rows(then.figure(f"lead-{owen.pk}")).count() == number


def test_what_happened_on_the_day_looked_back_to_belongs_to_the_report_before(
    caseload_of, cases, both, rhona, close, today
):
    close(cases["waiting"], by=rhona, days_ago=5)
    day = today - timedelta(days=5)
    assert caseload_of(both, since=day).numbers["closed"] == 0
    assert caseload_of(both, since=day - timedelta(days=1)).numbers["closed"] == 1


def test_a_case_opened_in_error_is_left_out_of_everything_but_its_own_line(caseload_of, cases, both, rhona, close):
    close(cases["waiting"], by=rhona, reason="C12")
    numbers = agrees(caseload_of(both))
    adds_up(numbers, caseload_of(both))
    assert (numbers["supported"], numbers["closed"], numbers["left-out"]) == (2, 0, 1)


def test_a_restricted_record_counts_only_for_those_named(caseload_of, cases, both, morag, priya):
    cases["led"].restrict(by=both, category=Category.STAFF, because="A relative works here.", named=[priya])
    assert agrees(caseload_of(morag))["supported"] == 0
    assert agrees(caseload_of(both))["supported"] == 3


def test_an_unknown_figure_is_none(caseload_of, both):
    for key in ("nonsense", "lead-999999", "team-1-closed", "lead-"):
        with pytest.raises(KeyError):
            caseload_of(both).figure(key)


def test_the_numbers_take_as_many_queries_however_many_cases(caseload_of, both, rhona, django_assert_max_num_queries):
    def everything():
        caseload = caseload_of(both)
        return caseload.numbers, caseload.by_team, caseload.by_lead

    everything()
    with django_assert_max_num_queries(12) as few:
        everything()
    for _ in range(12):
        make_case(manager=rhona)
    with django_assert_max_num_queries(len(few)):
        everything()


def test_every_reason_for_closing_is_counted_once():
    codes = {key for key in FIGURES if key.startswith("closed-")}
    assert codes == {f"closed-c{number}" for number in range(1, 12)}
