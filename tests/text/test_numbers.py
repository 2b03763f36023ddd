"""The same number is recognised however it was written, and found wherever it stands."""

import random

from emerald.text.numbers import (
    nhs_number_as_compared,
    nhs_numbers_in,
    numbers_in,
    phone_as_compared,
    phones_in,
    plate_as_compared,
    postcode_as_compared,
    upn_as_compared,
)
from tests.text.pairs.numbers import PAIRS
from tests.text.pairs.pair import failing

COMPARED = {
    "phone": phone_as_compared,
    "vehicle": plate_as_compared,
    "postcode": postcode_as_compared,
    "nhs_number": nhs_number_as_compared,
    "upn": upn_as_compared,
}
# As it is written in a sentence, and as it is compared.
STANDS = (
    ("phone", "07700 900123", "+447700900123"),
    ("phone", "+44 (0)7700.900.123", "+447700900123"),
    ("phone", "0044 7700 900 123", "+447700900123"),
    ("phone", "(0113) 496 0000", "+441134960000"),
    ("phone", "07700\u00ad 900\u200b123", "+447700900123"),
    ("phone", "+48 22 123 45 67", "+48221234567"),
    ("phone", "077 00 90 01 23", "+447700900123"),
    ("vehicle", "WV63 KLP", "WV63KLP"),
    ("vehicle", "wv63klp", "WV63KLP"),
    ("vehicle", "W\u200bV63-KLP", "WV63KLP"),
    ("vehicle", "VOIO KL1 reg VO10 KLI".partition(" reg ")[2], "V010KL1"),
    ("vehicle", "AIZ 1234", "A1Z1234"),
    ("vehicle", "A12 KLP", "A12KLP"),
    ("postcode", "BA14 8XX", "BA148XX"),
    ("postcode", "ba148xx", "BA148XX"),
    ("postcode", "BAI4\u00a08XX", "BA148XX"),
    ("nhs_number", "943 476 5919", "9434765919"),
    ("nhs_number", "943\u20114765919", "9434765919"),
    ("upn", "H801200001001", "H801200001001"),
)
SENTENCES = (
    "{}",
    "Ring {} today",
    "she said ({}), then",
    "was 14 in 2026: {}.",
    "“{}”;and",
    "Łucja’s {}\nbut no other",
)
NONE = (
    "Seen on 01.02.2026 - 03.04.2026 at 09.30 - 10.30",
    "the M25 and the A12 but at 12 the bus",
    "CHOICES, violence and 15 of 20 sessions, case EM-0042 of PC-2026-0007",
    "paid £1,250.00 on 28/11/26, 3 of 12 to go, aged 14 to 17",
    "from 2026-11-28 09:12:33 to 2026-11-29",
)


def test_the_same_number_is_the_same_however_it_is_typed_and_another_is_another():
    for kind, compared in COMPARED.items():
        wrong = failing(PAIRS[kind], lambda one, other, compared=compared: compared(one) == compared(other) != "")
        assert not wrong, [(compared(pair.one), compared(pair.other), pair.why) for pair in wrong]


def test_it_is_found_inside_a_sentence_with_its_letters_from_the_first_to_the_last():
    wrong = []
    for sentence in SENTENCES:
        for kind, written, form in STANDS:
            text = sentence.format(written)
            found = [(one.kind, one.form, text[one.start : one.end].strip("()")) for one in numbers_in(text)]
            if found != [(kind, form, written.strip("()"))] and (kind, form, written.lstrip("(")) not in found:
                wrong.append((text, found))
    assert not wrong


def test_several_are_found_each_by_itself():
    text = "07700 900123 or 07700 900124/0113 496 0000, WV63 KLP, BA14 8XX, 943 476 5919"
    assert [one.form for one in numbers_in(text)] == [
        "+447700900123",
        "+447700900124",
        "+441134960000",
        "WV63KLP",
        "BA148XX",
        "9434765919",
    ]


def test_dates_amounts_roads_and_words_are_no_numbers():
    assert not {text: found for text in NONE if (found := numbers_in(text))}


def test_a_number_with_a_wrong_last_digit_is_no_nhs_number():
    assert not nhs_numbers_in("943 476 5918")


def test_a_random_number_in_a_random_spelling_is_found_as_itself():
    chance = random.Random(15)
    for _ in range(300):
        digits = "07" + "".join(chance.choice("0123456789") for _ in range(9))
        start = chance.choice(["0", "+44", "+44 (0)", "0044 ", "+44 0"])
        between = chance.choice([" ", ".", "-", "\u00a0", " - ", "\u2013", ")", "/", "\u00ad "])
        gaps = [chance.choice(["", "", "", "\u200b", between]) for _ in digits[1:]]
        spelt = start + "".join(one for pair in zip(digits[1:], gaps, strict=True) for one in pair).rstrip(
            " .-/)\u00a0\u00ad"
        )
        assert phone_as_compared(spelt) == f"+44{digits[1:]}", spelt
        assert f"+44{digits[1:]}" in [one.form for one in phones_in(f"ring {spelt}, please")], spelt


def test_nothing_that_is_typed_breaks_it():
    chance = random.Random(15)
    letters = "0123456789+()-. OoIil?*\x00\ud800\u200b\u202eABCxyzłß字٣\n"
    for _ in range(400):
        typed = "".join(chance.choice(letters) for _ in range(chance.randrange(60)))
        for one in numbers_in(typed):
            assert 0 <= one.start < one.end <= len(typed)
        assert all(isinstance(compared(typed), str) for compared in COMPARED.values())
