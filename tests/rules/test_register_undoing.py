"""Two records that were merged are two again when two people say so, within 30 days, and then all is as it was."""

import random
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from emerald.accounts.permissions import Right
from emerald.clock import now
from emerald.guards import NotYet, NotYours
from perpetrators.models import Link, Merge, Particular, PersonOfConcern, RecordEntry, Undoing
from perpetrators.models.persons.merging.moved import rows_of
from perpetrators.models.persons.merging.undoing import why_not_asked
from perpetrators.models.register.scope import Scope
from perpetrators.presenters.merging import rests_on
from tests.factories.children import make_child
from tests.factories.register import link_child, make_measure, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines():
    return make_officer("Ines Vardy")


@pytest.fixture
def two(team, rhys, tamsin, case):
    man = make_person(area=team, officer=rhys, given_names="Dale", family_name="Orchard")
    link_child(man, tamsin)
    return man, make_person(
        area=team, officer=None, by=rhys, given_names="Dayle", family_name="Orchard", occupation="Driver"
    )


def known_by(person, kind, value):
    return Particular.objects.create(person=person, kind=kind, value=value, recorded_by=person.recorded_by)


def merged(kept, gone, by):
    return kept.merge(gone, by=by, because="The same licence, seen by both.")


def undone(merge, by, second):
    asked = Undoing.ask(merge=merge, by=by, reason="Two licences, two dates of birth.")
    return asked.decide(by=second, agrees=True)


def again(person):
    return PersonOfConcern.objects.get(pk=person.pk)


def test_what_a_merge_rests_on_counts_no_link_to_a_restricted_child(man, case, rhys, sunita):
    before = {one.words: one.number for one in rests_on(man, Scope(rhys))}
    case.restrict(by=sunita, category="staff", because="A relative.", named=[sunita])
    after = {one.words: one.number for one in rests_on(man, Scope(rhys))}
    assert (before["Links"], after["Links"]) == (1, 0)


def test_one_person_alone_undoes_nothing(two, rhys, ines):
    man, twin = two
    merge = merged(man, twin, rhys)
    asked = Undoing.ask(merge=merge, by=rhys, reason="Two licences.")
    with pytest.raises(NotYours, match="somebody else who may merge"):
        asked.decide(by=rhys, agrees=True)
    assert again(twin).merged_into == man
    asked.decide(by=ines, agrees=True)
    assert again(twin).merged_into is None


