"""Lists stand in the order in which people look for names, whatever the collation of the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Case, Child
from emerald.accounts.models import User
from emerald.text.compared import InOrder, in_order
from tests.factories.children import make_child
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NAMES = ["Abbott", "ap Rhys", "Archer", "Ebbw", "Élodie", "Emery", "Lucas", "Łucja", "Luff", "Obi", "O’Brien", "Ocean"]
NAMES += ["Øgaard", "Olsen", "Smith", "Smith Hale", "Smith-Jones", "Smithers", "van Dijk", "Vance", "Zoë", "Zoë-Ann"]


def test_children_stand_where_people_look_for_them():
    for name in reversed(NAMES):
        make_child(given_names="Wren", family_name=name)
    assert list(Child.objects.by_name().values_list("family_name", flat=True)) == NAMES
    assert list(Child.objects.by_given_names().values_list("family_name", flat=True)) == NAMES


def test_colleagues_do_as_well():
    for name in reversed(NAMES):
        make_user(name=name)
    assert list(User.objects.filter(name__in=NAMES).values_list("name", flat=True)) == NAMES


def test_cases_do_as_well():
    assert "as_compared" in str(Case.objects.by_child().query)


@given(st.lists(st.text("aeéAÉłŁoøØ'’ -‑zZ", min_size=1, max_size=6), min_size=2, max_size=8, unique=True))
def test_what_is_ordered_in_python_stands_as_the_database_has_it(names):
    keys = [make_child(given_names="Wren", family_name=name).pk for name in names]
    found = Child.objects.filter(pk__in=keys).annotate(at=InOrder("family_name")).order_by("at", "pk")
    assert [child.family_name for child in found] == sorted(names, key=in_order)
