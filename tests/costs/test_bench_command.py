"""`python3 -m emerald bench`: what it starts, what it prints and what it writes down."""

import json
from contextlib import nullcontext

import pytest
from django.conf import settings

from emerald.launcher import foreground
from tests.costs import report
from tests.costs.command import options
from tests.costs.measuring import Measured, chosen
from tests.costs.sizes import SIZES
from tests.costs.web import Cost


@pytest.fixture
def started(monkeypatch):
    """What `bench` would have run, without servers."""
    monkeypatch.setattr(foreground, "servers_alone", lambda name, *, durable: nullcontext(durable))
    monkeypatch.setattr(foreground, "call", lambda mode, given, *words: words)
    return foreground.bench


@pytest.fixture
def cost():
    """`cost(web, database)` in milliseconds."""
    return lambda web, database, queries=8: Cost(200, queries, web, database, waited=20.0, size=9_000)


@pytest.mark.parametrize("said", [["--size", "national"], ["--size=national"]])
def test_with_a_size_it_measures_every_page(started, said):
    assert started(said) == ("-m", "tests.costs", *said)


@pytest.mark.parametrize("said", [[], ["-k", "register"]])
def test_without_a_size_it_measures_single_parts(started, said):
    assert started(said) == ("-m", "pytest", "tests/benchmarks", "-s", *said)


def test_it_refuses_a_size_that_there_is_not(capsys):
    with pytest.raises(SystemExit):
        options(["--size", "enormous"])
    refused = capsys.readouterr().err
    assert all(name in refused for name in SIZES)


def test_no_settings_but_those_of_the_measurements_tell_what_an_answer_cost():
    assert not [one for one in settings.MIDDLEWARE if "costs" in one]


def test_growth_is_counted_from_the_first_size_in_time_of_web_and_database_together(cost):
    one = Measured("caseworker", "home", {"small": cost(10, 10), "national": cost(12, 13)}, {})
    assert one.growth == 1.25
    assert report.remarks_of(one) == ""


def test_what_costs_more_than_a_page_may_is_remarked_on(cost):
    one = Measured("caseworker", "home", {"small": cost(10, 10), "national": cost(20, 10, 13)}, {"cases_case": 20_000})
    assert report.remarks_of(one) == "13 queries, grows, reads all of cases_case"


def test_of_several_rounds_one_number_is_chosen_and_the_most_queries(cost):
    assert chosen([cost(9, 4, 8), cost(7, 5, 11)], min) == cost(7, 4, 11)


def test_what_was_measured_is_written_down(cost, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "FOLDER", tmp_path)
    one = Measured("caseworker", "home", {"small": cost(10.0, 10.0)}, {})
    path = report.write([SIZES["small"]], [one], {"a worker's 20 cases": (3.0, 2.0, 40.0)})
    told = json.loads(path.read_text())
    assert path.name.startswith("small-")
    assert told["sizes"]["small"]["cases"] == 2_000
    assert told["pages"][0]["costs"]["small"]["web"] == 10.0
    assert told["floors"] == {"a worker's 20 cases": {"emerald": 3.0, "by hand": 2.0, "guardian": 40.0}}
