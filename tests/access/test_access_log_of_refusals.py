"""A refusal is written down whatever it is about: too long, unwritable or beyond any key."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from emerald.audit.client_address import address_of
from emerald.audit.models import AccessEntry
from emerald.audit.record import record_act, refuse, write_refusals
from tests.factories.register import make_officer, make_person

ANY_TEXT = some.text(some.characters(codec=None), max_size=600)  # NUL and lone surrogates among them
ANY_KEY = some.one_of(some.none(), some.integers(), some.integers(2**62, 2**66), ANY_TEXT, some.just(10**5000))


def asked_by(name="", view="case", address="192.0.2.1"):
    return SimpleNamespace(
        user=SimpleNamespace(is_authenticated=True, pk=7, role="caseworker", name=name),
        resolver_match=SimpleNamespace(view_name=view),
        audit_id=uuid4(),
        META={"REMOTE_ADDR": address},
    )


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    verb=ANY_TEXT,
    subject=ANY_TEXT,
    reference=some.one_of(ANY_TEXT, some.integers(), some.none()),
    key=ANY_KEY,
    why=ANY_TEXT,
    name=ANY_TEXT,
    view=ANY_TEXT,
)
def test_no_content_keeps_a_refusal_from_being_written(verb, subject, reference, key, why, name, view):
    request = asked_by(name, view)
    before = AccessEntry.objects.count()
    refuse(request, verb, subject=subject, reference=reference, subject_id=key, why=why)
    write_refusals(request)
    assert AccessEntry.objects.count() == before + 1


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actor=ANY_TEXT, detail=ANY_TEXT, keys=some.lists(some.integers(), max_size=5), key=ANY_KEY)
def test_no_content_keeps_a_look_from_being_written(actor, detail, keys, key):
    entry = record_act(actor, "exported", subject="case", subject_id=key, subject_ids=keys, detail=detail)
    entry.refresh_from_db()
    assert entry.subject_ids == [each for each in keys if -(2**63) <= each < 2**63]


@pytest.mark.parametrize(("reference", "kept_in"), [("", "reference"), ("EM-2026-0001", "detail")])
def test_a_key_no_row_can_have_is_kept_in_words(db, reference, kept_in):
    entry = record_act("rebuild", "refused", subject="case", reference=reference, subject_id=10**19)
    assert (entry.subject_id, getattr(entry, kept_in)) == (None, str(10**19))
    assert entry.reference.startswith(reference)


@pytest.mark.parametrize("person", ["priya", "morag", "sunita"])
def test_advice_with_twenty_digits_is_refused_and_the_refusal_written(person, request, signed_in):
    browser = signed_in(request.getfixturevalue(person))
    assert browser.get(f"/consultations/{'9' * 20}/").status_code == 404
    assert AccessEntry.objects.newest_first().first().reference == "9" * 20


def test_a_refusal_longer_than_its_column_is_cut_and_written(team, signed_in):
    officer = make_officer(teams=[team])
    suspect = make_person(area=team, officer=officer)
    answer = signed_in(officer).get(reverse("change_particular", args=[suspect.reference, 10**19]))
    assert answer.status_code == 404
    assert AccessEntry.objects.newest_first().first().subject.startswith("entry among the particulars of")


@pytest.mark.parametrize(
    ("said", "kept"),
    [("192.0.2.7", "192.0.2.7"), ("fe80::1%eth0", "fe80::1"), ("", None), ("nonsense", None), ("1.2.3.4\0", None)],
)
def test_an_address_is_kept_as_the_database_can_hold_it(said, kept):
    assert address_of(asked_by(address=said)) == kept
