"""When one name may be another: spellings of many languages, and brothers and sisters who are not one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerald.text.names import LONGEST_KEY, WORD, SoughtName, name_keys_of, words_in
from emerald.text.spelling import Spelling, sounds_of, spellings_of
from tests.text.spellings import one_person, two_people

ONE, TWO = one_person(), two_people()
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=20)


def closeness(sought, known):
    return SoughtName(*sought).closeness(words_in(name_keys_of(*known)))


def may_be_found(sought, known):
    """Whether the database, by its keys and sounds, would hand over the one for the other."""
    name, keys, sounds = SoughtName(*sought), set(name_keys_of(*known)), set(sounds_of(*known))
    return all(keys & set(mine) or sounds & set(heard) for mine, heard in zip(name.keys, name.sounds, strict=True))


def test_nine_in_ten_spellings_of_one_name_meet():
    assert len(ONE) == 60
    missed = [pair for pair in ONE if not closeness(*pair)]
    assert len(missed) <= 6, missed


def test_nine_in_ten_are_found_by_the_name_alone():
    missed = [pair for pair in ONE if not (closeness(*pair) and may_be_found(*pair))]
    assert len(missed) <= 6, missed


def test_one_in_twenty_pairs_of_different_people_meets_at_most():
    assert len(TWO) == 200
    met = [pair for pair in TWO if closeness(*pair)]
    assert len(met) <= 10, met


@pytest.mark.parametrize("pair", ONE, ids=lambda pair: " ".join(pair[0]))
def test_it_is_the_same_whichever_was_written_first(pair):
    one, other = pair
    assert bool(closeness(one, other)) == bool(closeness(other, one))


@given(LETTERS, st.data())
def test_one_letter_left_out_of_a_name_is_met(name, data):
    at = data.draw(st.integers(0, len(name) - 1))
    assert closeness(("Wren", name), ("Wren", name[:at] + name[at + 1 :]))


@pytest.mark.parametrize("written", ["Thi Mai Nguyen", "Nguyen Mai", "Nguyễn, Thị-Mai"])
def test_the_order_of_the_halves_does_not_matter(written):
    assert closeness(("Thị Mai", "Nguyễn"), (written, ""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Omar", "al-Masri"), ("Omar", "al-Hassan")),
        (("Jan", "van Dijk"), ("Jan", "van Houten")),
        (("Thi Lan", "Pham"), ("Thi Huong", "Pham")),
    ],
)
def test_what_stands_before_many_names_is_not_what_two_have_in_common(one, other):
    assert not closeness(one, other)


def test_half_a_name_is_not_enough_where_both_are_known():
    assert not closeness(("Tamsin", "Brown"), ("Tamsin", "Quillfeather"))
    assert not closeness(("Anna Hanna", "Anna"), ("Anna", "Smith"))
    assert closeness(("Tamsin", ""), ("Tamsin", "Quillfeather"))


@pytest.mark.parametrize(("one", "other"), [("WX12KVT", "WX12KVD"), ("K9", "Kay"), ("Lil3", "Lil4"), ("8", "9")])
def test_a_word_with_digits_sounds_like_no_other(one, other):
    assert Spelling(one.casefold()).closeness(Spelling(other.casefold())) == 0
    assert not set(sounds_of(one)) & set(sounds_of(other))
    assert closeness((one, ""), (one, ""))


def test_the_same_spelling_is_closer_than_another_and_that_than_another_name():
    close = [closeness(("Keziah", "Thorn"), (name, "Thorn")) for name in ("Keziah", "Kezya", "Mabel")]
    assert close == sorted(close, reverse=True)
    assert close[0] == 1 and 0 < close[1] < 1 and close[2] == 0


@given(st.text(max_size=60))
def test_any_text_has_keys_that_can_be_kept(text):
    keys = name_keys_of(text)
    assert all(1 < len(key) <= LONGEST_KEY for key in keys)
    assert {f"{WORD}{one.word}" for one in spellings_of(text)} <= set(keys)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_two_names_can_be_compared(given_names, family_name, other):
    assert 0 <= closeness((given_names, family_name), (other, family_name)) <= 1
