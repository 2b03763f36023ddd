"""The cast, and what every test stands on: real PostgreSQL, real people, no network."""

import gc

import pytest
from django.conf import settings
from django.test.utils import override_settings

from cases.models.access.allocation import Part
from emerald.env import Mode
from tests.browsers import queries_of, signed_in
from tests.cast import CHILD_NAMES, NOTE_TEXT
from tests.database import django_db_setup
from tests.days import worked_out
from tests.factories.children import make_case, make_child
from tests.factories.people import make_team, make_user
from tests.on_the_register import man, nia, rhys

__all__ = ["django_db_setup", "man", "nia", "queries_of", "rhys", "signed_in"]


def pytest_addoption(parser):
    parser.addoption(
        "--quick", action="store_true", help="ask what is refused once for each right and not on each page"
    )


def pytest_runtest_setup(item):
    """What a parametrised test left for later is worked out on the day on which it begins."""
    if hasattr(item, "callspec"):
        item.callspec.params.update(worked_out(item.callspec.params))


def pytest_configure(config):
    """Also what `tests.technical_log` looks for in everything the run logs."""
    if settings.MODE != Mode.TEST:  # only there do the settings name no database that somebody uses
        raise pytest.UsageError(f"The tests run as tests: python3 -m emerald test (EMERALD_MODE is {settings.MODE}).")
    config.technical_log_names = (*CHILD_NAMES, NOTE_TEXT)
    gc.set_threshold(50_000, 20, 20)  # it looks for garbage after as many new objects, and not after every few hundred


def pytest_collection_finish(session):
    """What is loaded by now is there to the end of the run: it is not looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def cheap_password_hashes():
    """Argon2 is slow by design; the hasher itself is proven in tests/accounts."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def private_folder(tmp_path_factory):
    """What the tests attach lies in a folder of this run."""
    with override_settings(FILES_ROOT=tmp_path_factory.mktemp("files")):
        yield


@pytest.fixture
def team(db):
    return make_team(name="Emerald North")


@pytest.fixture
def elsewhere(db):
    return make_team(name="Emerald South")


@pytest.fixture
def morag(team):
    """Practice manager of the team."""
    return make_user(role="practice_manager", name="Morag Ellis", teams=[team])


@pytest.fixture
def sunita(team):
    """Service manager of the team."""
    return make_user(role="service_manager", name="Sunita Rao", teams=[team])


@pytest.fixture
def priya(team):
    """Caseworker of the team, lead worker of `case`."""
    return make_user(role="caseworker", name="Priya Nair", teams=[team])


@pytest.fixture
def owen(elsewhere):
    """Caseworker elsewhere, with no case here."""
    return make_user(role="caseworker", name="Owen Marsh", teams=[elsewhere])


@pytest.fixture
def ada(db):
    """Auditor."""
    return make_user(role="auditor", name="Ada Thorne")


@pytest.fixture
def tamsin(db):
    return make_child(given_names="Tamsin", family_name="Quillfeather")


@pytest.fixture
def case(morag, priya, tamsin):
    """Tamsin's case: at risk, in Morag's team, led by Priya."""
    case = make_case(manager=morag, child=tamsin)
    case.allocate(priya, part=Part.LEAD, by=morag)
    return case
