"""Every act against the evidence is impossible for the role Emerald works as, or found; the owner's are found."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from cases.models.access.allocation import Part
from emerald.audit import transaction_clock
from emerald.audit.database_role import grant, what_is_wrong
from emerald.audit.models import AccessEntry
from emerald.audit.record import record_act
from emerald.audit.seal import seal_new_rows
from emerald.audit.verify import verify
from tests.audit.acts import ACTS, APPLICATION_CAN, WORDS
from tests.factories.children import make_case, make_child
from tests.factories.people import make_team, make_user
from tests.factories.sessions import make_session

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def role():
    """The name of the role Emerald works as; of this database, because roles are the whole server's."""
    return f"{connection.settings_dict['NAME']}_application"


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker, tmp_path_factory, role):
    """One small team's record, committed and sealed. What a test does is undone when it ends."""
    with django_db_blocker.unblock():
        team = make_team(name="Emerald North")
        morag = make_user(role="practice_manager", name="Morag Ellis", teams=[team])
        priya = make_user(role="caseworker", name="Priya Nair", teams=[team])
        make_user(role="auditor", name="Ada Thorne")
        case = make_case(manager=morag, child=make_child(given_names="Tamsin", family_name="Quillfeather"))
        case.allocate(priya, part=Part.LEAD, by=morag)
        make_session(case, by=priya)
        Authenticator.objects.create(user=priya, type="totp", data={"secret": "hers"})
        record_act(priya, "opened", subject="case", subject_id=case.pk)
        grant(role)
        seal_file = tmp_path_factory.mktemp("seals") / "seals.jsonl"
        with override_settings(AUDIT_SEAL_FILE=seal_file):
            seal_all()
    yield seal_file
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f'DROP OWNED BY "{role}"; DROP ROLE "{role}"')
        django_db_setup.come_back()


@pytest.fixture
def nothing_kept_yet():
    """Here everything counts, from the first migration on."""


@pytest.fixture(autouse=True)
def seal_file(settings, written):
    settings.AUDIT_SEAL_FILE = written
    return written


def seal_all():
    target = transaction_clock.high_watermark()
    while transaction_clock.low_watermark() < target:
        pass
    seal_new_rows()


def do(act, role=None):
    """Whether the database let it happen."""
    sql = act.sql.format(**WORDS, clock=transaction_clock.FUNCTIONS.format(ahead=1_000_000))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if role:
                # With every row to be seen: who sees which is asked in tests/access.
                cursor.execute(f"SET LOCAL emerald.act = 'commit'; SET LOCAL ROLE \"{role}\"")
            cursor.execute(sql.replace("%%", "%"))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            if role:
                cursor.execute("RESET ROLE")
    except DatabaseError:
        return False
    return True


def test_an_untouched_record_is_unbroken():
    assert "\n".join(verify().broken) == ""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_what_the_owner_does_is_found(act):
    happened = do(act)
    said = "\n".join(verify().broken)
    assert not [name for name in ("Tamsin", "Quillf", "Morag", "Priya", "Somebody", "emerald.example") if name in said]
    if act.found:
        assert happened
        assert act.found.format(**WORDS) in said
    elif happened:
        assert said == ""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_what_the_role_emerald_works_as_does_is_impossible_or_found(role, act):
    happened = do(act, role)
    assert happened == (act.name in APPLICATION_CAN)
    if happened:
        assert ("\n".join(verify().broken) == "") == (act.found == "")
        assert act.found.format(**WORDS) in "\n".join(verify().broken)


def test_nobody_chooses_the_moment_or_the_number_of_a_look():
    for act in ACTS:
        if act.name.startswith("choose the"):
            assert do(act)
            newest = AccessEntry.objects.newest_first().first()
            oldest = AccessEntry.objects.earliest("id")
            assert newest.at > oldest.at
            assert newest.xid > oldest.xid


def test_nobody_chooses_whose_look_it_was():
    [act] = [act for act in ACTS if act.name == "choose whose look it was"]
    assert do(act)
    newest = AccessEntry.objects.newest_first().first()
    assert (newest.actor_id, newest.actor_name, newest.actor_role) == (None, "", "")
    assert newest.actor_label.startswith("database role ")


def test_the_role_emerald_works_as_is_as_it_must_be(role):
    assert list(what_is_wrong(role)) == []


def test_a_role_that_could_undo_evidence_is_told_of(role):
    with connection.cursor() as cursor:
        cursor.execute(
            f'GRANT UPDATE ON audit_accessentry TO "{role}"; REVOKE INSERT ON cases_case FROM "{role}"; '
            f'ALTER TABLE cases_pack OWNER TO "{role}"; GRANT CREATE ON SCHEMA public TO "{role}"'
        )
    said = "\n".join(what_is_wrong(role))
    assert f"The database role {role} may UPDATE on audit_accessentry." in said
    assert f"The database role {role} may not INSERT on cases_case." in said
    assert "it owns tables" in said
    assert "it may make tables" in said


def test_there_are_acts_enough_and_no_name_is_used_twice():
    assert len({act.name for act in ACTS}) == len(ACTS) >= 25
    assert {act.name for act in ACTS} >= APPLICATION_CAN