def test_the_database_lets_nobody_undo_it_alone_late_or_past_the_verb(two, rhys):
    man, twin = two
    merge = merged(man, twin, rhys)
    asked = Undoing.ask(merge=merge, by=rhys, reason="Two licences.")
    for change in ({"answer": "agreed", "decided_by": rhys, "decided_at": now()}, {"reason": "Another"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Undoing.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(IntegrityError, match="undone by two people"), transaction.atomic():
        PersonOfConcern.objects.filter(pk=twin.pk).update(merged_into=None)
    Undoing.objects.filter(pk=asked.pk).update(
        answer="declined", decided_by=make_officer("Bryn Hale"), decided_at=now(), because="One man"
    )
    with pytest.raises(IntegrityError, match="within 30 days"), transaction.atomic():
        Undoing.objects.create(merge=merge, reason="Late", said_by=rhys, said_at=now() + timedelta(32))


def test_after_thirty_days_it_is_too_late_to_ask(two, rhys):
    merge = merged(*two, rhys)
    assert not why_not_asked(merge)
    merge.at = now() - timedelta(30)
    assert not why_not_asked(merge)
    merge.at = now() - timedelta(30) - timedelta(1)
    assert "30 days" in why_not_asked(merge)[0]


def test_a_merge_of_which_nothing_was_kept_says_so(two, rhys):
    merge = merged(*two, rhys)
    merge.took = None
    assert "before Emerald kept" in why_not_asked(merge)[0]


def test_who_may_not_merge_neither_asks_nor_decides(two, rhys, priya, ines):
    merge = merged(*two, rhys)
    with pytest.raises(NotYours):
        Undoing.ask(merge=merge, by=priya, reason="Two men")
    asked = Undoing.ask(merge=merge, by=rhys, reason="Two men")
    with pytest.raises(NotYours):
        asked.decide(by=priya, agrees=True)
    with pytest.raises(NotYet, match="why they stay"):
        asked.decide(by=ines, agrees=False)
    asked.decide(by=ines, agrees=False, because="One licence")
    assert again(two[1]).merged_into == two[0]
    assert not why_not_asked(Merge.objects.get())


def test_it_is_asked_once_at_a_time_says_why_and_is_decided_once(two, rhys, ines):
    merge = merged(*two, rhys)
    with pytest.raises(NotYet, match="two people"):
        Undoing.ask(merge=merge, by=rhys, reason=" ")
    asked = Undoing.ask(merge=merge, by=rhys, reason="Two men")
    with pytest.raises(NotYet, match="already"):
        Undoing.ask(merge=Merge.objects.get(), by=ines, reason="Two men")
    asked.decide(by=ines, agrees=True)
    with pytest.raises(NotYet, match="decided already"):
        asked.decide(by=ines, agrees=True)
    with pytest.raises(NotYet, match="was undone"):
        Undoing.ask(merge=Merge.objects.get(), by=ines, reason="Two men")


def test_a_later_merge_is_undone_first(two, team, rhys, ines):
    man, twin = two
    third = make_person(area=team, officer=rhys, given_names="Dee")
    first, second = merged(man, twin, rhys), merged(man, third, rhys)
    with pytest.raises(NotYet, match=f"{third.reference} was merged into this record later"):
        Undoing.ask(merge=first, by=rhys, reason="Two men")
    undone(second, rhys, ines)
    undone(first, rhys, ines)
    assert (again(twin).merged_into, again(third).merged_into) == (None, None)


def test_two_records_that_were_taken_apart_can_be_merged_again(two, rhys, ines):
    man, twin = two
    undone(merged(man, twin, rhys), rhys, ines)
    merged(again(twin), again(man), rhys)
    assert again(man).merged_into == twin


def test_what_was_recorded_since_stays_with_the_record_that_stayed(two, rhys, ines, tamsin):
    man, twin = two
    known_by(twin, "phone", "07700 900123")
    merge = merged(man, twin, rhys)
    man = again(man)
    later = known_by(man, "phone", "07700 900999")
    PersonOfConcern.objects.filter(pk=man.pk).update(occupation="Chef")
    jory = make_child(given_names="Jory", family_name="Penhallow")
    link_child(man, jory)
    undone(merge, rhys, ines)
    assert list(again(twin).particulars.values_list("value", flat=True)) == ["07700 900123"]
    assert list(again(man).particulars.all()) == [later]
    assert (again(man).occupation, again(twin).occupation) == ("Chef", "Driver")
    assert set(again(man).children_now()) == {tamsin.pk, jory.pk}
    assert any("so as it is here: occupation" in one.sentence for one in RecordEntry.objects.filter(person=man))


def test_the_childs_chronology_hears_of_it_and_officers_are_joined_as_before(two, rhys, ines, case, morag):
    man, twin = two
    PersonOfConcern.objects.filter(pk=twin.pk).update(officer=ines)
    undone(merged(again(twin), man, rhys), rhys, ines)
    told = case.entries.newest_first().first()
    assert told.sentence == (
        f"{man.reference} and {twin.reference} are two persons of concern again: their merge was undone."
    )
    assert told.needs == Right.READ_SUSPECTS
    assert list(type(case).objects.visible_to(rhys)) == [case]
    assert not type(case).objects.visible_to(ines).exists()
    assert Right.READ_SUSPECTS in Scope(morag).rights_on(again(man))


def test_an_officer_whom_a_manager_turned_away_since_is_not_joined_by_it(two, rhys, ines, tamsin, case, morag):
    man, twin = two
    PersonOfConcern.objects.filter(pk=twin.pk).update(officer=rhys)
    link_child(again(twin), tamsin)
    merge = merged(man, again(twin), rhys)
    man.admissions.agreed().get().take_back(by=morag, because="He has no part in it")
    assert not type(case).objects.visible_to(rhys).exists()
    undone(merge, rhys, ines)
    assert not type(case).objects.visible_to(rhys).exists()
    assert again(twin).admissions.waiting().get().officer == rhys


@pytest.mark.parametrize("seed", range(12))
def test_whatever_two_records_have_a_merge_undone_leaves_it_as_it_was(seed, team, rhys, ines, case, tamsin):
    chance = random.Random(seed)
    children = [tamsin, *(make_child(given_names=f"Wren{n}", family_name="Vale") for n in range(2))]
    places = [make_place(area=team, by=rhys, name=f"Place {n}") for n in range(2)]
    others = [make_person(area=team, officer=rhys, given_names=f"Other{n}") for n in range(2)]
    pair = [_random_person(chance, team, rhys) for _ in range(2)]
    for person, other in (pair, pair[::-1]):
        _fill(chance, person, other, children, places, others, team, rhys)
    keys = [one.pk for one in pair]
    before = rows_of(keys)
    figures = {day: _stood_on(keys, day) for day in (date(2020, 1, 1), date(2026, 3, 1), date(2026, 9, 1))}
    merged(again(pair[0]), again(pair[1]), rhys)
    stayed = again(pair[0])
    later = [known_by(stayed, "phone", "07700 900999").pk]
    undone(Merge.objects.get(), rhys, ines)
    after = rows_of(keys)
    assert {one: facts for one, facts in after.items() if one not in before and _is_live(one, facts)} == {
        ("Particular", key): after["Particular", key] for key in later
    }
    assert {one: facts for one, facts in before.items() if one[0] != "Admission"} == {
        one: after[one] for one in before if one[0] != "Admission"
    }
    assert _admitted(before) == _admitted(after)
    assert figures == {day: _stood_on(keys, day) for day in figures}


def _random_person(chance, team, rhys):
    facts = {
        "occupation": chance.choice(["", "Driver"]),
        "description": chance.choice(["", "Tall.", "A scar."]),
        "called": chance.choice(["", "Big Tommo", "Foxy"]),
        "sex": chance.choice("MFU"),
    }
    born = chance.choice(
        [{}, {"date_of_birth": date(1990, 5, 4)}, {"estimated_age": 30, "estimated_on": date(2026, 1, 1)}]
    )
    name = chance.choice(["Dale", "Dayle"])
    officer = chance.choice([rhys, None])
    return make_person(area=team, officer=officer, by=rhys, given_names=name, **facts, **born)


def _fill(chance, person, other, children, places, others, team, rhys):
    for kind, value in (("phone", "07700 900123"), ("vehicle", "WV63 KLP"), ("nickname", "Foxy"), ("handle", "fox_99")):
        if chance.random() < 0.6:
            known_by(person, kind, value)
    for child in children:
        if chance.random() < 0.6:
            link_child(person, child)
    for place in places:
        if chance.random() < 0.6:
            Link.objects.create(person=person, place=place, nature="Works there", recorded_by=rhys)
    for third in others:
        if chance.random() < 0.6:
            ends = chance.choice([{"person": person, "other": third}, {"person": third, "other": person}])
            Link.objects.create(**ends, nature="Brothers", recorded_by=rhys)
    joined = Link.objects.filter(person=other, other=person)
    if chance.random() < 0.3 and not joined.exists():
        Link.objects.create(person=person, other=other, nature="Friends", recorded_by=rhys)
    for kind in ("crim_bail", "cawn"):
        if chance.random() < 0.4:
            make_measure(area=team, by=rhys, person=person, kind=kind, state="in_force")


def _is_live(one, facts):
    return one[0] != "Admission"


def _admitted(rows):
    """The admissions that are live, without their keys: one that ended is never opened again, but made anew."""
    live = [facts for (name, _), facts in rows.items() if name == "Admission" and facts["ended_at"] is None]
    return sorted(tuple(sorted((key, str(fact)) for key, fact in facts.items())) for facts in live)


def _stood_on(keys, day):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, count(*) FROM perpetrators_measure WHERE person_id = ANY(%s) AND started_on <= %s "
            "GROUP BY 1 ORDER BY 1",
            [keys, day],
        )
        return cursor.fetchall()
