"""What nobody should type about a child, and what the page answers."""

import pytest
from markupsafe import escape

from cases.forms.children.kinds import KINDS
from cases.models import Child
from tests.factories.posting import date_parts
from tests.pages.form_reader import FormReader
from tests.pages.posted_child import identity, page


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("child_identity", {"date_of_birth_day": 31, "date_of_birth_month": 4}, "Date of birth must be a real date"),
        ("child_identity", {"date_of_birth_year": 2099}, "Date of birth must be today or in the past"),
        (
            "child_identity",
            date_parts("date_of_birth"),
            "Date of birth is after the day a case of this child was opened",
        ),
        ("child_identity", {"born": "estimated", "estimated_age": 26}, "Estimated age must be 25 or less"),
        ("child_identity", {"family_name": ""}, "Enter the child’s family name"),
        ("child_identity", {"given_names": "x" * 1_000_000}, "Given names must be 120 characters or fewer"),
        ("child_identity", {"ethnicity": "MARS"}, "Select one of the answers shown"),
        ("child_numbers", {"nhs_number": "943 476 5910"}, "This is not an NHS number"),
        ("child_numbers", {"upn": "B801200001001"}, "This is not a UPN"),
        ("child_needs", {"special_needs": ""}, "Select what is known of the child’s special educational needs"),
        ("child_needs", {"safe_contact_notes": "a\x00b"}, "null character"),
    ],
)
def test_a_bad_answer_has_its_sentence_and_the_rest_is_kept(case, morag, signed_in, name, typed, sentence):
    posted = identity(case.child, preferred_name="Kept words", social_care_id="Kept words", school="Kept words")
    answer = signed_in(morag).post(page(case, name), {**posted, **typed})
    assert answer.status_code == 200
    assert "There is a problem" in answer.text
    assert sentence in answer.text
    assert "Kept words" in answer.text


def test_a_mistake_while_a_colleague_changed_the_child_is_answered_with_both(case, morag, priya, signed_in):
    """Whatever is added: a name, a carer, an address, a period, a professional."""
    browser, wrong = signed_in(morag), []
    for kind in KINDS:
        address = page(case, "add_child_detail", kind)
        form = FormReader(browser.get(address).text)
        child = Child.objects.get(pk=case.child_id)
        child.change(by=priya, through=case, school=f"Changed before {kind}")
        for typed in ({}, dict.fromkeys(form.typed_into, "x" * 3000), {"until_day": "9" * 12, "started_on_day": "x"}):
            answer = browser.post(address, form.fields | typed)
            if answer.status_code != 200 or "There is a problem" not in answer.text:
                wrong.append((kind, sorted(typed), answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "مريم الزهراني", "Brave 💚 girl", "O’Neil & “sons”"])
def test_any_script_is_kept_and_shown_as_it_was_typed(case, morag, signed_in, text):
    browser = signed_in(morag)
    browser.post(page(case, "child_identity"), identity(case.child, preferred_name=text))
    assert Child.objects.get(pk=case.child_id).preferred_name == text
    shown = browser.get(page(case)).text
    assert f"<bdi>{escape(text)}</bdi>" in shown
    assert "<script>alert" not in shown
