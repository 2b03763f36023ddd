"""What the database finds by a part is what comparing with everything finds, for whatever is written and asked."""

import re
from importlib import import_module
from random import Random

import pytest
from django.db import connection

from emerald.text.plates import plates_meet
from perpetrators.models import Breach, FoundBy, Fragment, Measure, Particular
from perpetrators.models.measures.reading import FACTS_OF_CHILDREN
from perpetrators.models.register.matching import match_of
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.search import RegisterSearch
from tests.factories.register import make_measure, make_person

pytestmark = pytest.mark.django_db
FEW = "AB01OI"  # so that what is random meets
ANY = "ABKVTWX0123OI"


def some_plate(random):
    """As people write one: whole, with gaps, with a part missing at either end, in capitals or not, or a sentence."""
    letters = random.choice((FEW, ANY))
    plate = "".join(random.choice(letters) for _ in range(random.choice((2, 3, 4, 5, 6, 7, 7, 7, 8))))
    for _ in range(random.choice((0, 0, 0, 1, 2, 3))):
        place = random.randrange(len(plate))
        plate = plate[:place] + random.choice("???*") + plate[place + random.choice((0, 1)) :]
    if random.random() < 0.1:
        plate = f"{plate} {''.join(random.choice(letters) for _ in range(random.choice((6, 12, 20))))}"
    if random.random() < 0.5:
        plate = f"{plate[: len(plate) // 2]} {plate[len(plate) // 2 :]}".lower()
    return plate


def some_phone(random):
    digits = "".join(random.choice("01") for _ in range(9))
    return random.choice(("07{}", "+44 7{}", "0044 (0)7{}", "447{}", "7{}")).format(digits)


def typed_of(random, written):
    """What somebody who half remembers it types."""
    begin = random.randrange(max(1, len(written) - 3))
    return random.choice((written, written[begin:], written[: -1 - begin], written[begin : begin + 6]))


@pytest.fixture
def people(team, rhys):
    """Ten, each with twenty vehicles and ten telephone numbers."""
    random = Random(20)
    people = [make_person(area=team, officer=rhys, given_names="", called=f"Q{n}") for n in range(10)]
    known = [
        Particular(person=person, kind=kind, value=value, match=match_of(kind, value), recorded_by=rhys)
        for person in people
        for kind, write in (("vehicle", some_plate), ("vehicle", some_plate), ("phone", some_phone))
        for value in [write(random) for _ in range(10)]
    ]
    Particular.objects.bulk_create(known)
    return people


def ends_so(match, typed):
    digits = re.sub(r"[\s()-]", "", typed)
    return bool(re.fullmatch("[0-9]{6,}", digits)) and re.sub("[^0-9]", "", match).endswith(digits)


def compared_with_everything(text):
    """The particulars that fit, in their order, without any help of the database."""
    search = RegisterSearch(text, scope=None)
    text = search.text
    return [
        one
        for one in Particular.objects.all()
        if (plates_meet(search._plate, one.match) if one.kind == "vehicle" and search._plate else False)
        or (match_of(one.kind, text) == one.match and (one.kind != "vehicle" or plates_meet(one.match, one.match)))
        or (one.kind == "phone" and ends_so(one.match, text))
    ]


@pytest.mark.parametrize("seed", range(12))
def test_a_search_finds_what_comparing_with_everything_finds(seed, people, rhys):
    random, scope, found = Random(seed), Scope(rhys), 0
    written = list(Particular.objects.values_list("value", flat=True))
    for _ in range(25):
        text = typed_of(random, random.choice((random.choice(written), some_plate(random), some_phone(random))))
        fit = compared_with_everything(" ".join(text.split()))
        expected = [(one.person_id, f"{one.get_kind_display().lower()} {one.value}") for one in fit]
        assert RegisterSearch(text, scope=scope)._by_particular == expected, text
        found += len(fit)
    assert found > 25


@pytest.mark.parametrize("seed", range(12))
def test_a_plate_that_was_saved_meets_whom_comparing_with_everything_meets(seed, people):
    random, met = Random(seed), 0
    vehicles = list(Particular.objects.filter(kind="vehicle"))
    for _ in range(25):
        sorts = (some_plate(random), typed_of(random, random.choice(vehicles).value))
        plates = [match_of("vehicle", random.choice(sorts)) for _ in range(random.choice((1, 1, 3)))]
        rows = Particular.objects.filter(Particular.objects.plates_like(plates))
        fit = {one.pk for one in vehicles if any(plates_meet(plate, one.match) for plate in plates)}
        assert fit <= {one.pk for one in rows}, plates
        whole = {one.pk for one in rows if one.match.isalnum()}
        assert whole <= fit, plates  # of what was read whole nothing is brought in vain
        met += len(fit)
    assert met > 2


