"""The child's page and the forms that put it right."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Child
from tests.factories.children import BORN, make_child
from tests.factories.posting import date_parts
from tests.pages.posted_child import identity, page


def full(case, by):
    """Everything the page can show."""
    tell = {"by": by, "through": case}
    add, child = case.child.add_detail, case.child
    child.change(
        **tell, safe_contact_notes="Text first, never before 4pm.", nhs_number="9434765919", school="Moor School"
    )
    for model, fields in (
        ("also_known_as", {"name": "مريم الزهراني", "note": "online"}),
        ("looked_after_periods", {"legal_basis": "V2", "started_on": date(2024, 3, 1)}),
        ("addresses", {"kind": "Home", "lines": "1 Open Street"}),
        (
            "addresses",
            {
                "kind": "Placement",
                "lines": "9 Hidden Lane",
                "sensitive": True,
                "why_sensitive": "Her uncle must not find her.",
            },
        ),
        ("carers", {"name": "Ed Quillfeather", "relationship": "uncle", "safe_to_contact": False}),
        ("carers", {"name": "Ann Quillfeather", "relationship": "mother", "parental_responsibility": True}),
        ("professionals", {"name": "Sal Reed", "job": "School nurse", "agency": "NHS"}),
    ):
        add(getattr(child, model).model, **tell, **fields)


def test_the_page_shows_everything_and_hides_the_sensitive_address_behind_a_warning(case, morag, signed_in):
    full(case, morag)
    text = signed_in(morag).get(page(case)).text
    for words in (
        f"4 May {BORN.year}",
        "943 476 5919",
        "<bdi>مريم الزهراني</bdi>",
        "Accommodated by agreement",
        "Moor School",
        "Text first, never before 4pm.",
        "Do not contact",
        "Parental responsibility",
        "School nurse",
        "Her uncle must not find her.",
    ):
        assert words in text
    assert text.index("1 Open Street") < text.index("Show the sensitive address") < text.index("9 Hidden Lane")
    assert text.index("Before you get in touch") < text.index("Who they are")


def test_an_empty_page_says_so_kindly(case, morag, signed_in):
    text = signed_in(morag).get(page(case)).text
    for words in (
        "No other names are known.",
        "No address is recorded yet.",
        "No carer is recorded yet.",
        "Nothing is noted yet about how to contact this child safely.",
    ):
        assert words in text


def asked_for(browser, address):
    """The page's own questions to the database: not the frame's, which every page asks about the session."""
    frame = ("django_session", "usersessions_", "SAVEPOINT", '"accounts_user"."password"')
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    return [one["sql"] for one in asked if not any(words in one["sql"] for words in frame)]


def test_the_page_costs_the_same_however_much_there_is_on_it(case, morag, signed_in):
    browser = signed_in(morag)
    browser.get(page(case))
    few = asked_for(browser, page(case))
    full(case, morag)
    many = asked_for(browser, page(case))
    assert len(few) == len(many) <= 12


def test_details_are_put_right_and_the_chronology_tells_it_without_values(case, morag, signed_in):
    answer = signed_in(morag).post(
        page(case, "child_identity"),
        identity(
            case.child, given_names="Tamsyn", preferred_name="Taz", **date_parts("date_of_birth", BORN.replace(day=5))
        ),
    )
    assert answer.url == page(case)
    now = Child.objects.get(pk=case.child_id)
    assert (now.name, now.date_of_birth, now.version) == ("Taz Quillfeather", BORN.replace(day=5), 2)
    entry = case.entries.newest_first().first()
    assert (entry.sentence, entry.needs) == ("Names, date of birth, sex and ethnicity changed.", "read_child")


def test_a_date_of_birth_can_become_an_estimated_age(case, morag, signed_in):
    signed_in(morag).post(page(case, "child_identity"), identity(case.child, born="estimated", estimated_age=14))
    now = Child.objects.get(pk=case.child_id)
    assert (now.date_of_birth, now.estimated_age, now.age_in_words) == (None, 14, "about 14")


def test_a_page_posted_after_somebody_elses_change_shows_both_versions(case, morag, priya, signed_in):
    posted = identity(case.child, preferred_name="Mine")
    case.child.change(by=priya, through=case, preferred_name="Theirs")
    browser = signed_in(morag)
    answer = browser.post(page(case, "child_identity"), posted)
    for words in ("Priya Nair changed the child’s details", "As it is saved now", "Theirs", "Mine", "Different"):
        assert words in answer.text
    assert Child.objects.get(pk=case.child_id).preferred_name == "Theirs"
    browser.post(page(case, "child_identity"), {**posted, "version": case.child.version})
    assert Child.objects.get(pk=case.child_id).preferred_name == "Mine"


def test_a_number_of_another_childs_is_kept_and_nothing_is_said_of_it(case, morag, signed_in):
    make_child(family_name="Abernathy-Vale", nhs_number="9434765919", social_care_id="LCS-7")
    text = (
        signed_in(morag)
        .post(
            page(case, "child_numbers"),
            {"nhs_number": "943 476 5919", "social_care_id": "LCS-7", "version": 1},
            follow=True,
        )
        .text
    )
    assert "The numbers were saved." in text
    assert "943 476 5919" in text
    assert "another" not in text.split("The numbers were saved.")[1][:300]
    assert "Abernathy" not in text


@pytest.mark.parametrize("name", ["child_identity", "child_numbers", "child_needs"])
def test_an_invisible_case_is_like_none_and_what_was_typed_comes_back(case, owen, signed_in, name):
    browser, posted = signed_in(owen), {"school": "Typed with care"}
    there, absent = browser.post(page(case, name), posted), browser.post(reverse(name, args=["EM-1999-0001"]), posted)
    assert (there.status_code, absent.status_code) == (404, 404)
    assert "Typed with care" in there.text


def test_a_closed_case_can_still_be_put_right(case, morag, sunita, signed_in):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    child = Child.objects.get(pk=case.child_id)
    signed_in(morag).post(page(case, "child_identity"), identity(child, preferred_name="Taz"))
    assert Child.objects.get(pk=child.pk).preferred_name == "Taz"
