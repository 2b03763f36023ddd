"""Where somebody stands with the law: per offence, the worst that is outstanding first."""

from datetime import date, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from emerald.guards import NotYet
from perpetrators.models import LegalEvent, Measure
from perpetrators.models.persons.legal_events.standing import legal_status_after, standings, told
from tests.factories.measures import days_ago, make_bail

DAY = timedelta(days=1)
JULY = date(2026, 7, 1)


def said(man):
    return [one.in_words for one in man.standings()]


def step(man, rhys, step, day, offence="", **more):
    return man.record_legal(by=rhys, step=step, on=JULY + day * DAY, offence=offence, **more)


def test_charged_with_one_offence_and_no_further_action_on_another_reads_charged(man, rhys):
    step(man, rhys, "charge", 0, "Rape")
    step(man, rhys, "charge", 0, "Theft")
    step(man, rhys, "nfa", 5, "theft.")  # however it was typed
    assert said(man) == ["Charged: Rape", "No further action: theft."]
    man.refresh_from_db()
    assert man.legal_status == "charged"


def test_no_further_action_on_what_was_never_recorded_leaves_the_charge_standing(man, rhys):
    step(man, rhys, "charge", 0, "Rape")
    step(man, rhys, "nfa", 5, "Theft")
    assert said(man)[0] == "Charged: Rape"


@pytest.mark.parametrize(("decision", "status"), [("nfa", "nfa"), ("acquittal", "acquitted")])
def test_a_decision_that_names_no_offence_is_about_all_that_is_outstanding(decision, status, man, rhys):
    step(man, rhys, "charge", 0, "Rape")
    step(man, rhys, "arrest", 1, "Theft")
    step(man, rhys, decision, 5)
    man.refresh_from_db()
    assert man.legal_status == status and not any(one.is_outstanding for one in man.standings())


def test_an_arrest_of_which_no_offence_was_named_was_for_what_became_of_it(man, rhys):
    step(man, rhys, "arrest", 0)
    assert said(man) == ["Arrested"]
    step(man, rhys, "charge", 2, "Rape")
    step(man, rhys, "acquittal", 9, "Rape")
    assert said(man) == ["Acquitted: Rape"]


def test_convicted_says_of_what_and_whether_against_a_child(man, rhys):
    step(man, rhys, "conviction", 0, "Theft", against_child=False)
    step(man, rhys, "conviction", 3, "Rape of a child under 13", against_child=True)
    step(man, rhys, "charge", 4, "Theft")
    assert said(man) == [
        "Charged: Theft",
        "Convicted: Rape of a child under 13, against a child",
        "Convicted: Theft, not against a child",
    ]
    man.refresh_from_db()
    assert man.legal_status == "convicted" and man.is_convicted


def test_only_of_a_conviction_it_is_said_whether_it_was_against_a_child(man, rhys):
    with pytest.raises(NotYet, match="Only of a conviction"):
        step(man, rhys, "charge", 0, "Rape", against_child=True)
    event = step(man, rhys, "charge", 0, "Rape")
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalEvent.objects.create(
            person=man, step="nfa", on=JULY, against_child=True, by=rhys, version=event.version + 5
        )


def test_at_first_sight_one_reads_what_is_outstanding_and_every_conviction(man, rhys):
    step(man, rhys, "nfa", 0, "Affray")
    assert [one.in_words for one in told(man.standings())] == ["No further action: Affray"]
    step(man, rhys, "conviction", 0, "Theft", against_child=False)
    step(man, rhys, "arrest", 4, "Rape")
    assert [one.in_words for one in told(man.standings())] == [
        "Arrested: Rape",
        "Convicted: Theft, not against a child",
    ]


PATHS = (
    ("arrest",),
    ("arrest", "nfa"),
    ("arrest", "charge"),
    ("charge", "nfa"),
    ("charge", "acquittal"),
    ("arrest", "caution"),
    ("charge", "conviction"),
    ("charge", "conviction", "arrest"),
    ("charge", "conviction", "charge", "nfa"),
    ("arrest", "nfa", "arrest", "charge"),
)


def events_at_random(random):
    """{offence: its steps}, and [(offence, step, day)]: of each offence one path, its days among those of the others,
    one event a day."""
    paths = {offence: random.choice(PATHS) for offence in random.sample(("Rape", "Theft", "Affray", "Grooming"), 3)}
    days = random.sample(range(200), sum(map(len, paths.values())))
    events = []
    for offence, path in paths.items():
        mine, days = sorted(days[: len(path)]), days[len(path) :]
        events += [(offence, step, day) for step, day in zip(path, mine, strict=True)]
    return paths, events


