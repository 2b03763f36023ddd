"""Text as it is compared: the same in Python and in the database, and each place found again in what was typed."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from emerald.text.compared import APOSTROPHES, DASHES, QUOTATION_MARKS, Compared, as_compared
from tests.text.pairs import texts
from tests.text.pairs.pair import failing

# Letters since Unicode 14, which the oldest PostgreSQL does not know: in these blocks, all that Python may know.
NEWER = (
    *((0x0897, 0x0897), (0x0CF3, 0x0CF3), (0x0ECE, 0x0ECE), (0x1C89, 0x1C8A), (0x2FFC, 0x2FFF), (0x31E4, 0x31EF)),
    *((0xA7CB, 0xA7CF), (0xA7D2, 0xA7D4), (0xA7DA, 0xA7F1), (0x105C0, 0x105FF), (0x10D40, 0x10D8F)),
    *((0x10EC2, 0x10EFF), (0x1123F, 0x11241), (0x11380, 0x113FF), (0x116D0, 0x116E3), (0x11B00, 0x11B09)),
    *((0x11BC0, 0x11BFF), (0x11F00, 0x11F5F), (0x1342F, 0x1342F), (0x13439, 0x143FF), (0x16100, 0x1613F)),
    *((0x16D40, 0x16D7F), (0x1B132, 0x1B155), (0x1CC00, 0x1CEBF), (0x1D2C0, 0x1D2D3), (0x1DF25, 0x1DF2A)),
    *((0x1E030, 0x1E08F), (0x1E4D0, 0x1E4FF), (0x1E5D0, 0x1E5FF), (0x1F6DC, 0x1F6DC), (0x1F774, 0x1F7FF)),
    *((0x1F8B2, 0x1F8FF), (0x1FA70, 0x1FAFF), (0x1FBCB, 0x1FBEF), (0x2EBF0, 0x2EE5D), (0x31350, 0x323AF)),
)


def letters():
    """Every letter and sign that a text in the database may have."""
    for point in range(1, 0x110000):
        if unicodedata.category(chr(point)) not in ("Cn", "Cs") and not any(a <= point <= b for a, b in NEWER):
            yield chr(point)


def in_the_database(written):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(as_compared(said) ORDER BY place) FROM unnest(%s::text[]) WITH ORDINALITY x(said, place)",
            [written],
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_every_letter_is_compared_alike_in_python_and_in_the_database():
    written = [f"a{letter}b {letter} {letter}{letter}" for letter in letters()]
    assert len(written) > 280_000
    mine = [as_compared(text) for text in written]
    assert [one for one in zip(written, mine, in_the_database(written), strict=True) if one[1] != one[2]] == []


def test_what_was_compared_stays_as_it_is():
    compared = as_compared("|".join(letters()))
    assert as_compared(compared) == compared


def test_texts_are_the_same_when_they_should_be_and_not_when_they_should_not():
    assert failing(texts.PAIRS, lambda one, other: as_compared(one) == as_compared(other)) == []


@pytest.mark.django_db
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\x00"), max_size=40)))
def test_any_text_is_compared_alike_and_its_places_are_its_own(written):
    written = [text for text in written if not any(a <= ord(letter) <= b for letter in text for a, b in NEWER)]
    assert (in_the_database(written) or []) == [as_compared(text) for text in written]
    for text in written:
        compared = Compared(text)
        assert compared.text == as_compared(text)
        for place in range(len(compared.text)):
            start, end = compared.place(place, place + 1)
            assert compared.text[place].strip() in as_compared(text[start:end])


@pytest.mark.parametrize(
    "marks", [APOSTROPHES, QUOTATION_MARKS, DASHES], ids=["apostrophes", "quotation marks", "dashes"]
)
def test_marks_of_one_kind_are_one(marks):
    assert {as_compared(mark) for mark in marks} == {marks[0]}


@pytest.mark.parametrize(
    ("typed", "needle", "places"),
    [
        ("Saw Jos\u0301e\u0301 at school", "josé", ["Jos\u0301e\u0301"]),
        ("O’Brien, O'Brien and O\u00adʼBrien\u200b.", "o'brien", ["O’Brien", "O'Brien", "O\u00adʼBrien\u200b"]),
        ("Ann’s, not Annual; ANN.", "Ann", ["Ann", "ANN"]),
        ("Mrs Łu\u200dcja\u00a0 \n Brzęcka’s car", "Lucja Brzecka", ["Łu\u200dcja\u00a0 \n Brzęcka"]),
        ("Straße", "strasse", ["Straße"]),
        ("  \u200b", "x", []),
        ("nothing", "\u200b", []),
    ],
)
def test_what_is_found_is_given_back_as_it_was_typed(typed, needle, places):
    assert [typed[start:end] for start, end in Compared(typed).spans(needle)] == places


def test_a_part_of_a_word_is_found_where_it_is_asked_for():
    assert list(Compared("Fuß").spans("us", whole=False)) == [(1, 3)]
