"""A breach: what it is, what follows by kind, and who hears of it. DOMAIN.md sections 3.1 and 3.2."""

import pytest
from django.db import DatabaseError, transaction

from cases.models import ChronologyEntry
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models import Breach, Measure
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.law.proceeding import Proceeding
from tests.days import Later
from tests.factories.measures import RISK_ORDER, days_ago, make_bail, make_injunction


def broken(measure, by, day=5, **said):
    given = {"happened_on": days_ago(day), "what_happened": "Waited outside the school.", "reported_by": "Her aunt"}
    return measure.record_breach(by=by, **given | said)


def test_a_breach_moves_the_measure_and_the_childs_chronology_hears_at_once(man, rhys, tamsin, case):
    measure = make_injunction(by=rhys, person=man, children=[tamsin])
    broken(measure, rhys, arrested=True, arrested_on=days_ago(4), proceeding="contempt")
    assert Measure.objects.get().state == "breached"
    entry = ChronologyEntry.objects.of_kind("disruption").newest_first().get(significant=True)
    assert (entry.case, entry.day) == (case, days_ago(5))
    assert "Look at the risk again" in entry.sentence
    assert "school" not in entry.sentence  # what happened is on the breach, for those who may read it


def test_a_breached_measure_is_still_in_force_and_counted(man, rhys):
    measure = make_injunction(by=rhys, person=man)
    broken(measure, rhys)
    assert list(Measure.objects.live()) == [measure]
    measure.vary(by=rhys, what="Keeps away from the harbour too.")
    assert measure.state == "breached"
    broken(measure, rhys, day=2)
    assert measure.breaches.count() == 2


def test_nothing_is_broken_before_it_was_served(man, rhys):
    unserved = make_injunction(by=rhys, person=man, served_on=None)
    with pytest.raises(NotYet, match="not served yet"):
        broken(unserved, rhys)
    served = make_injunction(by=rhys, person=man, days=30, served_on=days_ago(10))
    with pytest.raises(NotYet, match="cannot have been broken on"):
        broken(served, rhys, day=11)
    assert broken(served, rhys, day=10)
    with pytest.raises(DatabaseError), transaction.atomic():
        Breach.objects.create(measure=unserved, happened_on=days_ago(1), what_happened="x", recorded_by=rhys)


def test_nothing_is_broken_before_it_was_made_or_when_it_was_over(man, rhys):
    with pytest.raises(NotYet, match="not made yet"):
        broken(Measure.propose(by=rhys, kind="sro", person=man), rhys)
    over = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=days_ago(10))
    with pytest.raises(NotYet, match="no longer in force"):
        broken(over, rhys, day=9)


def test_a_breach_recorded_after_the_end_is_kept_if_it_happened_before(man, rhys):
    over = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=days_ago(10))
    broken(over, rhys, day=10)
    assert over.state == "expired"
    assert over.breaches.count() == 1


@pytest.mark.parametrize("day", [-1, -30])
def test_a_breach_in_the_future_is_refused(day, man, rhys):
    with pytest.raises(NotYet, match="in the future"):
        broken(make_injunction(by=rhys, person=man), rhys, day=day)


def test_breaking_a_warning_notice_is_evidence_and_not_an_offence(man, rhys, tamsin):
    (notice,) = Measure.serve_notices(by=rhys, person=man, children=[tamsin], basis="s2", served_on=days_ago(9))
    with pytest.raises(NotYet, match="not an offence: it is evidence"):
        broken(notice, rhys, proceeding="offence")
    assert broken(notice, rhys, proceeding="evidence")


def test_breaking_bail_brings_a_new_decision_and_is_no_offence(man, rhys):
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(9))
    with pytest.raises(NotYet, match="not itself an offence"):
        broken(bail, rhys, proceeding="offence")
    assert broken(bail, rhys, proceeding="new_bail")


