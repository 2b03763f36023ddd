"""Rows that were there before names had keys get them, some at a time."""

from importlib import import_module

import pytest

from cases.models import Child
from emerald.text import keying
from tests.factories.children import make_child

found_by = import_module("cases.migrations.0022_names_as_compared").found_by
pytestmark = pytest.mark.django_db


def names_of(child):
    return child.given_names, child.family_name


@pytest.fixture
def before(monkeypatch):
    """Five children as the release before wrote them, and chunks of two."""
    monkeypatch.setattr(keying, "AT_A_TIME", 2)
    keys = [make_child(given_names=name).name_keys for name in ("Tamsin", "Jory", "Keziah", "Wren", "Lucian")]
    Child.objects.update(name_keys=[])
    return keys


def test_all_of_them_get_what_the_verb_would_have_given_them(before):
    assert keying.key_names(Child.objects.all(), names_of) == 5
    assert list(Child.objects.order_by("pk").values_list("name_keys", flat=True)) == before


def test_begun_again_only_the_rest_is_done(before):
    keying.key_names(Child.objects.filter(given_names__in=["Tamsin", "Wren"]), names_of)
    assert keying.key_names(Child.objects.all(), names_of) == 3
    assert keying.key_names(Child.objects.all(), names_of) == 0


def test_a_name_without_a_letter_ends_it_all_the_same(before):
    Child.objects.filter(given_names="Tamsin").update(given_names="?", family_name="!")
    assert keying.key_names(Child.objects.all(), names_of) == 5
    assert Child.objects.get(given_names="?").name_keys == []


def test_the_history_has_no_line_of_it(before):
    lines = Child.pgh_event_model.objects.count()
    keying.key_names(Child.objects.all(), names_of)
    assert Child.pgh_event_model.objects.count() == lines


def test_what_children_are_found_by_is_made_anew_where_it_is_not_as_the_verb_would_make_it():
    child, other = make_child(given_names="Łucja", family_name="Abd al Rahman"), make_child(given_names="Wren")
    wanted = found_by(child)
    Child.objects.filter(pk=child.pk).update(name_keys=["=łucja"], beginnings=["łuc"])
    lines = Child.pgh_event_model.objects.count()
    assert keying.key_anew(Child.objects.order_by("pk"), found_by) == 1
    child.refresh_from_db()
    assert {name: getattr(child, name) for name in wanted} == wanted
    assert keying.key_anew(Child.objects.all(), found_by) == 0
    assert Child.pgh_event_model.objects.count() == lines
    assert found_by(other) == {name: getattr(other, name) for name in wanted}
