"""A person of concern is recorded once, put right in parts, and looked after by an officer.

Source: DOMAIN.md sections 3.2b (criminal event), 3.5 [Y7] (ethnicity and nationality) and 7 (who records).
"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from emerald.accounts.permissions import Right
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models import PersonOfConcern
from tests.days import Later
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer, make_person

pytestmark = pytest.mark.django_db
UNEXPLAINED = {"given_names": "Dale", "family_name": "Orchard"}
DALE = UNEXPLAINED | {"ethnicity_why_unknown": "Seen once, in the dark", "nationality_why_unknown": "Nobody asked him"}


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Linked to Tamsin, looked after by Rhys."""
    person = make_person(area=team, officer=rhys, ethnicity_why_unknown="Not seen", nationality_why_unknown="Not asked")
    link_child(person, tamsin)
    return person


def heard(case, reader):
    return [entry.sentence for entry in case.entries.readable_with(reader.rights_on_a_case).of_kind("disruption")]


def test_a_worker_records_a_person_from_the_childs_case_and_the_child_is_linked(case, priya, owen):
    made = PersonOfConcern.record(by=priya, through=case, link={"nature": "Gave her a phone"}, **DALE)
    assert made.reference.startswith("PC-") and made.legal_status == "suspected" and made.area == case.team
    assert [link.child for link in made.links.all()] == [case.child]
    assert set(PersonOfConcern.objects.visible_to(priya)) == {made}
    assert not PersonOfConcern.objects.visible_to(owen).exists()
    assert heard(case, priya) == [f"{made.reference} was recorded as a person of concern, suspected."]


def test_the_chronology_names_neither_the_child_nor_the_person(case, priya):
    PersonOfConcern.record(by=priya, through=case, link={"nature": "Gave her a phone"}, **DALE)
    sentence = heard(case, priya)[0]
    assert not any(name in sentence for name in ("Dale", "Orchard", "Tamsin", "Quillfeather", "phone"))


def test_nobody_records_from_a_case_that_is_not_theirs(case, owen, ada):
    for person in (owen, ada):
        with pytest.raises(NotYours):
            PersonOfConcern.record(by=person, through=case, link={"nature": "Gave her a phone"}, **DALE)
    assert not PersonOfConcern.objects.exists()


def test_a_link_that_cannot_be_made_records_nobody(case, priya):
    with pytest.raises(NotYet, match="what links them"):
        PersonOfConcern.record(by=priya, through=case, link={"nature": " "}, **DALE)
    assert not PersonOfConcern.objects.exists()