def test_of_random_histories_written_down_in_any_order_each_offence_stands_where_its_days_leave_it():
    random = Random(7)
    for _ in range(300):
        by_offence, planned = events_at_random(random)
        random.shuffle(planned)
        events = [
            SimpleNamespace(
                pk=number,
                step=name,
                offence=offence,
                on=JULY + day * DAY,
                corrects_id=None,
                overturns_id=None,
                against_child=True if name == "conviction" else None,
            )
            for number, (offence, name, day) in enumerate(planned)
        ]
        expected = set()
        for offence, names in by_offence.items():
            if "conviction" in names:
                expected.add(("convicted", offence))
            if names[-1] != "conviction":
                ends = {"arrest": "arrested", "charge": "charged", "caution": "cautioned", "acquittal": "acquitted"}
                expected.add((ends.get(names[-1], "nfa"), offence))
        found = standings(events)
        assert {(one.status.value, one.offence) for one in found} == expected
        ranks = [{"charged": 0, "arrested": 1, "convicted": 2}.get(one.status.value, 3) for one in found]
        assert ranks == sorted(ranks)
        if any(status == "convicted" for status, _ in expected):
            assert legal_status_after(events) == "convicted"
        elif any(status == "charged" for status, _ in expected):
            assert legal_status_after(events) == "charged"


AFTER_CHARGE = {"kind": "post_charge_bail", "facts": {"court": "Truro Magistrates’ Court", "offence": "Rape"}}


def test_bail_after_charge_needs_a_charge_that_stood_on_its_day(man, rhys):
    def bail(ago):
        return Measure.record_made(by=rhys, person=man, made_on=days_ago(ago), **AFTER_CHARGE)

    with pytest.raises(NotYet, match="needs one that stands"):
        bail(9)
    man.record_legal(by=rhys, step="charge", on=days_ago(20), offence="Rape")
    with pytest.raises(NotYet, match="needs one that stands"):
        bail(21)
    assert bail(20)
    man.record_legal(by=rhys, step="nfa", on=days_ago(5), offence="Rape")
    with pytest.raises(NotYet, match="needs one that stands"):
        bail(4)
    assert bail(6)  # written down late: it stood then
    man.record_legal(by=rhys, step="conviction", on=days_ago(3), offence="Theft")
    with pytest.raises(NotYet, match="needs one that stands"):
        bail(2)


@pytest.mark.parametrize("event", ["charge", "caution", "nfa", "conviction", "acquittal"])
def test_what_ends_a_case_ends_its_bail_in_the_same_step(event, man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    man.record_legal(by=rhys, step=event, on=days_ago(2), offence="Rape", ends=[bail])
    bail.refresh_from_db()
    assert (bail.state, bail.ended_on) == ("discharged", days_ago(2))
    assert bail.events.first().sentence.startswith("Ended: ")


def test_an_arrest_ends_no_bail_and_nothing_of_it_is_recorded_then(man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    with pytest.raises(NotYet, match="Arrest does not end"):
        man.record_legal(by=rhys, step="arrest", on=days_ago(2), ends=[bail])
    assert not LegalEvent.objects.exists() and Measure.objects.get().state == "in_force"


@pytest.mark.parametrize("event", ["conviction", "acquittal", "nfa"])
def test_bail_after_charge_ends_with_the_trial_and_not_with_another_charge(event, man, rhys):
    man.record_legal(by=rhys, step="charge", on=days_ago(20), offence="Rape")
    bail = Measure.record_made(by=rhys, person=man, made_on=days_ago(20), **AFTER_CHARGE)
    with pytest.raises(NotYet, match="Charge does not end"):
        man.record_legal(by=rhys, step="charge", on=days_ago(9), offence="Theft", ends=[bail])
    man.record_legal(by=rhys, step=event, on=days_ago(2), offence="Rape", ends=[bail])
    assert Measure.objects.get().state == "discharged"


def test_release_under_investigation_and_bail_after_charge_end_the_bail_before(man, rhys):
    first, second = (make_bail(by=rhys, person=man, arrested_on=days_ago(30)) for _ in range(2))
    why = {"why_no_bail": "Not thought necessary.", "offence": "Rape"}
    kind = "released_under_investigation"
    Measure.record_made(by=rhys, kind=kind, person=man, made_on=days_ago(3), facts=why, ends=[first])
    man.record_legal(by=rhys, step="charge", on=days_ago(2), offence="Rape")
    Measure.record_made(by=rhys, person=man, made_on=days_ago(2), ends=[second], **AFTER_CHARGE)
    for bail, on in ((first, days_ago(3)), (second, days_ago(2))):
        bail.refresh_from_db()
        assert (bail.state, bail.ended_on) == ("discharged", on)


def test_the_database_holds_that_bail_has_stages_and_no_return_after_its_last_day(man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30))
    late = f"{bail.ends_on + DAY:%Y-%m-%d}"
    for change in ({"facts": bail.facts | {"return_on": late}}, {"ends_on": None, "until_further_order": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=bail.pk).update(**change)
    Measure.objects.filter(pk=bail.pk).update(facts=bail.facts | {"return_on": f"{bail.ends_on:%Y-%m-%d}"})
