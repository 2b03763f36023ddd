"""Numbers of the demonstration pass their own checks and belong to nobody."""

from cases.models.children.identifiers import clean_nhs_number, clean_upn
from emerald.demo.children import STORIES
from emerald.demo.children.likes import LIKES
from emerald.demo.households import LANDLINE, MOBILE
from emerald.demo.numbers import nhs_numbers, pupil_number
from emerald.demo.words.interests import INTERESTS
from emerald.demo.words.temperaments import ARRIVED
from emerald.govuk.fields import PhoneField, PostcodeField


def test_every_nhs_number_is_valid_and_of_the_test_range():
    numbers = nhs_numbers(len(STORIES))
    assert all(clean_nhs_number(number) == number and number.startswith("999") for number in numbers)
    assert len(set(numbers)) == len(STORIES)


def test_every_pupil_number_is_valid():
    assert all(clean_upn(pupil_number(place)) == pupil_number(place) for place in range(len(STORIES)))


def test_telephone_numbers_and_postcodes_pass_their_forms():
    assert PhoneField("Telephone").clean(MOBILE.format(7)) and PhoneField("Telephone").clean(LANDLINE.format(7))
    assert PostcodeField("Postcode").clean("ZZ1 1AA") == "ZZ1 1AA"


def test_no_two_children_have_one_name():
    names = [(story.child.given_names, story.child.family_name) for story in STORIES]
    assert len(set(names)) == len(names)


def test_every_child_has_a_temperament_and_two_or_three_interests_of_their_own():
    assert set(LIKES) == {story.child.given_names for story in STORIES}
    assert len(set(LIKES.values())) == len(LIKES)
    assert all(
        temper in ARRIVED and set(liked) <= set(INTERESTS) and 2 <= len(liked) <= 3 for temper, *liked in LIKES.values()
    )
