"""What holds for a child's record, whoever writes it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Address, AlsoKnownAs, Carer, Case, Child, LookedAfterPeriod
from cases.models.census import Ethnicity
from cases.models.identifiers import LONGEST_SOUND, clean_nhs_number, clean_upn, sounds_of
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from tests.factories.children import make_case, make_child


def test_a_caseworker_puts_the_details_right_and_everything_else_stays(case, priya):
    changed = case.child.change(by=priya, through=case, version=1, school="Moor School")
    now = Child.objects.get(pk=case.child_id)
    assert (changed, now.school, now.version, now.given_names) == (["school"], "Moor School", 2, "Tamsin")


def test_nothing_is_told_when_nothing_changed(case, priya):
    before = case.entries.count()
    assert case.child.change(by=priya, through=case, given_names="Tamsin") == []
    assert (case.entries.count(), case.child.version) == (before, 1)


def test_the_chronology_holds_no_value(case, priya):
    case.child.change(by=priya, through=case, school="Moor School", nhs_number="9434765919", given_names="Zoë")
    sentence = case.entries.newest_first().first().sentence
    assert sentence == "Names, school and NHS number changed."


def test_who_only_reads_a_case_cannot_change_the_child(case, morag, ada):
    case.allocate(ada, part="linked", by=morag)
    with pytest.raises(NotYours, match="Ask Morag Ellis, practice manager"):
        case.child.change(by=ada, through=case, school="Elsewhere")
    with pytest.raises(NotYours):
        case.child.add_detail(Carer, by=ada, through=case, name="X", relationship="father")


def test_a_right_on_one_case_is_no_right_on_another_child(case, morag):
    other = make_case(manager=morag)
    with pytest.raises(NotYours):
        other.child.change(by=morag, through=case, school="Elsewhere")


def test_an_overtaken_change_is_refused_and_says_who_was_quicker(case, morag, priya):
    case.child.change(by=priya, through=case, school="Moor School")
    mine = Case.objects.get(pk=case.pk)
    with pytest.raises(ChangedMeanwhile, match=r"Priya Nair changed the child’s details \(School changed\)\."):
        mine.child.change(by=morag, through=mine, version=1, school="Hill School")


def test_who_was_quicker_through_another_case_is_not_named(case, morag):
    Child.objects.update(version=7)
    with pytest.raises(ChangedMeanwhile, match="somebody changed the child’s details"):
        case.child.change(by=morag, through=case, version=1, school="Hill School")


@pytest.mark.parametrize(("happened", "day"), [("opened", None), ("seen", date(2020, 1, 1)), ("looked after", None)])
def test_a_child_is_born_before_anything_happened_to_them(case, morag, happened, day):
    if happened == "looked after":
        case.child.add_detail(LookedAfterPeriod, by=morag, through=case, legal_basis="V2", started_on=date(2019, 1, 1))
    if happened == "seen":
        case.child_was_seen(day)
    born = case.opened_on + timedelta(days=1) if happened == "opened" else date(2020, 1, 2)
    with pytest.raises(NotYet, match="Date of birth is after the day"):
        case.child.change(by=morag, through=case, date_of_birth=born)
    assert Child.objects.get(pk=case.child_id).date_of_birth == date(2011, 5, 4)


def test_an_estimate_counts_from_the_day_it_was_made_and_ends_with_a_date_of_birth(case, morag):
    child = case.child
    child.change(by=morag, through=case, date_of_birth=None, estimated_age=14)
    assert (child.age, child.age_on(timezone.localdate() + timedelta(days=730))) == (14, 16)
    child.change(by=morag, through=case, date_of_birth=date(2011, 5, 4))
    assert (child.estimated_age, child.estimated_on) == (None, None)


def test_a_child_is_found_by_every_name_and_no_longer_by_a_removed_one(case, morag):
    tell = {"by": morag, "through": case}
    other = case.child.add_detail(AlsoKnownAs, **tell, name="Wren")
    assert set(sounds_of("Wren")) <= set(Child.objects.get(pk=case.child_id).sounds)
    case.child.remove_detail(other, **tell, because="typed in error")
    assert not set(sounds_of("Wren")) & set(Child.objects.get(pk=case.child_id).sounds)


def test_what_was_removed_stays_in_the_kept_history(case, morag):
    carer = case.child.add_detail(Carer, by=morag, through=case, name="Ann", relationship="mother")
    case.child.remove_detail(carer, by=morag, through=case, because="recorded twice")
    history = Carer.pgh_event_models["delete"].objects
    assert history.get(pgh_label="delete").name == "Ann"


def test_a_child_is_looked_after_once_at_a_time(case, morag):
    add, tell = case.child.add_detail, {"by": morag, "through": case, "legal_basis": "V2"}
    add(LookedAfterPeriod, **tell, started_on=date(2022, 1, 1), ended_on=date(2023, 1, 1))
    add(LookedAfterPeriod, **tell, started_on=date(2023, 1, 1))
    with pytest.raises(NotYet, match="looked after from 1 January 2023 already"):
        add(LookedAfterPeriod, **tell, started_on=date(2024, 1, 1))


@pytest.mark.parametrize("nonsense", [
    {"estimated_age": 12}, {"date_of_birth": None}, {"nhs_number": "94347"}, {"upn": "lower"},
    {"date_of_birth": None, "estimated_age": 26, "estimated_on": date(2026, 1, 1)}])
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
def test_a_number_belongs_to_one_child_and_whose_is_not_told(case, morag, field):
    number = {"nhs_number": "9434765919", "upn": "H801200001001", "social_care_id": "LCS-1"}[field]
    make_child(family_name="Abernathy-Vale", **{field: number})
    with pytest.raises(NotYet, match="belongs to another child’s record") as refused:
        case.child.change(by=morag, through=case, **{field: number})
    assert "Abernathy" not in str(refused.value)


def test_check_digits():
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
