"""Who issued a notice is chosen from a list; what was typed before there was one is kept and read."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

from emerald.database.identity import acting_as_emerald
from perpetrators import migrations
from perpetrators.models import Measure
from perpetrators.models.law.places import ISSUERS
from perpetrators.models.measures.reading import Reading
from perpetrators.models.register.scope import Scope
from tests.factories.register import make_measure, make_place

(FILE,) = Path(migrations.__file__).parent.glob("*_ranks_from_a_list.py")
MIGRATION = import_module(f"perpetrators.migrations.{FILE.stem}")


@pytest.fixture
def notice(team, rhys):
    place = make_place(area=team, by=rhys)

    def make(**facts):
        kind = facts.pop("kind", "closure_notice")
        return make_measure(area=team, by=rhys, place=place, kind=kind, facts=facts)

    return make


def moved(measure):
    with acting_as_emerald("change the register"), connection.cursor() as cursor:
        cursor.execute(MIGRATION.KEPT)
    return Measure.objects.get(pk=measure.pk)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Inspector", "inspector"),
        ("Insp Rafe Ellacombe", "inspector"),
        ("DI Dray", "inspector"),
        ("Detective Chief Inspector", "chief_inspector"),
        ("T/DCI Dray", "chief_inspector"),
        ("Supt. Poole", "superintendent"),
        ("acting superintendent", "superintendent"),
        ("Chief Superintendent Poole", "chief_superintendent"),
        ("Assistant Chief Constable", "chief_officer"),
        ("The Chief Executive", "chief_executive"),
        ("Council enforcement officer", "council_officer"),
    ],
)
def test_what_was_typed_is_read_into_the_list_and_stays_word_for_word(typed, key, notice, rhys):
    measure = moved(notice(issuer_rank=typed, notice_hours="24"))
    assert measure.facts == {"issuer_rank": key, "issuer_rank_said": typed, "notice_hours": "24"}
    answers = dict(Reading(measure, Scope(rhys)).facts)
    assert answers["Rank or office of the issuer, as it was written"] == typed
    assert answers["Rank or office of the issuer"] == dict(ISSUERS)[key]


@pytest.mark.parametrize("typed", ["Sgt Poole", "see the file", "Dinah Dray"])
def test_what_says_no_rank_stays_as_it_was_written_and_chooses_none(typed, notice):
    assert moved(notice(issuer_rank=typed)).facts == {"issuer_rank_said": typed}


def test_what_was_chosen_and_what_is_of_another_kind_stays_as_it_is(notice):
    chosen, hotel = notice(issuer_rank="chief_officer"), notice(kind="hotel_notice", inspector="Insp Dray")
    assert moved(chosen).facts == {"issuer_rank": "chief_officer"}
    assert moved(hotel).facts == {"inspector": "Insp Dray"}
    assert moved(notice()).facts == {}


def test_the_list_has_each_rank_the_migration_reads():
    assert {key for _, key in MIGRATION.READ} == dict(ISSUERS).keys() == set(MIGRATION.CHOSEN)
