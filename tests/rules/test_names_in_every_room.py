"""The table of names against each room that looks for one: children, persons of concern, what connects two."""

from importlib import import_module

import pytest
from django.apps import apps

from cases.models.children.search import ChildSearch
from cases.models.children.search_input import SearchInput
from emerald.accounts.models import User
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.register.matching import match_of
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.search import RegisterSearch
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import make_person
from tests.text.pairs import names
from tests.text.pairs.children import PAIRS_OF_CHILDREN
from tests.text.pairs.pair import failing

pytestmark = pytest.mark.django_db
SAME = [pair for pair in names.PAIRS if pair.same]
# One name may be another without being the same letter for letter; only what is somebody else's must not be found.
NOT_FOUND = [pair for pair in names.PAIRS if pair.why in ("a part of another", "signs alone")]


def test_a_child_is_found_by_every_writing_of_their_name(morag):
    made = [make_case(manager=morag, child=make_child(given_names="", family_name=pair.one)) for pair in SAME]
    missed = [
        pair
        for case, pair in zip(made, SAME, strict=True)
        if case.child not in [one.child for one in ChildSearch(SearchInput.read(pair.other), by=morag).found]
    ]
    assert missed == []


@pytest.mark.parametrize("way", [lambda pair: (pair.one, pair.other), lambda pair: (pair.other, pair.one)])
def test_a_child_is_found_by_given_and_family_name_together_and_no_other_is(way, morag):
    judged = {}
    for pair in PAIRS_OF_CHILDREN:
        (given, family), sought = way(pair)
        case = make_case(manager=morag, child=make_child(given_names=given, family_name=family))
        found = ChildSearch(SearchInput.read(" ".join(sought)), by=morag).found
        judged[pair] = case.child in [one.child for one in found]
    assert [pair for pair, met in judged.items() if met != pair.same] == []


def test_a_person_of_concern_is_found_by_every_writing_of_their_name(team, rhys):
    made = [make_person(area=team, given_names="", family_name=pair.one) for pair in SAME]
    missed = [
        pair
        for person, pair in zip(made, SAME, strict=True)
        if person not in [one.record for one in RegisterSearch(pair.other, scope=Scope(rhys)).persons]
    ]
    assert missed == []


@pytest.mark.parametrize("kind", [ParticularKind.NAME, ParticularKind.NICKNAME])
def test_names_of_two_persons_connect_them_when_they_are_the_same_and_not_otherwise(kind):
    def connected(one, other):
        return match_of(kind, one) and match_of(kind, one) == match_of(kind, other)

    assert failing(names.PAIRS, connected) == []


def test_who_is_called_otherwise_is_not_found(morag):
    for pair in NOT_FOUND:
        make_case(manager=morag, child=make_child(given_names="", family_name=pair.one))
    assert NOT_FOUND
    assert [pair for pair in NOT_FOUND if ChildSearch(SearchInput.read(pair.other), by=morag).found] == []


def test_a_colleague_is_found_by_every_writing_of_their_name():
    missed = []
    for pair in SAME:
        person = make_user(name=pair.one)
        missed += [] if person in User.objects.named_like(pair.other) else [pair]
    assert missed == []
    assert not User.objects.named_like("- '").exists()
    assert not User.objects.named_like("Nobody Here").exists()


def test_what_persons_were_found_and_compared_by_before_is_made_anew(team, rhys):
    made_anew = import_module("perpetrators.migrations.0031_names_as_compared")
    person = make_person(area=team, given_names="Łukasz", family_name="Abd al-Rahman")
    known = person.particulars.create(kind=ParticularKind.NICKNAME, value="Big Tommo", recorded_by=rhys)
    person.listen()
    wanted = made_anew.found_by(person)
    type(person).objects.filter(pk=person.pk).update(name_keys=["=łukasz"], sounds=[], beginnings=["łuk"])
    type(known).objects.filter(pk=known.pk).update(match="big tommo")
    made_anew.key_persons(apps, None)
    made_anew.mark_names(apps, None)
    person.refresh_from_db()
    known.refresh_from_db()
    assert {name: getattr(person, name) for name in wanted} == wanted
    assert known.match == match_of(ParticularKind.NICKNAME, "BIG-TOMMO")
