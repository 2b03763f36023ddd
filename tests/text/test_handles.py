"""The same handle is recognised however it was written, and two profiles of one platform are two."""

import random

from emerald.text.handles import handle_as_compared
from tests.text.pairs.handles import NOBODY, PAIRS
from tests.text.pairs.pair import failing


def test_the_same_handle_is_the_same_however_it_is_typed_and_another_is_another():
    wrong = failing(PAIRS, lambda one, other: handle_as_compared(one) == handle_as_compared(other) != "")
    assert not wrong, [(handle_as_compared(pair.one), handle_as_compared(pair.other), pair.why) for pair in wrong]


def test_a_platform_alone_is_nobodys_handle():
    assert not [handle_as_compared(one) for one in NOBODY if handle_as_compared(one)]


def test_two_numbers_of_one_platform_are_never_one_however_their_addresses_are_written():
    chance = random.Random(15)
    ways = (
        "https://www.facebook.com/profile.php?id={}",
        "m.facebook.com/profile.php?v=info&id={}&mibextid=Z",
        "https://facebook.com/people/A-Name/{}/",
        "facebook.com/{}",
        "https://fb.com/groups/9/user/{}",
        "Facebook: {}",
        "FB {}",
    )
    numbers = [str(chance.randrange(10**14, 10**15)) for _ in range(100)]
    compared = [{handle_as_compared(way.format(number)) for way in ways} for number in numbers]
    assert all(len(forms) == 1 for forms in compared), next(forms for forms in compared if len(forms) > 1)
    assert len(set.union(*compared)) == len(set(numbers))


def test_a_random_name_is_itself_in_every_way_it_is_written():
    chance = random.Random(15)
    ways = ("@{}", "{} (Snapchat)", "IG: {}", "https://instagram.com/{}/?igsh=1", "tiktok.com/@{}", "x.com/{}/status/1")
    for _ in range(200):
        name = "q" + "".join(chance.choice("abcdefgh0123456789_.") for _ in range(chance.randrange(4, 20))) + "z"
        assert {handle_as_compared(way.format(name.upper())) for way in ways} == {name}


def test_nothing_that_is_typed_breaks_it():
    chance = random.Random(15)
    parts = (
        "https:// http://[ // @ # ? & = id= % %00 %ff \x00 \ud800 facebook.com instagram.com/ p/ x.com: :99999 ( ) [ ł"
    )
    for _ in range(400):
        typed = "".join(chance.choice(parts.split(" ")) for _ in range(chance.randrange(12)))
        assert isinstance(handle_as_compared(typed), str)
