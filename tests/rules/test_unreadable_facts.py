"""An address whose key is lost is a sentence wherever it would be read, and nothing writes over it."""

import io

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from cases.models import Address
from emerald.guards import NotYet
from perpetrators.models import Trace
from tests.factories.people import make_user
from tests.pages.form_reader import FormReader

SENTENCE = "This address cannot be read, because the key it was encrypted with is missing."
LINES = "7 Lantern Yard"


@pytest.fixture
def address(case, morag):
    facts = {"lines": LINES, "postcode": "S1 2HH", "sensitive": True, "why_sensitive": "A refuge; her father asks"}
    return case.child.add_detail(Address, by=morag, through=case, kind="Refuge", **facts)


@pytest.fixture
def lost(address, settings):
    """The key is gone; calling it brings it back, behind a new one."""
    old = settings.FACTS_KEYS
    settings.FACTS_KEYS = [Fernet.generate_key().decode()]

    def back():
        settings.FACTS_KEYS = [*settings.FACTS_KEYS, *old]

    return back


def lying():
    """The columns as they are in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lines, postcode, why_sensitive FROM cases_address")
        return cursor.fetchall()


def test_the_childs_page_says_so_and_offers_no_change(lost, case, morag, signed_in):
    text = signed_in(morag).get(reverse("case_child", args=[case.reference])).text
    assert SENTENCE in text
    assert "tell your system administrator" in text
    assert "Sensitive address. The reason cannot be read." in text
    page = reverse("change_child_detail", args=[case.reference, "address", Address.objects.get().pk])
    assert f'href="{page}"' not in text


def test_what_is_typed_into_the_form_all_the_same_takes_the_place_of_nothing(lost, case, morag, signed_in):
    before, browser = lying(), signed_in(morag)
    page = reverse("change_child_detail", args=[case.reference, "address", Address.objects.get().pk])
    shown = browser.get(page).text
    assert SENTENCE in shown
    answer = browser.post(page, {**FormReader(shown).fields, "lines": "8 Other Street", "why_sensitive": "As before"})
    assert answer.status_code == 200
    assert SENTENCE in answer.text
    assert "8 Other Street" in answer.text
    assert lying() == before
    lost()
    assert Address.objects.get().lines == LINES


def test_no_verb_changes_it_and_it_can_be_taken_off_the_record(lost, case, morag):
    with pytest.raises(NotYet, match="cannot be read"):
        case.child.change_detail(Address.objects.get(), by=morag, through=case, kind="Home")
    case.child.remove_detail(Address.objects.get(), by=morag, through=case, because="typed in error")
    assert not Address.objects.exists()


def test_saving_it_keeps_what_lies_there_and_what_is_compared(lost, case):
    before, marks = lying(), list(Trace.objects.values_list("match"))
    assert marks
    Address.objects.get().save()
    assert lying() == before
    assert list(Trace.objects.values_list("match")) == marks


def test_no_pack_is_made_in_which_it_could_stand_unseen(lost, case, priya, signed_in):
    text = signed_in(priya).get(reverse("make_pack", args=[case.reference])).text
    assert "An address of this child cannot be read" in text
    assert "Make the pack" not in text


def test_encrypting_anew_leaves_it_and_says_so(lost, case):
    before, marks = lying(), list(Trace.objects.values_list("match"))
    with pytest.raises(CommandError, match="1 addresses cannot be read with any of EMERALD_FACTS_KEYS"):
        call_command("reencrypt_facts", stdout=io.StringIO())
    assert lying() == before
    assert list(Trace.objects.values_list("match")) == marks
    lost()
    call_command("reencrypt_facts", stdout=io.StringIO())
    assert lying() != before
    assert Address.objects.get().lines == LINES


def test_operations_says_how_many_and_what_to_do(address, signed_in, settings, lost):
    kit = signed_in(make_user(role="system_administrator"))
    assert (
        "At least 1. Put the key they were encrypted with back into EMERALD_FACTS_KEYS" in kit.get("/operations/").text
    )
    lost()
    assert "None, as far as the oldest and the newest tell" in kit.get("/operations/").text