def test_the_parts_follow_whatever_becomes_of_a_particular(team, rhys):
    one = Particular.objects.create(
        person=make_person(area=team, officer=rhys), kind="vehicle", value="WX12 KVT", recorded_by=rhys
    )
    assert {"=WX12KVT", "WX12KVT", "KVT", "T"} <= set(one.fragments.values_list("text", flat=True))
    Particular.objects.filter(pk=one.pk).update(match="WX1*")
    assert set(one.fragments.values_list("text", flat=True)) == {"?", "?WX1"}
    Particular.objects.filter(pk=one.pk).update(kind="phone", match="+447700900123")
    assert list(one.fragments.values_list("text", flat=True)) == ["#321009007744"]
    Particular.objects.filter(pk=one.pk).update(kind="email", match="fox@mail.example")
    assert not one.fragments.exists()
    Particular.objects.filter(pk=one.pk).update(kind="vehicle", match="WX12KVT")
    one.delete()
    assert not Fragment.objects.exists()


def test_what_was_there_before_is_found_as_what_is_written_now(people, team, rhys):
    plant_measures(Random(3), make_person(area=team, officer=rhys), rhys)
    kept = rows_to_search()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in (
            import_module("perpetrators.migrations.0011_what_is_there_is_found").Migration.operations[0].sql
        ):
            cursor.execute(statement)
    assert rows_to_search() == kept
    assert all(len(rows) > 60 for rows in kept)


def rows_to_search():
    return (
        sorted(Fragment.objects.values_list("particular", "text")),
        sorted(FoundBy.objects.values_list("measure", "breach", "text"), key=str),
    )


# --- References -------------------------------------------------------------------------------------------------------
SAID = ("F00SN123", "f00sn123", "54/1234/26", "54%26", "qb-2026-000123", "QB 2026", "Zoë_1", "yes", "a“b”", "x" * 300)


def plant_measures(random, man, rhys):
    for _ in range(20):
        measure = make_measure(
            area=man.area,
            by=rhys,
            person=man,
            served_on=man.recorded_at.date(),
            order_ref=random.choice(SAID)[:80],
            crime_ref=random.choice(("", *SAID))[:80],
            facts={
                "claim": random.choice(SAID),
                "with_notice": True,
                "court": random.choice(SAID),
                FACTS_OF_CHILDREN[0]: "only here",
            },
        )
        if random.random() < 0.5:
            Breach.objects.create(
                measure=measure,
                happened_on=man.recorded_at.date(),
                what_happened="Seen with her",
                reported_by="A neighbour",
                crime_ref=random.choice(SAID)[:80],
                recorded_by=rhys,
            )


def test_a_measure_is_found_by_what_comparing_with_everything_finds(team, rhys):
    plant_measures(Random(3), make_person(area=team, officer=rhys), rhys)
    for text in (*SAID, "only here", "true", Measure.objects.first().reference.lower()):
        fit = [one.pk for one in Measure.objects.order_by("-pk") if _says(one, text)]
        assert list(Measure.objects.of_reference(text).order_by("-pk").values_list("pk", flat=True)) == fit, text
    assert not Measure.objects.of_reference("only here").exists()


def _says(measure, text):
    facts = [said for name, said in measure.facts.items() if isinstance(said, str) and name not in FACTS_OF_CHILDREN]
    said = [measure.reference, measure.order_ref, measure.crime_ref, *facts]
    said += [one.crime_ref for one in measure.breaches.all()]
    return text.upper() in [one.upper() for one in said if len(one) <= 200]


def test_what_a_measure_is_found_by_follows_it_and_its_breaches(team, rhys):
    man = make_person(area=team, officer=rhys)
    measure = make_measure(area=team, by=rhys, person=man, served_on=man.recorded_at.date(), order_ref="one")
    breach = Breach.objects.create(
        measure=measure,
        happened_on=man.recorded_at.date(),
        what_happened="Seen with her",
        reported_by="A neighbour",
        crime_ref="two",
        recorded_by=rhys,
    )
    texts = FoundBy.objects.filter(measure=measure).exclude(text=measure.reference)
    assert set(texts.values_list("text", flat=True)) == {"ONE", "TWO"}
    Measure.objects.filter(pk=measure.pk).update(order_ref="", facts={"claim": "three"})
    Breach.objects.filter(pk=breach.pk).update(crime_ref="four")
    assert set(texts.values_list("text", flat=True)) == {"THREE", "FOUR"}
    breach.delete()
    assert set(texts.values_list("text", flat=True)) == {"THREE"}
