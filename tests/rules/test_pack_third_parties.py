"""What the check before a pack finds, and what it takes out."""

from datetime import date

import pytest

from cases.models import Address, Carer, Professional
from cases.packs.findings import BLACKED_OUT, Found, Passage
from cases.packs.third_party import Looking, find
from perpetrators.models import Particular
from tests.factories.children import make_case, make_child


@pytest.fixture
def findings(case, priya):
    """The Findings in texts of Tamsin's case."""

    def look(*texts):
        return find([Passage(f"entry-{n}", "-", text) for n, text in enumerate(texts)], Looking(texts, case, priya))

    return look


@pytest.fixture
def found(findings):
    """{words: kind} of what is found."""
    return lambda *texts: {one.words: one.kind for one in findings(*texts)}


def test_a_carer_by_the_whole_name_and_by_the_first_name(case, found):
    Carer.objects.create(child=case.child, name="Lowen Quillfeather", relationship="Aunt")
    assert found("Her aunt Lowen rang.") == {"Lowen": Found.CARER}
    assert found("LOWEN QUILLFEATHER rang.") == {"LOWEN QUILLFEATHER": Found.CARER}


def test_the_childs_own_names_are_no_third_partys(case, found):
    Carer.objects.create(child=case.child, name="Lowen Quillfeather", relationship="Aunt")
    case.child.also_known_as.create(name="Tammy Quill")
    assert found("Tamsin Quillfeather, or Tammy Quill, came. Quillfeather is her name.") == {}


def test_professionals_and_staff_are_found_in_a_text(case, found):
    Professional.objects.create(child=case.child, name="Bryn Olver", job="Head of year")
    assert found("Priya Nair met Bryn Olver and Olver agreed.") == {
        "Priya Nair": Found.STAFF,
        "Bryn Olver": Found.PROFESSIONAL,
        "Olver": Found.PROFESSIONAL,
    }


def test_another_child_only_when_the_reader_may_see_that_child(case, priya, morag, owen, found):
    jory = make_child(given_names="Jory", family_name="Penhale", preferred_name="Jo")
    other = make_case(manager=morag, child=jory)
    assert found("Jory Penhale was there.") == {"Jory Penhale": Found.NAME}
    other.allocate(priya, part="lead", by=morag)
    assert found("Jory Penhale was there.", "Jo Penhale too.") == {
        "Jory Penhale": Found.CHILD,
        "Jo Penhale": Found.CHILD,
    }


def test_a_name_that_is_recorded_nowhere(found):
    assert found("She was with Zane O’Rourke and Ümit Öz.") == {"Zane O’Rourke": Found.NAME, "Ümit Öz": Found.NAME}


@pytest.mark.parametrize("number", ["07700 900123", "+44 7700 900123", "(01632) 960 001", "01632-960-001"])
def test_telephone_numbers_are_found_in_a_text(found, number):
    assert list(found(f"Ring {number} tonight.").values()) == [Found.PHONE]


def test_postcodes_and_email_addresses_are_found_in_a_text(found):
    assert found("Near zz99 3vz, write to a.b@example.org.") == {
        "zz99 3vz": Found.POSTCODE,
        "a.b@example.org": Found.EMAIL,
    }


def test_dates_times_and_references_are_nothing(found):
    assert found("Seen on 3 March 2026 at 2:05pm; case EM-2026-0001, section 47 of 1989, 600 minutes.") == {}


def test_a_sensitive_address_however_it_is_written(case, found):
    Address.objects.create(
        child=case.child, lines="Flat 2\n14 Harbour Row", postcode="ZZ99 3VZ", sensitive=True, why_sensitive="Refuge"
    )
    for text in ("Moved to 14 harbour row.", "Flat 2, 14 Harbour  Row", "Flat 2\n14 Harbour Row", "It is ZZ99 3VZ."):
        assert set(found(text).values()) == {Found.SENSITIVE}, text


def test_an_ordinary_address_is_found_as_one(case, found):
    Address.objects.create(child=case.child, lines="1 Mill Lane")
    assert found("She lives at 1 Mill Lane.") == {"1 Mill Lane": Found.ADDRESS}


def test_where_the_child_was_looked_after_is_found_and_what_care_it_was_is_not(case, found):
    for day, placement in ((1, "Foster care"), (2, "Rosewood House, Tavistock")):
        case.child.looked_after_periods.create(
            legal_basis="C2", started_on=date(2026, 1, day), ended_on=date(2026, 1, day + 1), placement=placement
        )
    assert found("In foster care, then at Rosewood-House.") == {"Rosewood-House": Found.ADDRESS}


def test_persons_of_concern_are_found_by_whoever_may_hear_of_them_and_by_nobody_else(case, man, priya, owen):
    Particular.objects.create(person=man, kind="nickname", value="Big Tez", recorded_by=man.recorded_by)
    text = "DALE’s car: big-tez drove it."
    known = Looking([text], case, priya).spots_in(text)
    assert [(one.kind, text[one.start : one.end]) for one in known] == [
        (Found.CONCERN, "DALE’s"),
        (Found.CONCERN, "big-tez"),
    ]
    assert Looking([text], case, owen).spots_in(text) == []


def test_what_overlaps_something_kept_is_still_decided(case, found):
    Carer.objects.create(child=case.child, name="Lowen Penhale", relationship="Aunt")
    assert found("Write to lowen.penhale@home.example.") == {
        "lowen.penhale": Found.CARER,
        "lowen.penhale@home.example": Found.EMAIL,
    }


def test_the_same_words_are_one_finding_with_every_place(findings):
    (one,) = findings("Zane Moor came.", "With Zane Moor’s mother. Zane  Moor left.", "Nobody.")
    assert one.keys == {"entry-0", "entry-1"}
    assert len(one.places) == 2
    assert one.written == ["Zane Moor’s"]


def test_checking_takes_the_same_queries_however_many_texts(case, priya, django_assert_max_num_queries):
    texts = [f"Zane Moor came, {n}." for n in range(500)]
    with django_assert_max_num_queries(16):
        looking = Looking(texts, case, priya)
        assert all(looking.spots_in(text) for text in texts)


def test_blacking_out_leaves_nothing_of_the_words(case, priya):
    Carer.objects.create(child=case.child, name="Zane Moor", relationship="Uncle")
    text = "Zane Moor and zane\nmoor’s and Zanes, Zané."
    looking = Looking([text], case, priya)
    written = looking.black_out(text, {one.of for one in looking.spots_in(text)})
    assert written == f"{BLACKED_OUT} and {BLACKED_OUT} and {BLACKED_OUT}, {BLACKED_OUT}."
