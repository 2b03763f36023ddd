"""What cannot be true of a child, and what the database refuses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Address, Child, LookedAfterPeriod
from cases.models.children.census import Ethnicity
from cases.models.children.identifiers import clean_nhs_number, clean_upn
from emerald.guards import NotYet
from emerald.text.spelling import LONGEST_SOUND, sounds_of
from tests.factories.children import BORN, make_child


@pytest.mark.parametrize(("happened", "day"), [("opened", None), ("seen", date(2020, 1, 1)), ("looked after", None)])
def test_a_child_is_born_before_anything_happened_to_them(case, morag, happened, day):
    if happened == "looked after":
        case.child.add_detail(LookedAfterPeriod, by=morag, through=case, legal_basis="V2", started_on=date(2019, 1, 1))
    if happened == "seen":
        case.child_was_seen(day)
    born = case.opened_on + timedelta(days=1) if happened == "opened" else date(2020, 1, 2)
    with pytest.raises(NotYet, match="Date of birth is after the day"):
        case.child.change(by=morag, through=case, date_of_birth=born)
    assert Child.objects.get(pk=case.child_id).date_of_birth == BORN


def test_an_estimate_counts_from_the_day_it_was_made_and_ends_with_a_date_of_birth(case, morag):
    child = case.child
    child.change(by=morag, through=case, date_of_birth=None, estimated_age=14)
    assert (child.age, child.age_on(timezone.localdate() + timedelta(days=730))) == (14, 16)
    child.change(by=morag, through=case, date_of_birth=BORN)
    assert (child.estimated_age, child.estimated_on) == (None, None)


def test_a_child_is_looked_after_once_at_a_time(case, morag):
    add, tell = case.child.add_detail, {"by": morag, "through": case, "legal_basis": "V2"}
    add(LookedAfterPeriod, **tell, started_on=date(2022, 1, 1), ended_on=date(2023, 1, 1))
    add(LookedAfterPeriod, **tell, started_on=date(2023, 1, 1))
    with pytest.raises(NotYet, match="looked after from 1 January 2023 already"):
        add(LookedAfterPeriod, **tell, started_on=date(2024, 1, 1))


@pytest.mark.parametrize(
    "nonsense",
    [
        {"estimated_age": 12},
        {"date_of_birth": None},
        {"nhs_number": "94347"},
        {"upn": "lower"},
        {"date_of_birth": None, "estimated_age": 26, "estimated_on": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_nonsense(tamsin, nonsense):
    with pytest.raises(IntegrityError), transaction.atomic():
        Child.objects.update(**nonsense)


def test_the_database_refuses_details_that_cannot_be(tamsin):
    tamsin.looked_after_periods.create(legal_basis="V2", started_on=date(2022, 1, 1), ended_on=date(2023, 1, 1))
    for model, facts in (
        (LookedAfterPeriod, {"legal_basis": "V2", "started_on": date(2022, 6, 1), "ended_on": date(2022, 7, 1)}),
        (Address, {"lines": "1 Street", "sensitive": True}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(child=tamsin, **facts)


@pytest.mark.parametrize("field", ["nhs_number", "upn", "social_care_id"])
def test_a_number_of_two_records_is_settled_on_one_of_them(case, morag, field):
    number = {"nhs_number": "9434765919", "upn": "H801200001001", "social_care_id": "LCS-1"}[field]
    first = make_child(family_name="Abernathy-Vale", **{field: number})
    case.child.change(by=morag, through=case, **{field: number})
    assert (getattr(case.child, field), case.child.in_question, first.in_question) == (number, [field], [])
    with pytest.raises(IntegrityError), transaction.atomic():
        Child.objects.filter(pk=case.child_id).update(in_question=[])


def test_a_number_with_a_wrong_check_digit_is_refused():
    assert clean_nhs_number("943 476 5919") == "9434765919"
    assert clean_upn("H801200001001") == "H801200001001"
    for clean, wrong in ((clean_nhs_number, "9434765918"), (clean_upn, "A801200001001"), (clean_upn, "A999200001001")):
        with pytest.raises(ValidationError, match="This is not"):
            clean(wrong)


@given(st.text(max_size=160))
def test_any_text_has_sounds_that_can_be_kept(text):
    assert all(0 < len(sound) <= LONGEST_SOUND for sound in sounds_of(text))


def test_every_ethnicity_stands_under_one_heading():
    codes = [code for _, choices in Ethnicity.grouped() for code, _ in choices]
    assert sorted(codes) == sorted(Ethnicity.values)
