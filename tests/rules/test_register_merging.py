"""Two records of one person become one: everything goes over, both histories are kept, nobody learns of what they may
not see."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from emerald.accounts.permissions import Right
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models import Link, Merge, Particular, PersonOfConcern, ProtectedChild
from perpetrators.models.connections.duplicates import alike
from perpetrators.models.register.scope import Scope
from tests.factories.children import make_child
from tests.factories.register import link_child, make_measure, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(team, rhys, tamsin, case):
    person = heard(make_person(area=team, officer=rhys, date_of_birth=date(1990, 5, 4)))
    link_child(person, tamsin)
    return person


@pytest.fixture
def twin(team, rhys):
    """The same man, recorded elsewhere as Dayle Orchard, with other things known of him."""
    return heard(
        make_person(
            area=team,
            officer=None,
            by=rhys,
            given_names="Dayle",
            called="Big Tommo",
            sex="M",
            date_of_birth=date(1990, 5, 4),
            occupation="Driver",
            description="A scar on the chin.",
        )
    )


def heard(person):
    """Found by how the name sounds, as the verbs leave it."""
    person.listen()
    person.save()
    return person


def known_by(person, kind, value):
    return Particular.objects.create(person=person, kind=kind, value=value, recorded_by=person.recorded_by)


def merge(man, twin, by, **more):
    return man.merge(twin, by=by, **{"because": "The same licence, seen by both."} | more)


def test_a_merge_moves_everything_to_the_record_that_stays(man, twin, team, rhys, tamsin):
    known_by(twin, "phone", "07700 900123")
    place = make_place(area=team, by=rhys)
    jory = make_child(given_names="Jory", family_name="Penhallow")
    link_child(twin, jory)
    Link.objects.create(person=twin, place=place, nature="Works there", recorded_by=rhys)
    measure = make_measure(area=team, by=rhys, person=twin)
    merge(man, twin, rhys)
    man.refresh_from_db()
    assert set(man.links.current().values_list("child", "place")) == {
        (tamsin.pk, None),
        (jory.pk, None),
        (None, place.pk),
    }
    assert man.measures.get() == measure
    assert {one.value for one in man.particulars.all()} == {"07700 900123", "Dayle Orchard"}
    assert (man.name, man.called, man.occupation, man.sex) == ("Dale Orchard", "Big Tommo", "Driver", "M")
    assert "A scar on the chin." in man.description


def test_nothing_that_points_at_a_person_is_forgotten_by_a_merge():
    goes_over = {
        "Particular.person",
        "Link.person",
        "Link.other",
        "Measure.person",
        "ProtectedChild.notice_to",
        "ConnectionRequest.person",
        "ConnectionReply.person",
        "PersonOfConcern.merged_into",
        "Admission.person",
        "ChildRecord.person",
        "ConnectionFound.person",
        "ConnectionFound.other_person",
    }
    stays_with_the_old_record = {
        *("LegalEvent.person", "RecordEntry.person", "Trace.person", "Merge.kept", "Merge.gone"),
        "PersonMistake.person",
    }
    there = {
        f"{relation.related_model.__name__}.{relation.field.name}"
        for relation in PersonOfConcern._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.related_model.__name__.endswith("History")
    }
    assert there == goes_over | stays_with_the_old_record


def test_what_both_say_stays_as_the_record_that_stays_says_it(man, twin, rhys):
    PersonOfConcern.objects.filter(pk=man.pk).update(occupation="Chef", description="Tall.")
    merge(man, twin, rhys)
    man.refresh_from_db()
    assert man.occupation == "Chef"
    assert man.description == f"Tall.\n\nOn the record {twin.reference}: A scar on the chin."


def test_what_the_two_said_before_is_kept_in_the_merge(man, twin, rhys):
    made = merge(man, twin, rhys)
    made.refresh_from_db()
    assert ["Given names", "Dayle"] in made.before["gone"]
    assert ["Sex", "Male"] in made.before["gone"]
    assert ["Given names", "Dale"] in made.before["kept"]
    assert [entry.sentence for entry in twin.entries.all()] == [
        f"This record was merged into {man.reference}: The same licence, seen by both."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.update(because="Otherwise.")


def test_the_same_link_of_both_stands_once(man, twin, rhys, tamsin, team):
    place = make_place(area=team, by=rhys)
    other = make_person(area=team, officer=rhys, given_names="Corin")
    for person in (man, twin):
        if person is twin:
            link_child(person, tamsin)
        Link.objects.create(person=person, place=place, nature="Works there", recorded_by=rhys)
    Link.objects.create(person=man, other=other, nature="Brothers", recorded_by=rhys)
    Link.objects.create(person=other, other=twin, nature="Brothers", recorded_by=rhys)
    Link.objects.create(person=man, other=twin, nature="Friends", recorded_by=rhys)
    merge(man, twin, rhys)
    now = Link.objects.current().touching(man)
    assert sorted(now.values_list("child", "place", "other"), key=str) == sorted(
        [(tamsin.pk, None, None), (None, place.pk, None), (None, None, other.pk)], key=str
    )
    assert Link.objects.count() == 7
    assert not Link.objects.current().touching(twin).exists()


def test_the_old_reference_leads_to_the_record_that_stays(man, twin, rhys, team):
    third = make_person(area=team, officer=rhys, given_names="Dee")
    merge(twin, third, rhys)
    merge(man, twin, rhys)
    for reference in (man.reference, twin.reference, third.reference):
        assert PersonOfConcern.objects.of_reference(reference).get() == man
    assert {one.gone for one in Merge.of(man)} == {twin, third}


def test_officers_and_workers_are_joined_as_before_until_a_manager_decides(man, twin, rhys, morag, case, priya):
    ines = make_officer("Ines Vardy")
    PersonOfConcern.objects.filter(pk=twin.pk).update(officer=ines)
    twin.refresh_from_db()
    merge(twin, man, rhys)
    assert Right.READ_SUSPECTS in Scope(priya).rights_on(twin)
    assert not type(case).objects.visible_to(ines).exists()
    assert list(type(case).objects.visible_to(rhys)) == [case]
    twin.admissions.waiting().get().agree(by=morag, because="One record, one officer")
    assert list(type(case).objects.visible_to(ines)) == [case]
    assert not type(case).objects.visible_to(rhys).exists()


def test_the_childs_chronology_hears_of_it_by_references_alone(man, twin, rhys, case):
    merge(man, twin, rhys)
    told = case.entries.newest_first().first()
    assert told.sentence == (
        f"{twin.reference} and {man.reference} were found to be one person of concern, now {man.reference}."
    )
    assert told.needs == Right.READ_SUSPECTS


@pytest.mark.parametrize("way", ["of mine into theirs", "of theirs into mine"])
def test_a_merge_is_refused_when_one_of_the_two_is_out_of_sight(way, man, twin, morag):
    kept, gone = (twin, man) if way == "of mine into theirs" else (man, twin)
    with pytest.raises(NotYours):
        merge(kept, gone, morag)
    assert not Merge.objects.exists()
    if gone is twin:
        with pytest.raises(NotYours, match=f"No record {twin.reference} is yours to see"):
            merge(man, twin, morag)


def test_a_caseworker_does_not_merge(man, twin, tamsin, priya):
    link_child(twin, make_child(given_names="Wren", family_name="Abernathy-Vale"))
    link_child(twin, tamsin)
    with pytest.raises(NotYours):
        merge(man, twin, priya)


def test_a_manager_merges_two_of_their_own(man, twin, tamsin, morag):
    link_child(twin, tamsin)
    assert merge(man, twin, morag).kept == man


def test_two_active_notices_for_one_child_stand_in_the_way(man, twin, rhys, tamsin, team):
    for person in (man, twin):
        notice = make_measure(area=team, by=rhys, person=person, kind="cawn")
        ProtectedChild.objects.create(measure=notice, child=tamsin, notice_to=person)
    with pytest.raises(NotYet, match="Both have an active warning notice for the same child"):
        merge(man, twin, rhys)


def test_notices_on_different_bases_stand_side_by_side_after_a_merge(man, twin, rhys, tamsin, team):
    for person, basis in ((man, "s2"), (twin, "s49")):
        notice = make_measure(area=team, by=rhys, person=person, kind="cawn")
        ProtectedChild.objects.create(measure=notice, child=tamsin, notice_to=person, facts={"basis": basis})
    merge(man, twin, rhys)
    assert ProtectedChild.objects.filter(notice_to=man).count() == 2


def test_a_merge_says_how_it_is_known_and_is_made_from_what_was_read(man, twin, rhys):
    with pytest.raises(NotYet, match="how you know"):
        merge(man, twin, rhys, because=" ")
    with pytest.raises(ChangedMeanwhile):
        merge(man, twin, rhys, version=7)
    with pytest.raises(ChangedMeanwhile):
        merge(man, twin, rhys, other_version=7)
    with pytest.raises(NotYet, match="same record already"):
        merge(man, man, rhys)


def test_a_merged_record_is_merged_no_second_time(man, twin, rhys, team):
    third = make_person(area=team, officer=rhys)
    merge(man, twin, rhys)
    with pytest.raises(NotYet, match=f"merged into {man.reference}"):
        merge(third, PersonOfConcern.objects.get(pk=twin.pk), rhys)


def test_records_that_sound_alike_and_are_of_an_age_are_found(man, twin, rhys):
    [found] = alike(man, Scope(rhys))
    assert found.person == twin
    assert found.why == ("Their names sound alike", "Same date of birth")


@pytest.mark.parametrize(
    "fields", [{"given_names": "Bryn", "family_name": "Hale"}, {"date_of_birth": date(1970, 1, 1)}]
)
def test_another_name_or_another_birthday_is_somebody_else(fields, man, twin, rhys):
    PersonOfConcern.objects.filter(pk=twin.pk).update(**fields)
    twin.refresh_from_db()
    twin.listen()
    twin.save()
    assert not alike(man, Scope(rhys))


def test_records_known_by_the_same_plate_are_found_whatever_the_names(man, team, rhys):
    other = make_person(area=team, officer=rhys, given_names="Unknown", family_name="Male")
    known_by(man, "vehicle", "WV63 KLP")
    known_by(other, "vehicle", "WV63 ???")
    assert [(one.person, one.why) for one in alike(man, Scope(rhys))] == [(other, ("Same vehicle: WV63 KLP",))]


def test_a_duplicate_out_of_sight_is_not_shown(man, twin, priya):
    assert not alike(man, Scope(priya))
