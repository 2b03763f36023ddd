"""The steps of the law against a person of concern, and what they are called because of them.

Suspected until a conviction is recorded. Source: DOMAIN.md sections 3.2 and 3.2b, row "criminal event".
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from emerald.guards import NotYet, NotYours
from perpetrators.models import LegalEvent, PersonOfConcern
from tests.days import Later
from tests.factories.register import make_person

pytestmark = pytest.mark.django_db
CHARGE = {"step": "charge", "on": date(2026, 3, 4), "offence": "Meeting a child following sexual grooming"}
CONVICTION = CHARGE | {"step": "conviction", "on": date(2026, 8, 6), "where": "Harbour Crown Court"}


def legal_status(person):
    return PersonOfConcern.objects.get(pk=person.pk).legal_status


def test_the_legal_status_follows_the_latest_step(man, rhys):
    steps = [
        ({"step": "arrest", "on": date(2026, 2, 1)}, "arrested"),
        (CHARGE, "charged"),
        ({"step": "acquittal", "on": date(2026, 7, 1)}, "acquitted"),
    ]
    for facts, expected in steps:
        man.record_legal(by=rhys, **facts)
        assert legal_status(man) == expected


def test_a_step_written_down_late_does_not_overtake_a_later_one(man, rhys):
    man.record_legal(by=rhys, **CHARGE)
    man.record_legal(by=rhys, step="arrest", on=date(2026, 2, 1))
    assert legal_status(man) == "charged"


def test_nobody_is_called_more_than_suspected_without_a_conviction(man, rhys):
    for facts in ({"step": "arrest", "on": date(2026, 2, 1)}, CHARGE):
        man.record_legal(by=rhys, **facts)
        assert "Suspected" in PersonOfConcern.objects.get().get_legal_status_display()
    man.record_legal(by=rhys, **CONVICTION)
    assert PersonOfConcern.objects.get().get_legal_status_display() == "Convicted"


def test_a_conviction_stays_one_when_the_person_is_arrested_again(man, rhys):
    man.record_legal(by=rhys, **CONVICTION)
    man.record_legal(by=rhys, step="arrest", on=date(2026, 9, 1))
    assert legal_status(man) == "convicted"


def test_an_acquittal_on_appeal_overturns_the_conviction_it_names_and_no_other(man, rhys):
    first, _ = man.record_legal(by=rhys, **CONVICTION), man.record_legal(by=rhys, **CONVICTION | {"offence": "Theft"})
    man.record_legal(by=rhys, step="acquittal", on=date(2026, 9, 9), overturns=first)
    assert legal_status(man) == "convicted"
    man.record_legal(by=rhys, step="acquittal", on=date(2026, 9, 9), overturns=LegalEvent.objects.get(offence="Theft"))
    assert legal_status(man) == "acquitted"


def test_a_correction_stands_in_the_place_of_what_it_puts_right_and_both_stay(man, rhys):
    wrong = man.record_legal(by=rhys, **CONVICTION)
    man.correct_legal(wrong, by=rhys, because="It was a caution", **CONVICTION | {"step": "caution"})
    assert legal_status(man) == "cautioned" and LegalEvent.objects.count() == 2
    with pytest.raises(NotYet, match="corrected already"):
        man.correct_legal(wrong, by=rhys, because="Again", **CONVICTION)


def test_nobody_takes_back_alone_what_was_recorded_of_the_wrong_person(man, rhys):
    wrong = man.record_legal(by=rhys, **CHARGE)
    with pytest.raises(NotYet, match="by two people"):
        man.correct_legal(wrong, by=rhys, because="Another man of that name", step="taken_back", on=wrong.on)
    assert legal_status(man) == "charged"


def test_an_entry_is_never_changed_or_deleted(man, rhys):
    man.record_legal(by=rhys, **CHARGE)
    for act in (lambda: LegalEvent.objects.update(offence="None"), lambda: LegalEvent.objects.get().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"step": "charge", "on": date(2026, 3, 4)}, "Enter the offence"),
        (CHARGE | {"on": Later(lambda: timezone.localdate() + timedelta(days=1))}, "in the past"),
        (CHARGE | {"on": date(1980, 1, 1)}, "before the person was born"),
        (CHARGE | {"sentence": "3 years"}, "Only a conviction"),
        (CONVICTION | {"released_on": date(2026, 1, 1)}, "before the conviction"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_sentence(facts, sentence, man, rhys):
    PersonOfConcern.objects.update(date_of_birth=date(1990, 5, 5))
    with pytest.raises(NotYet, match=sentence):
        man.record_legal(by=rhys, **facts)
    assert not LegalEvent.objects.exists()


def test_the_linked_childs_chronology_hears_and_names_nobody(man, case, rhys):
    man.record_legal(by=rhys, **CHARGE)
    entry = case.entries.of_kind("disruption").latest("pk")
    assert entry.sentence == f"{man.reference} was charged." and entry.day == CHARGE["on"]
    assert entry.needs == "read_suspects"


def test_a_caseworker_and_a_reader_record_no_step_of_the_law(man, priya, owen):
    for person in (priya, owen):
        with pytest.raises(NotYours):
            man.record_legal(by=person, **CHARGE)


def test_the_manager_of_the_childs_team_may(man, morag):
    man.record_legal(by=morag, **CHARGE)
    assert legal_status(man) == "charged"


def test_a_record_merged_into_this_one_brings_its_steps_with_it(man, team, rhys):
    other = make_person(area=team, officer=rhys)
    other.record_legal(by=rhys, **CONVICTION)
    PersonOfConcern.objects.filter(pk=other.pk).update(merged_into=man)
    man.update_legal_status()
    assert man.legal_status == "convicted"
