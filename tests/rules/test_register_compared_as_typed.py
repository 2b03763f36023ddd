"""The register connects two records where the same stands on both, however it was typed, and no others."""

import pytest
from django.apps import apps

from perpetrators.comparing.compared_anew import compare_anew
from perpetrators.models import ConnectionFound, Particular, Trace
from perpetrators.models.connections.duplicates import alike
from perpetrators.models.connections.shared import Connections
from perpetrators.models.register.matching import match_of
from perpetrators.models.register.scope import Scope
from tests.factories.register import make_person
from tests.text.pairs import addresses, handles, numbers
from tests.text.pairs.pair import failing

pytestmark = pytest.mark.django_db

PAIRS = {
    "phone": [one for one in numbers.PAIRS["phone"] if one.one != "496 0000"],
    "vehicle": numbers.PAIRS["vehicle"],
    "handle": handles.PAIRS,
    "address": addresses.PAIRS,
}
TWO_PROFILES = ("https://facebook.com/profile.php?id=100012345678", "https://facebook.com/profile.php?id=100087654321")


def known_by(person, kind, value):
    return Particular.objects.create(person=person, kind=kind, value=value, recorded_by=person.recorded_by)


@pytest.fixture
def two(team, rhys):
    return [make_person(area=team, officer=rhys, given_names=name, family_name=name) for name in ("Abel", "Zygmunt")]


def test_two_profiles_of_one_platform_neither_connect_two_men_nor_offer_them_for_a_merge(two, rhys):
    for man, profile in zip(two, TWO_PROFILES, strict=True):
        known_by(man, "handle", profile)
    assert not Connections(two[0], Scope(rhys)).found
    assert not alike(two[0], Scope(rhys))


def test_one_profile_typed_in_two_ways_connects_two_records_and_offers_them(two, rhys):
    for man, profile in zip(two, (TWO_PROFILES[0], "Facebook 100012345678"), strict=True):
        known_by(man, "handle", profile)
    assert [one.person for one in alike(two[0], Scope(rhys))] == [two[1]]


def test_every_pair_of_the_table_is_judged_so_by_the_register(two, rhys):
    for kind, pairs in PAIRS.items():
        held = [known_by(man, kind, "07700 900000") for man in two]

        def connected(first, second, kind=kind, held=held):
            for particular, value in zip(held, (first, second), strict=True):
                Particular.objects.filter(pk=particular.pk).update(value=value, match=match_of(kind, value))
            return any(found.seen for found in Connections(two[0], Scope(rhys)).found if found.item.kind == kind)

        assert not failing(pairs, connected), kind


def test_what_is_kept_is_made_anew_and_what_was_decided_follows(two, team, rhys):
    one, other = two
    held = known_by(one, "handle", TWO_PROFILES[0])
    plate = known_by(other, "vehicle", "VO10 KLP")
    found = ConnectionFound.objects.create(
        person=one, other_person=other, kind="vehicle", match="VO10KLP", words="Vehicle", saved_by=rhys
    )
    Particular.objects.filter(pk=held.pk).update(match="profile.php")
    Particular.objects.filter(pk=plate.pk).update(match="VO10KLP")
    nick = make_person(area=team, officer=rhys, given_names="", family_name="", called="Big Tommo")
    Trace.objects.filter(person=nick).update(match="before")
    trace = Trace.objects.get(person=nick)
    assert compare_anew(apps.get_model) == 3
    for row in (held, plate, found, trace):
        row.refresh_from_db()
    assert (held.match, plate.match, found.match) == ("facebook:100012345678", "V010KLP", "V010KLP")
    assert trace.match == "bigtommo"
    assert plate.fragments.filter(text="=V010KLP").exists()
    assert compare_anew(apps.get_model) == 0