@pytest.mark.parametrize(
    ("key", "follows"),
    [
        ("cawn", "evidence"),
        ("pre_charge_bail", "new_bail"),
        ("sro", "offence"),
        ("shpo", "offence"),
        ("civil_injunction", "contempt"),
        ("s222_injunction", "contempt"),
        ("inherent_injunction", "contempt"),
        ("closure_order", "offence"),
    ],
)
def test_what_follows_is_said_by_the_kind(key, follows):
    assert KINDS[key].proceedings == (Proceeding.NONE, follows)


def test_released_under_investigation_cannot_be_broken(man, rhys):
    measure = Measure.record_made(
        by=rhys,
        kind="released_under_investigation",
        person=man,
        made_on=days_ago(9),
        facts={"offence": "Grooming", "why_no_bail": "Not thought necessary."},
    )
    with pytest.raises(NotYet, match="no conditions that could be broken"):
        broken(measure, rhys)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what_happened": " "}, "what happened"),
        ({"reported_by": ""}, "who reported it"),
        ({"reported_to_police_on": Later(lambda: days_ago(6))}, "before the day it happened"),
        ({"arrested_on": Later(lambda: days_ago(4))}, "say that the person was arrested"),
        ({"arrested": True, "arrested_on": Later(lambda: days_ago(-2))}, "in the future"),
    ],
)
def test_what_cannot_be_true_of_a_breach_is_refused_in_words(said, words, man, rhys):
    measure = make_injunction(by=rhys, person=man)
    with pytest.raises(NotYet, match=words):
        broken(measure, rhys, **said)
    assert not Breach.objects.exists()


def test_its_outcome_and_sentence_are_recorded_later_and_told(man, rhys, tamsin):
    measure = make_injunction(by=rhys, person=man, children=[tamsin])
    breach = broken(measure, rhys)
    breach.record_outcome(
        by=rhys, proceeding="contempt", outcome="Committed to prison", outcome_on=days_ago(1), sentence_days=42
    )
    assert "Committed to prison, 42 days in custody" in ChronologyEntry.objects.order_by("pk").last().sentence
    assert list(Measure.objects.live()) == [measure]  # in prison for the breach, and still counted


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"outcome": "Fined"}, "day of the outcome"),
        ({"outcome": "Fined", "outcome_on": Later(lambda: days_ago(6))}, "before the day"),
        ({"sentence_days": 3}, "what the outcome was"),
        ({"outcome_on": Later(lambda: days_ago(1))}, "what the outcome was"),
        (
            {"outcome": "Prison", "outcome_on": Later(lambda: days_ago(1)), "released_on": Later(lambda: days_ago(2))},
            "release is before",
        ),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_and_nothing_is_lost(said, words, man, rhys):
    breach = broken(make_injunction(by=rhys, person=man), rhys)
    with pytest.raises(NotYet, match=words):
        breach.record_outcome(by=rhys, **{"proceeding": "contempt"} | said)
    assert Breach.objects.get().outcome == ""


def test_two_people_recording_an_outcome_do_not_overwrite_each_other(man, rhys):
    breach = broken(make_injunction(by=rhys, person=man), rhys)
    breach.record_outcome(by=rhys, proceeding="contempt", version=1)
    with pytest.raises(ChangedMeanwhile):
        breach.record_outcome(by=rhys, proceeding="none", version=1)


def test_a_lead_worker_tells_police_liaison_and_does_not_record_it(man, rhys, priya):
    with pytest.raises(NotYours, match="Ask Rhys Calder"):
        broken(make_injunction(by=rhys, person=man), priya)


def test_a_condition_of_another_measure_is_not_the_one_that_was_broken(man, rhys):
    first, second = make_injunction(by=rhys, person=man), make_injunction(by=rhys, person=man)
    first.add_condition(by=rhys, sort="prohibition", text="Go to Harbour Street")
    with pytest.raises(NotYet, match="another measure"):
        broken(second, rhys, condition=first.conditions.get())


def test_a_risk_order_broken_is_an_offence(man, rhys):
    order = Measure.record_made(
        by=rhys,
        kind="sro",
        person=man,
        made_on=days_ago(9),
        served_on=days_ago(9),
        until_further_order=True,
        facts=RISK_ORDER,
    )
    assert broken(order, rhys, proceeding="offence").proceeding == "offence"
