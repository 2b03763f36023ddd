"""Where a child is safe lies encrypted: in its row, in what is kept of its past, and in what it is compared by."""

import io
from contextlib import contextmanager

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as some

from cases.models import Address
from emerald import env
from emerald.encrypted import Opened, Unreadable, decrypt, encrypt, keyed
from perpetrators.models import ConnectionRequest, Particular, Trace
from tests.factories.register import link_child, make_officer, make_person

SECRET = {
    "lines": "7 Lantern Yard",
    "postcode": "S1 2HH",
    "sensitive": True,
    "why_sensitive": "A refuge; her father asks",
}
TELLING = ("Lantern", "lantern", "S1 2HH", "s12hh", "refuge", "father")


@pytest.fixture
def address(case, morag):
    return case.child.add_detail(Address, by=morag, through=case, **SECRET)


def history():
    return apps.get_model("cases", "AddressHistory").objects


def everything_in_the_database():
    """Every row of every table as text, by table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row::text FROM "{table}" row')
            yield table, "\n".join(row for (row,) in cursor.fetchall())


@contextmanager
def keys(settings, *said):
    before, settings.FACTS_KEYS = settings.FACTS_KEYS, list(said)
    yield
    settings.FACTS_KEYS = before


def test_a_copy_of_the_database_tells_nowhere_where_a_child_is_safe_or_why(address, case, morag):
    case.child.change_detail(address, by=morag, through=case, lines="8 Lantern Yard")
    case.child.remove_detail(address, by=morag, through=case, because="typed in error")
    found = {table: word for table, text in everything_in_the_database() for word in TELLING if word in text}
    assert found == {}


def test_whoever_may_read_it_reads_it_as_ever(address, case, morag, signed_in):
    text = signed_in(morag).get(f"/cases/{case.reference}/child/").text
    for words in ("7 Lantern Yard", "S1 2HH", "A refuge; her father asks"):
        assert words in text


def test_what_is_kept_of_its_past_is_read_too(address):
    kept = history().get()
    assert (kept.lines, kept.postcode) == ("7 Lantern Yard", "S1 2HH")


def test_saving_what_did_not_change_encrypts_nothing_anew_and_keeps_no_change(address):
    Address.objects.get(pk=address.pk).save()
    assert history().count() == 1
    changed = Address.objects.get(pk=address.pk)
    changed.postcode = "S1 2HJ"
    changed.save()
    assert history().count() == 2


def test_an_encrypted_fact_cannot_be_looked_for_by_its_words(address):
    for lookup in ("lines__icontains", "postcode__startswith", "why_sensitive__in"):
        with pytest.raises(FieldError, match="lies encrypted"):
            list(Address.objects.filter(**{lookup: "x"}))
    assert Address.objects.exclude(why_sensitive="").count() == 1


def test_the_same_house_is_still_found_elsewhere_and_the_mark_tells_nothing(address, case, team):
    officer = make_officer(teams=[team])
    suspect = make_person(area=team, officer=officer)
    link_child(suspect, case.child)
    known = suspect.add_particular(by=officer, kind="address", value="7, Lantern Yard, S12HH")
    trace = Trace.objects.get(child=case.child, kind="address")
    assert trace.match == Particular.objects.get(pk=known.pk).match
    assert len(trace.match) == 64
    assert trace.match != keyed("7 lantern yard")


@settings(max_examples=60, deadline=None)
@given(some.text(max_size=500))
def test_any_text_comes_back_as_it_was(words):
    lying = encrypt(words)
    assert decrypt(lying) == words
    assert lying != encrypt(words)
    assert isinstance(decrypt(lying), Opened)
    assert len(words) < 8 or words not in lying


def test_a_text_from_before_there_were_keys_is_read_and_then_encrypted(address):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_address SET lines = '9 Open Street'")
    assert Address.objects.get().lines == "9 Open Street"
    with pytest.raises(CommandError, match="1 addresses lie open"):
        call_command("reencrypt_facts", "--check")
    call_command("reencrypt_facts", stdout=io.StringIO())
    call_command("reencrypt_facts", "--check", stdout=io.StringIO())
    assert Address.objects.get().lines == "9 Open Street"


def test_a_key_is_changed_without_anything_becoming_unreadable(address, case, settings):
    old, new = settings.FACTS_KEYS[0], Fernet.generate_key().decode()
    before = Trace.objects.get(child=case.child).match
    with keys(settings, new, old):
        assert Address.objects.get().lines == "7 Lantern Yard"
        call_command("reencrypt_facts", stdout=io.StringIO())
        assert history().earliest("pgh_id").lines == "7 Lantern Yard"
    with keys(settings, new):
        assert Address.objects.get().lines == "7 Lantern Yard"
        assert Trace.objects.get(child=case.child).match not in ("", before)
    with keys(settings, old):
        assert isinstance(Address.objects.get().lines, Unreadable)


def test_a_request_about_a_connection_goes_along_with_a_new_key(address, case, team, settings):
    """What was asked already is known as asked, whatever the key."""
    asker = make_officer("Ines Vardy")
    suspect = make_person(area=team, officer=asker)
    item = suspect.add_particular(by=asker, kind="address", value="7 Lantern Yard, S1 2HH")
    asked = ConnectionRequest.ask(by=asker, record=suspect, key=f"p{item.pk}", why="He was seen in that street.")
    with keys(settings, Fernet.generate_key().decode(), *settings.FACTS_KEYS):
        call_command("reencrypt_facts", stdout=io.StringIO())
    asked.refresh_from_db()
    assert asked.match == Particular.objects.get(pk=item.pk).match == Trace.objects.get(child=case.child).match


def test_a_missing_key_and_a_wrong_one_are_a_sentence(monkeypatch):
    monkeypatch.delenv("EMERALD_FACTS_KEYS", raising=False)
    with pytest.raises(env.MissingSetting, match=r"EMERALD_FACTS_KEYS is not set\. Because"):
        env.keys("EMERALD_FACTS_KEYS", why="Because.")
    monkeypatch.setenv("EMERALD_FACTS_KEYS", "short")
    with pytest.raises(env.MissingSetting, match=r"no key\. Make one with"):
        env.keys("EMERALD_FACTS_KEYS", why="Because.")
    monkeypatch.setenv("EMERALD_FACTS_KEYS", f"{'a' * 43}=, {'b' * 43}=")
    assert len(env.keys("EMERALD_FACTS_KEYS", why="Because.")) == 2
