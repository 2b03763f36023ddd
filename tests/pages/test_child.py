"""The child's page and the forms that put it right."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.posting import date_parts

NHS = "943 476 5919"


def page(case, name="case_child", *more):
    return reverse(name, args=[case.reference, *more])


def identity(child, **more):
    return {"given_names": "Tamsin", "family_name": "Quillfeather", "born": "known", "sex": "F", "ethnicity": "WBRI",
            "version": child.version, **date_parts("date_of_birth", date(2011, 5, 4)), **more}


def full(case, by):
    """Everything the page can show."""
    tell = {"by": by, "through": case}
    add, child = case.child.add_detail, case.child
    child.change(**tell, safe_contact_notes="Text first, never before 4pm.", nhs_number="9434765919", school="Moor School")
    for model, fields in (
        ("also_known_as", {"name": "مريم الزهراني", "note": "online"}),
        ("looked_after_periods", {"legal_basis": "V2", "started_on": date(2024, 3, 1)}),
        ("addresses", {"kind": "Home", "lines": "1 Open Street"}),
        ("addresses", {"kind": "Placement", "lines": "9 Hidden Lane", "sensitive": True,
                       "why_sensitive": "Her uncle must not find her."}),
        ("carers", {"name": "Ed Quillfeather", "relationship": "uncle", "safe_to_contact": False}),
        ("carers", {"name": "Ann Quillfeather", "relationship": "mother", "parental_responsibility": True}),
        ("professionals", {"name": "Sal Reed", "job": "School nurse", "agency": "NHS"}),
    ):
        add(getattr(child, model).model, **tell, **fields)


def test_the_page_shows_everything_and_hides_the_sensitive_address_behind_a_warning(case, morag, signed_in):
    full(case, morag)
    text = signed_in(morag).get(page(case)).text
    for words in ("4 May 2011", "943 476 5919", "<bdi>مريم الزهراني</bdi>", "Accommodated by agreement", "Moor School",
                  "Text first, never before 4pm.", "Do not contact", "Parental responsibility", "School nurse",
                  "Her uncle must not find her."):
        assert words in text
    assert text.index("1 Open Street") < text.index("Show the sensitive address") < text.index("9 Hidden Lane")
    assert text.index("Before you get in touch") < text.index("Who they are")


def test_an_empty_page_says_so_kindly(case, morag, signed_in):
    text = signed_in(morag).get(page(case)).text
    for words in ("No other names are known.", "No address is recorded yet.", "No carer is recorded yet.",
                  "Nothing is noted yet about how to contact this child safely."):
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