def test_from_the_register_only_whoever_keeps_it_records(rhys, morag, team):
    assert PersonOfConcern.record(by=rhys, area=team, officer=rhys, **DALE).officer == rhys
    with pytest.raises(NotYours, match="police liaison officer"):
        PersonOfConcern.record(by=morag, area=team, **DALE)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"given_names": "", "family_name": ""}, "Enter a name, or what they are called"),
        ({"date_of_birth": Later(lambda: timezone.localdate() + timedelta(days=1))}, "today or in the past"),
        ({"estimated_age": 340}, "110 or less"),
        ({"ethnicity": "WBRI"}, "on what the ethnicity is recorded"),
        ({"ethnicity_basis": "self"}, "Enter the ethnicity"),
        ({"ethnicity_why_unknown": ""}, "why the ethnicity is not known"),
        ({"nationality": "Irish"}, "on what the nationality is recorded"),
        ({"nationality_why_unknown": " "}, "why the nationality is not known"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_sentence(fields, sentence, rhys, team):
    with pytest.raises(NotYet, match=sentence):
        PersonOfConcern.record(by=rhys, area=team, **DALE | fields)


def test_somebody_known_by_what_they_are_called_alone_can_be_recorded_and_found(rhys, team):
    fields = DALE | {"given_names": "", "family_name": "", "called": "Sprat"}
    made = PersonOfConcern.record(by=rhys, area=team, **fields)
    assert made.name == "“Sprat”" and "spr" in made.beginnings


def test_an_estimated_age_counts_from_the_day_it_was_estimated_and_ends_with_a_birth_date(man, rhys):
    man.change(by=rhys, estimated_age=34)
    assert man.estimated_on == timezone.localdate() and man.age_in_words == "about 34"
    man.change(by=rhys, date_of_birth=timezone.localdate().replace(year=1990, day=1))
    assert man.estimated_age is None and man.estimated_on is None


def test_a_change_says_in_the_timeline_what_changed_and_not_to_what(man, priya):
    assert man.change(by=priya, occupation="Delivers parcels", description="Tall") == ["occupation", "description"]
    assert man.entries.get().sentence == "Occupation and description changed."
    assert man.change(by=priya, occupation="Delivers parcels") == []
    assert man.entries.count() == 1


def test_a_change_over_somebody_elses_is_refused_and_nothing_is_lost(man, priya, rhys):
    overtaken = PersonOfConcern.objects.get()
    man.change(by=rhys, occupation="Plumber")
    with pytest.raises(ChangedMeanwhile):
        overtaken.change(by=priya, version=1, occupation="Painter")
    assert PersonOfConcern.objects.get().occupation == "Plumber"


def test_whoever_only_reads_changes_nothing(man, case, owen, team):
    for role in ("business_support", "auditor"):
        with pytest.raises(NotYours):
            man.change(by=make_user(role=role, name="Kit Amory", teams=[team]), occupation="Plumber")
    with pytest.raises(NotYours, match="Ask Rhys Calder, police liaison"):
        man.change(by=owen, occupation="Plumber")


def test_a_record_merged_into_another_is_changed_no_more(man, team, rhys):
    other = make_person(area=team, officer=rhys)
    PersonOfConcern.objects.filter(pk=man.pk).update(merged_into=other)
    with pytest.raises(NotYet, match=f"merged into {other.reference}"):
        man.change(by=rhys, occupation="Plumber")


def test_a_new_officer_is_joined_to_the_childs_case_and_the_one_before_no_longer(man, case, rhys, morag):
    nia = make_officer("Nia Trask")
    man.appoint(by=rhys, officer=nia, because="Rhys moves to another force")
    assert set(Case.objects.visible_to(nia, Right.READ_CHILD)) == {case}
    assert not Case.objects.visible_to(rhys).exists()
    assert f"Nia Trask, police liaison, is now responsible for {man.reference}." in heard(case, morag)


def test_an_officer_does_not_take_a_record_over_from_a_colleague_by_themselves(man, case, rhys, morag):
    nia = make_officer("Nia Trask")
    with pytest.raises(NotYet, match="Rhys Calder is responsible for this record"):
        man.appoint(by=nia, officer=nia, because="I want it")
    assert not Case.objects.visible_to(nia).exists()
    man.appoint(by=morag, officer=nia, because="Rhys is ill")
    assert Case.objects.visible_to(nia).exists()


def test_a_record_nobody_looks_after_any_more_can_be_taken_on(man, case, rhys):
    rhys.leave()
    nia = make_officer("Nia Trask")
    man.refresh_from_db()
    assert man.whom_to_ask() == "Ask a police liaison officer."
    man.appoint(by=nia, officer=nia, because="Rhys left")
    assert man.officer_now == nia


def test_a_caseworker_appoints_nobody_and_nobody_but_police_liaison_is_appointed(man, priya, morag):
    with pytest.raises(NotYours):
        man.appoint(by=priya, officer=None, because="-")
    with pytest.raises(NotYet, match="is not a police liaison officer"):
        man.appoint(by=morag, officer=priya, because="She knows him")


def test_a_particular_is_found_again_however_it_is_written_and_taken_off_with_the_reason(man, priya):
    one = man.add_particular(by=priya, kind="phone", value="07700 900 123")
    assert one.match == "+447700900123"
    with pytest.raises(NotYet, match="recorded already"):
        man.add_particular(by=priya, kind="phone", value="07700 900 123")
    man.change_particular(one, by=priya, value="07700 900 124")
    man.take_off_particular(one, by=priya, because="typed in error")
    assert not man.particulars.exists()
    assert [entry.sentence for entry in man.entries.order_by("pk")] == [
        "Telephone added.",
        "Telephone changed.",
        "Telephone taken off: typed in error.",
    ]


def test_a_nickname_is_what_the_person_is_found_by_until_it_is_taken_off(man, priya):
    one = man.add_particular(by=priya, kind="nickname", value="Sprat")
    assert "spr" in PersonOfConcern.objects.get().beginnings
    man.take_off_particular(one, by=priya, because="recorded twice")
    assert "spr" not in PersonOfConcern.objects.get().beginnings


def test_a_particular_that_ends_before_it_begins_is_refused(man, priya):
    today = timezone.localdate()
    with pytest.raises(NotYet, match="end cannot be before the start"):
        man.add_particular(by=priya, kind="address", value="1 Quay", since=today, until=today - timedelta(days=1))


def test_the_timeline_of_a_record_is_never_changed(man, priya):
    man.change(by=priya, occupation="Plumber")
    with pytest.raises(IntegrityError), transaction.atomic():
        man.entries.update(sentence="Nothing happened.")
