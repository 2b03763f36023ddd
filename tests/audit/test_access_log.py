"""Every look leaves a row before the answer leaves, every refusal too, and no row says more than it may."""

import pytest
from django.db import DatabaseError

from emerald.accounts.models import Team
from emerald.audit.models import AccessEntry
from emerald.audit.record import VERBS, record_act
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]


@pytest.fixture
def priya(db):
    return make_user(role="caseworker", name="Priya Nair")


@pytest.fixture
def signed_in(client, priya):
    client.force_login(priya)
    client.raise_request_exception = False
    return client


def last_entry():
    return AccessEntry.objects.newest_first().first()


def test_opening_a_record_says_who_what_where_and_when(signed_in, priya):
    signed_in.get("/cases/EM-2026-0042/")
    entry = last_entry()
    assert (entry.actor_id, entry.actor_name, entry.actor_role) == (priya.pk, "Priya Nair", "caseworker")
    assert (entry.verb, entry.subject, entry.subject_id, entry.reference) == ("opened", "case", 7, "EM-2026-0042")
    assert (entry.page, entry.outcome, entry.client) == ("case", "allowed", "127.0.0.1")
    assert entry.at is not None and entry.request_id is not None


def test_one_look_is_one_insert(signed_in, django_assert_max_num_queries):
    signed_in.get("/cases/EM-2026-0042/")
    with django_assert_max_num_queries(20) as seen:
        signed_in.get("/cases/EM-2026-0042/")
    assert sum('INTO "audit_accessentry"' in query["sql"] for query in seen.captured_queries) == 1


def test_a_page_that_fails_after_recording_showed_nothing_and_leaves_no_row(signed_in):
    assert signed_in.get("/broken/").status_code == 500
    assert not AccessEntry.objects.filter(verb="opened").exists()


@pytest.mark.django_db(transaction=True)
def test_a_refusals_row_survives_the_roll_back_of_the_request_it_refused(signed_in):
    assert signed_in.get("/refused/EM-2026-0042/").status_code == 403
    assert not Team.objects.filter(slug="refused").exists()
    entry = last_entry()
    assert (entry.outcome, entry.why, entry.reference, entry.page) == (
        "refused",
        "Ask Morag Ellis.",
        "EM-2026-0042",
        "case_refused",
    )


def test_a_refusal_is_written_once(signed_in):
    signed_in.get("/refused/EM-2026-0042/")
    assert AccessEntry.objects.filter(outcome="refused").count() == 1


def test_a_refusal_nobody_noted_is_written_all_the_same(signed_in):
    assert signed_in.get("/hidden/EM-2026-0099/").status_code == 404
    entry = last_entry()
    assert (entry.outcome, entry.page, entry.reference) == ("refused", "case_hidden", "EM-2026-0099")


def test_an_unknown_address_is_not_kept_because_anything_may_be_typed_into_it(signed_in):
    signed_in.get("/tamsin-quillfeather/?q=tamsin")
    entry = last_entry()
    assert (entry.page, entry.reference) == ("unknown address", "")
    assert "tamsin" not in " ".join(map(str, vars(entry).values())).lower()


def test_a_strangers_404_leaves_no_row(client):
    client.get("/nothing-here/")
    assert not AccessEntry.objects.exists()


@pytest.mark.parametrize("address", ["/cases/EM-2026-0042/", "/refused/EM-2026-0042/", "/hidden/EM-2026-0042/"])
def test_without_the_row_there_is_no_answer(signed_in, monkeypatch, address):
    def fails(*args, **kwargs):
        raise DatabaseError("The access log cannot be written.")

    monkeypatch.setattr(AccessEntry.objects, "create", fails)
    assert signed_in.get(address).status_code == 500


def test_a_long_reference_is_cut_to_sixty_characters(signed_in):
    signed_in.get(f"/hidden/{'x' * 200}/")
    assert last_entry().reference == "x" * 60


def test_a_command_names_itself(db):
    record_act("command load_demo", "exported", subject="case", reference="EM-2026-0001")
    entry = last_entry()
    assert (entry.actor_label, entry.actor_id, entry.request_id) == ("command load_demo", None, None)


def test_readers_of_a_record_are_those_who_opened_it_or_saw_it_listed_newest_first(db):
    record_act("first", "opened", subject="case", subject_id=7)
    record_act("second", "listed", subject="case", subject_ids=[5, 7, 9])
    record_act("elsewhere", "opened", subject="case", subject_id=8)
    record_act("of another kind", "opened", subject="person", subject_id=7)
    assert [entry.actor_label for entry in AccessEntry.objects.readers_of("case", 7)] == ["second", "first"]


def test_every_verb_fits_its_column():
    assert all(0 < len(verb) <= AccessEntry._meta.get_field("verb").max_length for verb in VERBS)


@pytest.mark.parametrize(("proxies", "client_is"), [(0, "10.0.0.1"), (1, "198.51.100.7"), (2, "203.0.113.9")])
def test_only_our_own_proxies_are_believed_about_the_address(signed_in, settings, proxies, client_is):
    settings.PROXIES_IN_FRONT = proxies
    signed_in.get(
        "/cases/EM-2026-0042/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.9, 198.51.100.7"
    )
    assert last_entry().client == client_is
