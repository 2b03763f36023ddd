"""The same door is recognised however its address was written."""

import random

from emerald.text.postal import SHORT_WORDS, address_as_compared
from tests.text.pairs.addresses import PAIRS
from tests.text.pairs.pair import failing


def test_the_same_door_is_the_same_however_it_is_typed_and_another_is_another():
    wrong = failing(PAIRS, lambda one, other: address_as_compared(one) == address_as_compared(other) != "")
    assert not wrong, [(address_as_compared(pair.one), address_as_compared(pair.other), pair.why) for pair in wrong]


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
