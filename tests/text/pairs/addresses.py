"""Postal addresses that are the same, and that are not, each with why."""

from tests.text.pairs.pair import not_the_same, same

PAIRS = [
    same(
        "12 Harbour Street\nTrowbridge\nBA14 8XX",
        "12 Harbour St, Trowbridge, ba148xx",
        "lines, a short word, the postcode",
    ),
    same(
        "12 Harbour Street, BA14 8XX", "12 Harbour Street, Trowbridge, Wiltshire, BA14 8XX", "the town and the county"
    ),
    same("12 Harbour Street, BA14 8XX", "BA14 8XX, 12 Harbour Street", "the postcode first"),
    same(
        "12 Harbour Street, BA14 8XX", "12, Harbour Street, BA14\u00a08XX", "a comma, and a space that does not break"
    ),
    same("12 Harbour Street, BA14 8XX", "No. 12 Harbour Street BAI4 8XX", "“No.”, and the letter I for one"),
    same("12 Harbour Street, BA14 8XX", "12 Harb\u00adour Street, BA14 8XX", "a soft hyphen"),
    same("12 Harbour Street, BA14 8XX", "\uff11\uff12 Harbour Street, BA14 8XX", "wide digits"),
    same("Flat 2, 12 Harbour Street, BA14 8XX", "12 Harbour Street, Flat 2, BA14 8XX", "the flat after the house"),
    same("Flat 2, 12 Harbour Street, BA14 8XX", "Apt 2, 12 Harbour St, BA14 8XX", "an apartment"),
    same("Flat 2, 12 Harbour Street, BA14 8XX", "Apartment No 2\n12 Harbour St\nBA14 8XX", "the same in full"),
    same("Flat 2, 12 Harbour Street, BA14 8XX", "flt 02, 12 Harbour St, BA14 8XX", "a nil before it"),
    same("Flat A, 12 Harbour Street, BA14 8XX", "12a Harbour Street, BA14 8XX", "a letter is a flat"),
    same("12a Harbour Street, BA14 8XX", "12 A Harbour Street, BA14 8XX", "parted"),
    same("First floor flat, 12 Harbour Street, BA14 8XX", "12 Harbour St, 1st Floor Flat, BA14 8XX", "a floor"),
    same("12-14 Harbour Street, BA14 8XX", "12 - 14 Harbour St, BA14 8XX", "two houses in one"),
    same("12\u201314 Harbour Street, BA14 8XX", "12-14 Harbour St, BA14 8XX", "the dash of Word"),
    same("The Old Mill, Mill Lane, BA14 8XX", "the old mill\nTrowbridge BA14 8XX", "a house with a name"),
    same("Flat 2, Harbour House, BA14 8XX", "Harbour Hse, Apartment 2, BA14 8XX", "a flat in a house with a name"),
    same("12 Harbour Street, Trowbridge", "12 harbour st\ntrowbridge", "without a postcode"),
    same("12 Harbour Rd, Trowbridge", "12 Harbour Road, Trowbridge, UK", "the country"),
    same("Flat 2, 12 Harbour Street, Trowbridge", "12 Harbour St, Flat 2, Trowbridge", "the flat, without a postcode"),
    same("3 St. Mary’s Road, Trowbridge", "3 Saint Marys Rd Trowbridge", "a saint, and the apostrophe"),
    same("3 Heol Café, Trowbridge", "3 heol cafe, trowbridge", "an accent"),
    not_the_same("12 Harbour Street, BA14 8XX", "14 Harbour Street, BA14 8XX", "next door"),
    not_the_same("12 Harbour Street, BA14 8XX", "12 Harbour Street, BA14 8XY", "another postcode"),
    not_the_same("Flat 2, 12 Harbour Street, BA14 8XX", "Flat 3, 12 Harbour Street, BA14 8XX", "another flat"),
    not_the_same("Flat 2, 12 Harbour Street, BA14 8XX", "12 Harbour Street, BA14 8XX", "the house and a flat in it"),
    not_the_same(
        "Flat 12, 2 Harbour Street, BA14 8XX", "Flat 2, 12 Harbour Street, BA14 8XX", "house and flat changed places"
    ),
    not_the_same("Flat 2, Harbour House, BA14 8XX", "2 Harbour Street, BA14 8XX", "a flat is no house"),
    not_the_same("Flat 2, Harbour House, BA14 8XX", "Flat 2, Bay House, BA14 8XX", "two buildings of one postcode"),
    not_the_same("12a Harbour Street, BA14 8XX", "12b Harbour Street, BA14 8XX", "two letters"),
    not_the_same(
        "First floor flat, 12 Harbour Street, BA14 8XX", "Ground floor flat, 12 Harbour Street, BA14 8XX", "two floors"
    ),
    not_the_same("The Old Mill, BA14 8XX", "The Old Barn, BA14 8XX", "two names"),
    not_the_same("12 Harbour Street, Trowbridge", "12 Harbour Road, Trowbridge", "a street and a road"),
    not_the_same("12 Harbour Street, Trowbridge", "12 Harbour Street, Melksham", "two towns"),
]
