"""The line that tells how far the making of a council has come."""

from io import StringIO

import pytest

from tests.costs.council import weight_of
from tests.costs.progress import Progress
from tests.costs.sizes import SIZES


@pytest.fixture
def progress():
    made = Progress("2,000 cases", 100, to=StringIO())
    made.began = 1_000
    return made


def test_nobody_is_told_a_time_before_anything_is_done(progress):
    progress.step("people", 40)
    assert "left" not in progress.line(now=1_060)


def test_the_time_left_is_what_the_rest_takes_at_the_pace_so_far(progress):
    progress.step("people", 40)
    progress.step("rights", 60)
    progress.done(10)
    assert " 50% 2:05 left, rights" in progress.line(now=1_125)


def test_what_is_done_of_a_step_is_never_more_than_the_step(progress):
    progress.step("people", 40)
    progress.done(1_000)
    assert " 40% " in progress.line(now=1_001)


def test_where_nobody_watches_there_is_a_line_a_step(progress):
    progress.step("people", 40)
    progress.done(10)
    progress.finish()
    assert len(progress.to.getvalue().splitlines()) == 2


@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
def test_a_larger_council_weighs_more_in_each_step(size):
    assert weight_of(size) > size.cases * 300
