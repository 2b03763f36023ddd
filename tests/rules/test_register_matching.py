"""The same telephone, plate, handle or address is recognised however it was written."""

import re

import pytest

from emerald.text.plates import plate_pattern, plates_meet
from perpetrators.models.register.matching import LONGEST, match_of, says_enough


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "07700 900123", "+44 (0)7700 900 123"),
        ("phone", "0044 7700 900123", "07700-900-123"),
        ("email", "Fox.Ninety@Mail.Example ", "fox.ninety@mail.example"),
        ("handle", "@Fox_99", "https://www.instagram.example/fox_99/"),
        ("handle", "fox_99", "https://chat.example/@Fox_99?from=share"),
        ("vehicle", "wv63 klp", "WV63-KLP"),
        ("vehicle", "WV63 ...", "wv63*"),
        ("address", "12 Harbour Street\nTrowbridge\nBA14 8XX", "12 Harbour St, Trowbridge, ba148xx"),
        ("address", "12 Harbour Street, Trowbridge", "12 harbour st\ntrowbridge"),
        ("address", "The Old Mill, Mill Lane, BA14 8XX", "the old mill\nTrowbridge BA14 8XX"),
        ("nickname", "“Big Tommo”", "big  tommo"),
        ("nickname", "Zoë", "ZOE"),
        ("licence", "PH/2041", "ph 2041"),
        ("police", "54-0001234/26", "540001234 26"),
    ],
)
def test_written_differently_it_is_still_the_same(kind, one, other):
    assert match_of(kind, one) == match_of(kind, other) != ""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("phone", "07700 900123", "07700 900124"),
        ("email", "fox@mail.example", "fox@post.example"),
        ("handle", "fox_99", "fox99"),
        ("vehicle", "WV63 KLP", "WV63 KLR"),
        ("address", "12 Harbour Street, BA14 8XX", "14 Harbour Street, BA14 8XX"),
        ("address", "Flat 2, 12 Harbour Street, BA14 8XX", "Flat 3, 12 Harbour Street, BA14 8XX"),
        ("nickname", "Tommo", "Timmo"),
    ],
)
def test_different_particulars_do_not_match(kind, one, other):
    assert match_of(kind, one) != match_of(kind, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WV63KLP", "WV63???"),
        ("WV63???", "W?63KLP"),
        ("WV63*", "WV63KLP"),
        ("*KLP", "WV63KLP"),
        ("*63*", "WV63K?P*"),
        ("VO63KLP", "V063K?P"),
    ],
)
def test_a_plate_of_which_a_part_was_read_meets_the_whole_one(one, other):
    met = plates_meet(one, other)
    assert met == plates_meet(other, one)
    assert met is (one != "*63*")  # two characters are too few to speak of a connection


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WV63KLP", "WV64???"),
        ("WV63???", "????KLP"),
        ("W??????", "WV63KLP"),
        ("*", "WV63KLP"),
        ("", "WV63KLP"),
        ("WV63KL", "WV63KLP"),
        ("*", "*"),
    ],
)
def test_plates_that_differ_or_of_which_too_little_was_read_do_not_meet(one, other):
    assert not plates_meet(one, other)
    assert not plates_meet(other, one)


def test_the_pattern_for_the_database_lets_every_match_through():
    assert re.match(plate_pattern("WO63*"), "W063KLP")
    assert re.match(plate_pattern("V1?3KLP"), "VI93KLP")
    assert not re.match(plate_pattern("V1?3KLP"), "V2?3KLP")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "07700"), ("handle", "ab"), ("vehicle", "??63???"), ("nickname", "T"), ("address", "12")],
)
def test_what_is_too_short_connects_nobody(kind, value):
    assert not says_enough(kind, match_of(kind, value))


def test_a_whole_number_connects():
    assert says_enough("phone", match_of("phone", "07700 900123"))


@pytest.mark.parametrize("kind", ["name", "nickname", "phone", "email", "handle", "vehicle", "address", "licence"])
@pytest.mark.parametrize("value", ["", "   ", "!!", "?", "ü" * 400, "1" * 400, "07700\x00900123", "Мария 99"])
def test_nothing_that_is_typed_breaks_the_matching(kind, value):
    assert len(match_of(kind, value)) <= LONGEST
