"""What a child has several of: added, changed, ended and removed on its pages."""

from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest

from cases.forms.children.details import DetailForm
from cases.forms.children.kinds import kind_of
from cases.models import Carer, Case, Child
from tests.factories.children import BORN, make_case, make_child
from tests.factories.posting import date_parts
from tests.pages.posted_child import page

KINDS = {
    "also-known-as": {"name": "Tee"},
    "looked-after": {"legal_basis": "C2", **date_parts("started_on", date(2024, 3, 1))},
    "address": {"kind": "Home", "lines": "1 Open Street", "postcode": "s12hh"},
    "carer": {"name": "Ann", "relationship": "mother", "safe_to_contact": "yes", "phone": "07700900123"},
    "professional": {"name": "Sal Reed", "job": "School nurse"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_detail_is_added_changed_and_removed(case, morag, signed_in, kind):
    browser, model = signed_in(morag), kind_of(kind).model
    assert browser.post(page(case, "add_child_detail", kind), KINDS[kind]).url == page(case)
    made = model.objects.get()
    version = Child.objects.get(pk=case.child_id).version
    first = next(iter(KINDS[kind]))
    changed = {"legal_basis": "V2"} if kind == "looked-after" else {first: "Another"}
    browser.post(page(case, "change_child_detail", kind, made.pk), {**KINDS[kind], **changed, "version": version})
    assert getattr(model.objects.get(), first) == changed[first]
    removal = page(case, "remove_child_detail", kind, made.pk)
    assert "stays on file" in browser.get(removal).text
    assert "Select why this should be removed" in browser.post(removal, {"version": version + 1}).text
    browser.post(removal, {"because": "typed in error", "version": version + 1})
    assert not model.objects.exists()
    assert [one.sentence for one in case.entries.newest_first()[:3]] == [
        f"{model.word} removed: typed in error.",
        f"{model.word} changed.",
        f"{model.word} added.",
    ]


def test_a_detail_changed_meanwhile_shows_both_versions(case, morag, priya, signed_in):
    carer = case.child.add_detail(Carer, by=morag, through=case, name="Ann", relationship="mother")
    seen = case.child.version
    case.child.change_detail(carer, by=priya, through=case, phone="07700 900999")
    text = (
        signed_in(morag)
        .post(page(case, "change_child_detail", "carer", carer.pk), {**KINDS["carer"], "version": seen})
        .text
    )
    for words in ("Priya Nair changed the child’s details (Carer changed)", "07700 900999", "07700 900123"):
        assert words in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_detail_with_a_mistake_in_it_is_given_back_although_the_child_changed(kind, case, morag, priya, signed_in):
    seen = case.child.version
    case.child.add_detail(Carer, by=priya, through=case, name="Bea", relationship="aunt")
    typed = KINDS[kind] | {next(name for name in KINDS[kind]): ""} | {"version": seen}
    answer = signed_in(morag).post(page(case, "add_child_detail", kind), typed)
    assert answer.status_code == 200
    for name in {"lines", "relationship", "job", "started_on_year"} & typed.keys():
        assert str(typed[name]) in answer.text


def test_changing_a_detail_that_somebody_takes_off_gives_back_what_was_typed(case, morag, priya, signed_in):
    carer = case.child.add_detail(Carer, by=morag, through=case, name="Ann", relationship="mother")
    browser, address = signed_in(morag), page(case, "change_child_detail", "carer", carer.pk)
    with taken_off_under_the_form(case, carer, by=priya):
        answer = browser.post(address, {**KINDS["carer"], "relationship": "step-mother", "version": case.child.version})
    assert answer.status_code == 200
    assert "step-mother" in answer.text


@contextmanager
def taken_off_under_the_form(case, detail, *, by):
    """Somebody else is quicker between the moment the page finds the detail and the moment it would save."""
    save = DetailForm.save

    def later(form, **more):
        Case.objects.get(pk=case.pk).child.remove_detail(detail, by=by, through=case, because="typed in error")
        return save(form, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DetailForm, "save", later)
        yield


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("address", {"sensitive": "on"}, "Enter why this address is sensitive"),
        ("address", {"postcode": "S1"}, "Enter a full UK postcode"),
        (
            "address",
            date_parts("since", date(2024, 1, 2)) | date_parts("until", date(2024, 1, 1)),
            "The end cannot be before the start",
        ),
        ("address", {"lines": "x" * 1_000_000}, "Address must be 100,000 characters or fewer"),
        ("looked-after", {"started_on_year": 2099}, "Looked after from must be today or in the past"),
        ("looked-after", {"started_on_year": 2001}, "The start is before the child’s date of birth"),
        ("looked-after", {"started_on_day": 31, "started_on_month": 2}, "Looked after from must be a real date"),
        ("carer", {"email": "nonsense"}, "E-mail address must be an e-mail address"),
        ("carer", {"name": "a\x00b"}, "null character"),
        ("carer", {"safe_to_contact": ""}, "Select whether it is safe to contact them"),
        ("professional", {"job": ""}, "Enter their role"),
        ("also-known-as", {"name": ""}, "Enter the other name"),
    ],
)
def test_a_bad_detail_has_its_sentence_and_the_rest_is_kept(case, morag, signed_in, kind, typed, sentence):
    kept = {"note": "Kept words", "placement": "Kept words", "why_sensitive": "", "agency": "Kept words"}
    answer = signed_in(morag).post(page(case, "add_child_detail", kind), {**KINDS[kind], **kept, **typed})
    assert "There is a problem" in answer.text
    assert sentence in answer.text
    assert kind not in ("also-known-as", "looked-after", "professional") or "Kept words" in answer.text


