"""One name however it is parted, joined and typed; and the sentences that name somebody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerald.text.compared import Compared
from emerald.text.naming import named_in, naming, run_together, same_name
from tests.text.pairs import names
from tests.text.pairs.pair import failing

LETTERS = "abcdefghijklmnoprstuvwyzéłøöñç"
WORD = st.text(LETTERS, min_size=3, max_size=9)


def test_names_are_the_same_when_they_should_be_and_not_when_they_should_not():
    assert failing(names.PAIRS, same_name) == []


def test_a_sentence_names_somebody_when_it_does_and_not_when_it_does_not():
    assert [pair for pair in names.NAMED if bool(named_in(pair.other, [pair.one])) != pair.same] == []


@given(st.lists(WORD, min_size=1, max_size=4), st.sampled_from([" ", "-", "'", "’", "", "\u00a0", " - ", "‑"]))
def test_a_name_is_met_however_its_parts_are_joined(parts, joint):
    recorded, typed = " ".join(parts), joint.join(parts)
    assert same_name(recorded, typed)
    assert re.escape(run_together(recorded)) == run_together(typed)


@given(
    st.lists(WORD, min_size=1, max_size=3),
    st.sampled_from(["{}", "{}'s", "{}’s", "{}s", "({})", "{}.", "“{}”", "{}'"]),
    st.sampled_from([str.upper, str.title, str]),
    st.sampled_from([" ", "-", "", "\u00a0", "\u00ad"]),
)
def test_a_sentence_names_somebody_however_it_is_written(parts, around, capitals, joint):
    typed = f"seen {around.format(capitals(joint.join(parts)))} there"
    assert named_in(typed, [" ".join(parts)])


def test_all_of_a_name_is_found_at_once_and_as_it_was_typed():
    assert named_in("Saw Ke\u00adziah Thrupp’s mother, and Keziah.", ["Keziah Thrupp"]) == [
        "Ke\u00adziah Thrupp’s",
        "Keziah",
    ]


@pytest.mark.parametrize("name", ["", "  ", "al", "de la", "my", "-"])
def test_what_is_no_name_by_itself_names_nobody(name):
    assert naming(name) is None


def test_a_long_text_is_read_in_one_go():
    compared = Compared("aaaa aaa' a-a aaaa. " * 5000)
    pattern = naming("Aaaaaaab Aaaaaab", "Aaaab al-Aaab")
    assert pattern is not None
    assert list(compared.found(pattern)) == []
