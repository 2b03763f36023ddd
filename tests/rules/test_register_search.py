"""Finding a person of concern or a measure by whatever one has, among what one may read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perpetrators.models import Breach, ProtectedChild
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.search import RegisterSearch
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_officer, make_person

pytestmark = pytest.mark.django_db


def named_person(*names, **fields):
    return make_person(**fields)


def particular(person, kind, value):
    return person.add_particular(by=person.recorded_by, kind=kind, value=value)


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Dale Orchard, “Foxy”, linked to Tamsin."""
    person = named_person("Dale", "Orchard", "Foxy", area=team, officer=rhys)
    particular(person, "nickname", "Foxy")
    particular(person, "vehicle", "WX12 KVT")
    particular(person, "phone", "07700 900123")
    particular(person, "police", "PNC 55/12345A")
    link_child(person, tamsin)
    return person


@pytest.fixture
def stranger(elsewhere, rhys):
    """Corin Vex: of no child whom Priya may see."""
    person = named_person("Corin", "Vex", "Foxy", area=elsewhere, officer=rhys, given_names="Corin", family_name="Vex")
    particular(person, "nickname", "Foxy")
    particular(person, "vehicle", "W?12 ??T")
    return person


def found(text, user):
    return [one.record for one in RegisterSearch(text, scope=Scope(user)).persons]


def found_measures(text, user):
    return [one.record for one in RegisterSearch(text, scope=Scope(user)).measures]


@pytest.mark.parametrize(
    "text",
    [
        "Dale Orchard",
        "orchard",
        "Orch",
        "Dail Orcherd",
        "Dael Orchad",
        "Foxy",
        "foxie",
        "WX12KVT",
        "wx12 kvt",
        "KVT",
        "12 KV",
        "wx1? kv?",
        "07700900123",
        "+44 7700 900123",
        "pnc 55/12345a",
    ],
)
def test_a_person_is_found_by_name_nickname_sound_plate_phone_and_police_reference(text, man, rhys):
    assert man in found(text, rhys)


def test_by_reference_however_it_was_typed(man, rhys):
    for text in (man.reference, man.reference.lower(), man.reference.replace("-", " ")):
        assert found(text, rhys) == [man]


def test_a_person_is_found_by_a_child_the_reader_may_see(man, case, priya, rhys):
    for text in ("Tamsin", "Quillfeather", "Tamzin Quilfeather", case.reference):
        assert found(text, priya) == found(text, rhys) == [man]


@pytest.mark.parametrize("text", ["Vex", "Foxy", "W112 AAT", "Corin"])
def test_nobody_out_of_scope_is_found(text, man, stranger, priya, rhys):
    assert stranger in found(text, rhys)
    assert stranger not in found(text, priya)


def test_a_child_of_somebody_else_finds_nothing_also_for_police_liaison(man, team, elsewhere, rhys, priya):
    other = make_case(
        manager=make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere]),
        child=make_child(given_names="Jory", family_name="Penhallow"),
    )
    link_child(man, other.child)
    assert found("Jory Penhallow", priya) == []
    nia = make_officer("Nia Trask")
    assert found("Jory Penhallow", nia) == found("Tamsin", nia) == []
    measure = make_measure(area=team, by=rhys, person=man)
    ProtectedChild.objects.create(measure=measure, child=other.child)
    assert found_measures("Jory", priya) == []


def test_a_partial_plate_is_found_from_either_side(man, stranger, rhys):
    assert set(found("WX12", rhys)) == {man, stranger}
    assert found("KVT", rhys) == [man]
    assert found("12", rhys) == []  # two characters fit too many plates


def test_a_measure_is_found_by_the_reference_of_the_order_of_the_crime_and_its_own(man, team, rhys, priya):
    measure = make_measure(
        area=team,
        by=rhys,
        person=man,
        order_ref="F00SN123",
        crime_ref="54/1234/26",
        served_on=timezone.localdate(),
        facts={"claim": "QB-2026-000123"},
    )
    Breach.objects.create(
        measure=measure,
        happened_on=timezone.localdate(),
        what_happened="Seen with her",
        reported_by="A neighbour",
        crime_ref="54/9999/26",
        recorded_by=rhys,
    )
    for text in (
        "f00sn123",
        "54/1234/26",
        "54/9999/26",
        "QB-2026-000123",
        measure.reference,
        measure.reference.lower(),
    ):
        assert found_measures(text, rhys) == found_measures(text, priya) == [measure], text


def test_a_measure_out_of_scope_is_not_found_by_its_reference(stranger, elsewhere, rhys, priya):
    measure = make_measure(area=elsewhere, by=rhys, person=stranger, order_ref="F00SN123")
    assert found_measures("F00SN123", rhys) == [measure]
    assert found_measures("F00SN123", priya) == found_measures(measure.reference, priya) == []


def test_measures_are_found_by_the_child_they_protect(man, team, rhys, tamsin, priya):
    measure = make_measure(area=team, by=rhys, person=man, kind="cawn")
    ProtectedChild.objects.create(measure=measure, child=tamsin)
    assert found_measures("Tamsin", priya) == [measure]


def test_each_found_record_says_in_what_it_matches(man, priya):
    def why(text):
        return [one.reason for one in RegisterSearch(text, scope=Scope(priya)).persons]

    assert why("Orchard") == ["Name"]
    assert why("Orcherd") == ["Name sounds alike"]
    assert why("KVT") == ["Vehicle WX12 KVT"]
    assert why("Foxy") == ["Nickname Foxy, name"]
    assert why("Tamsin") == ["Linked to Tamsin Quillfeather"]


def test_a_merged_record_leads_to_the_one_it_was_merged_into(man, team, rhys):
    old = make_person(area=team, by=rhys, merged_into=man)
    assert found(old.reference, rhys) == [man]


@pytest.mark.parametrize("text", ["?", "*", "%", "'", "\\", "[", "((", "🦊", "مريم", "a" * 200, "1", "?" * 8, "**A"])
def test_nonsense_finds_nothing_and_breaks_nothing(text, man, rhys):
    assert found(text, rhys) == [] and found_measures(text, rhys) == []


def test_finding_takes_the_same_queries_however_much_is_found(man, team, rhys, tamsin):
    def cost():
        asking = type(rhys).objects.get(pk=rhys.pk)  # as in each request
        with CaptureQueriesContext(connection) as asked:
            finding = RegisterSearch("Foxy", scope=Scope(asking))
            assert finding.persons and finding.measures == []
        return len(asked)

    few = cost()
    for number in range(5):
        person = named_person("Foxy", area=team, officer=rhys, family_name=f"Vex{number}")
        link_child(person, tamsin)
    assert cost() == few <= 10
