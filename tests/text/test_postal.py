"""The same door is recognised however its address was written."""

import random

from emerald.text.postal import SHORT_WORDS, address_as_compared
from tests.text.pairs.addresses import NOT_THE_SAME, SAME


def test_written_otherwise_it_is_the_same():
    compared = [(address_as_compared(one), address_as_compared(other), why) for one, other, why in SAME]
    assert not [each for each in compared if each[0] != each[1] or not each[0]]


def test_another_door_is_another():
    assert not [pair for pair in NOT_THE_SAME if address_as_compared(pair[0]) == address_as_compared(pair[1])]


def test_a_random_door_is_itself_in_every_way_it_is_written_and_no_other():
    chance = random.Random(15)
    doors = set()
    for _ in range(200):
        house, flat = chance.randrange(1, 400), chance.choice(["", *"ABCD", *map(str, range(1, 30))])
        full, short = chance.choice(sorted(SHORT_WORDS.items()))
        postcode = chance.choice(["BA14 8XX", "OX1 4AB", "S10 1AA"])
        parts = [f"{house} Quay {full.title()}", *([f"Flat {flat}"] if flat else [])]
        forms = set()
        for _ in range(6):
            street = f"{house} Quay {chance.choice((full, short))}"
            lines = [street, *([f"{chance.choice(('Flat', 'apt', 'Apartment'))} {flat}"] if flat else [])]
            chance.shuffle(lines)
            town = chance.choice([[], ["Trowbridge"], ["Trowbridge", "Wiltshire"]])
            where = chance.choice([postcode, postcode.lower(), postcode.replace(" ", ""), postcode.replace("0", "O")])
            forms.add(address_as_compared(chance.choice([", ", "\n", " , "]).join([*lines, *town, where])))
        assert len(forms) == 1, (parts, forms)
        doors |= {(forms.pop(), house, flat, postcode)}
    assert len({form for form, *_ in doors}) == len(doors)


def test_nothing_that_is_typed_breaks_it():
    chance = random.Random(15)
    parts = ["Flat", "1st floor", "12", "/", ",", "\n", "BA14 8XX", "ł", "\x00", "\ud800", "a", "no", "\u202e", "flat"]
    for _ in range(400):
        assert isinstance(address_as_compared(" ".join(chance.choices(parts, k=chance.randrange(12)))), str)
