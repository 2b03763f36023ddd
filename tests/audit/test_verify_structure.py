"""The code knows every trigger and every function of the database, and the database has every one the code knows."""

import pytest

from emerald.audit.verify import verify
from emerald.audit.verify_structure import check_structure

pytestmark = pytest.mark.django_db


def test_the_database_has_what_the_code_says_and_nothing_else():
    assert list(check_structure()) == []


def test_an_honest_database_is_unbroken():
    assert "\n".join(verify().broken) == ""