def test_a_detail_posted_twice_is_recorded_once(case, morag, signed_in):
    browser, posted = signed_in(morag), {**KINDS["carer"], "once": str(uuid4())}
    first, second = (browser.post(page(case, "add_child_detail", "carer"), posted) for _ in range(2))
    assert (first.status_code, first.url) == (302, second.url)
    assert Carer.objects.count() == 1


def test_extra_fields_change_nothing(case, morag, elsewhere, signed_in):
    other = make_child(family_name="Other")
    extra = {"state": "closed", "team": elsewhere.pk, "case": "9", "child": other.pk, "pk": "9", "id": "9"}
    browser = signed_in(morag)
    browser.post(page(case, "add_child_detail", "carer"), {**KINDS["carer"], **extra})
    posted = {"special_needs": "none", "version": 2, "nhs_number": "9434765919", **extra}
    browser.post(page(case, "child_needs"), posted)
    now = Case.objects.get(pk=case.pk)
    assert (now.state, now.team, now.child_id) == (case.state, case.team, case.child_id)
    assert Carer.objects.get().child_id == case.child_id
    assert (now.child.special_needs, now.child.nhs_number) == ("none", "")


def test_a_detail_of_another_child_is_not_there(case, morag, signed_in):
    theirs = make_case(manager=morag)
    carer = theirs.child.add_detail(Carer, by=morag, through=theirs, name="Zed", relationship="father")
    for name in ("change_child_detail", "remove_child_detail"):
        for pk in (carer.pk, 10**30):
            posted = {**KINDS["carer"], "because": "recorded twice"}
            assert signed_in(morag).post(page(case, name, "carer", pk), posted).status_code == 404
    assert signed_in(morag).get(page(case, "add_child_detail", "pets")).status_code == 404
    assert Carer.objects.get().name == "Zed"


def test_who_may_only_read_sees_no_link_to_change_and_no_door_opens(case, ada, morag, signed_in):
    case.allocate(ada, part="linked", by=morag)
    browser = signed_in(ada)
    shown = browser.get(page(case)).text
    assert f"4 May {BORN.year}" in shown
    assert page(case, "child_identity") not in shown and "Change<" not in shown
    for address in (page(case, "child_identity"), page(case, "add_child_detail", "carer")):
        answer = browser.post(address, {**KINDS["carer"]})
        assert answer.status_code == 403
        assert "Ask Morag Ellis, practice manager." in answer.text
