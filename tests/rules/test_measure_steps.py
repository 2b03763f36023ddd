"""The life of a measure: considered, applied for, made, served, varied, ended. DOMAIN.md sections 3.1 and 3.2b."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.models import ChronologyEntry
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from perpetrators.models import Link, Measure, ProtectedChild
from tests.factories.children import make_child
from tests.factories.measures import RISK_ORDER, days_ago, make_injunction
from tests.factories.register import make_measure, make_person, make_place

TODAY = timezone.localdate


def sro(rhys, man, **said):
    given = {"made_on": days_ago(5), "until_further_order": True, "facts": RISK_ORDER}
    return Measure.record_made(by=rhys, kind="sro", person=man, **given | said)


def steps(measure):
    return [(event.step, event.from_state, event.to_state) for event in measure.events.order_by("version")]


def test_from_the_first_thought_to_the_end_every_step_is_kept_with_its_day(man, rhys, priya):
    measure = Measure.propose(by=priya, kind="sro", person=man, on=days_ago(9), note="Seen outside the school.")
    measure.apply(by=rhys, on=days_ago(8), applicant="Devon and Cornwall Police")
    measure.grant(by=rhys, on=days_ago(6), interim=True, ends_on=TODAY() + timedelta(days=30), facts=RISK_ORDER)
    measure.grant(by=rhys, on=days_ago(4), until_further_order=True)
    measure.serve(by=rhys, on=days_ago(3), served_how="By hand", served_by="PC Dray")
    measure.vary(by=rhys, on=days_ago(2), what="May use the bus on weekdays.")
    measure.discharge(by=rhys, on=days_ago(1), consent=True)
    assert steps(measure) == [
        ("proposed", "", "considered"),
        ("apply", "considered", "applied"),
        ("grant", "applied", "interim"),
        ("grant", "interim", "in_force"),
        ("serve", "in_force", "in_force"),
        ("vary", "in_force", "varied"),
        ("discharge", "varied", "discharged"),
    ]
    days = [event.on for event in measure.events.order_by("version")]
    assert days == [days_ago(day) for day in (9, 8, 6, 4, 3, 2, 1)]
    measure.refresh_from_db()
    assert (measure.state, measure.ended_on, measure.is_live) == ("discharged", days_ago(1), False)


def test_a_full_order_after_an_interim_one_is_served_anew(man, rhys):
    fixed = {"until_further_order": None, "ends_on": TODAY() + timedelta(days=30)}
    measure = sro(rhys, man, interim=True, **fixed, served_on=days_ago(5), served_how="By hand")
    measure.grant(by=rhys, on=days_ago(1), until_further_order=True)
    assert measure.served_on is None


def test_a_step_that_does_not_follow_from_the_state_is_refused_in_words(man, rhys):
    measure = Measure.propose(by=rhys, kind="sro", person=man)
    with pytest.raises(NotYet, match="“Considered”: it cannot be varied now"):
        measure.vary(by=rhys, what="Something")
    measure.withdraw(by=rhys)
    with pytest.raises(NotYet, match="“Withdrawn”: it cannot be made now"):
        measure.grant(by=rhys, until_further_order=True, facts=RISK_ORDER)


def test_whoever_sees_the_child_proposes_and_does_not_decide(man, priya, owen):
    measure = Measure.propose(by=priya, kind="sro", person=man)
    with pytest.raises(NotYours, match="Ask Rhys Calder"):
        measure.apply(by=priya)
    with pytest.raises(NotYours):
        Measure.record_made(by=priya, kind="sro", person=man, made_on=TODAY(), facts=RISK_ORDER)
    with pytest.raises(NotYours):
        Measure.propose(by=owen, kind="sro", person=man)


def test_a_manager_keeps_the_measures_of_the_teams_children(man, morag):
    assert sro(morag, man).state == "in_force"


@pytest.mark.parametrize("days", [-1, 8])
def test_no_step_is_taken_tomorrow_or_before_the_measure_was_made(days, man, rhys):
    measure = sro(rhys, man)
    with pytest.raises(NotYet):
        measure.vary(by=rhys, on=days_ago(days), what="x")
    assert measure.events.count() == 1


def test_service_is_a_step_of_its_own_and_happens_once(man, rhys):
    measure = sro(rhys, man)
    assert list(Measure.objects.unserved()) == [measure]
    with pytest.raises(NotYet, match="how it was served"):
        measure.serve(by=rhys)
    event = measure.serve(by=rhys, served_how="By hand")
    assert "are due with the police by" in event.sentence
    with pytest.raises(NotYet, match="already"):
        measure.serve(by=rhys, served_how="By hand")
    assert not Measure.objects.unserved().exists()


def test_somebody_who_was_overtaken_reads_what_changed(man, rhys, morag):
    measure = sro(rhys, man)
    seen = measure.version
    measure.serve(by=morag, served_how="By hand")
    with pytest.raises(ChangedMeanwhile, match="Morag Ellis recorded: Served"):
        Measure.objects.get().vary(by=rhys, what="x", version=seen)


def test_a_child_named_is_linked_and_their_chronology_hears_without_a_name(man, rhys, team, priya, morag, case):
    person = make_person(area=team, officer=rhys, given_names="Bram")
    measure = sro(rhys, person, children=[case.child])
    assert Link.objects.get(person=person).child == case.child
    (entry,) = ChronologyEntry.objects.of_kind("disruption")
    assert entry.case == case
    assert measure.reference in entry.sentence and person.reference in entry.sentence
    assert "Tamsin" not in entry.sentence and "Bram" not in entry.sentence


def test_a_child_somebody_does_not_see_is_not_named(man, rhys, morag):
    unseen = make_child(given_names="Jory")
    with pytest.raises(NotYours, match="not yours to see"):
        sro(rhys, man, children=[unseen])
    assert not Measure.objects.exists()


def test_children_are_protected_later_too(man, rhys, tamsin):
    measure = sro(rhys, man)
    measure.protect(by=rhys, children=[tamsin])
    assert measure.children == [tamsin]
    with pytest.raises(NotYet, match="already"):
        measure.protect(by=rhys, children=[tamsin])


def test_a_measure_whose_last_day_is_over_reads_as_expired_at_once_and_is_ended_by_the_clock(man, rhys, tamsin):
    measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=days_ago(1), children=[tamsin])
    assert measure.state_in_words == "Expired"
    assert not Measure.objects.live().exists()
    assert Measure.objects.expire_ended() == 1
    measure.refresh_from_db()
    assert (measure.state, measure.ended_on) == ("expired", TODAY())
    assert measure.events.first().sentence.startswith("Expired by itself")
    assert "Expired by itself" in ChronologyEntry.objects.of_kind("disruption").newest_first().first().sentence
    assert Measure.objects.expire_ended() == 0


def test_on_its_last_day_a_measure_is_in_force(man, rhys):
    make_injunction(by=rhys, person=man, until_further_order=None, ends_on=TODAY())
    assert Measure.objects.live().count() == 1
    assert Measure.objects.expire_ended() == 0


def test_expiry_costs_the_same_for_many(man, rhys, tamsin, django_assert_max_num_queries):
    for _ in range(5):
        make_injunction(by=rhys, person=man, until_further_order=None, ends_on=days_ago(2), children=[tamsin])
    with django_assert_max_num_queries(12):
        assert Measure.objects.expire_ended() == 5


def test_what_is_told_on_every_childs_case_names_none_of_them(man, rhys, tamsin):
    measure = make_injunction(by=rhys, person=man, children=[tamsin])
    with pytest.raises(NotYet, match="Leave the names of children out"):
        measure.vary(by=rhys, what="May meet TAMSIN at school.")
    broken = {"by": rhys, "happened_on": days_ago(2), "reported_by": "Aunt"}
    with pytest.raises(NotYet, match="You wrote “Tamsin’s”"):
        measure.record_breach(**broken, what_happened="Waited at Tamsin’s school.")
    breach = measure.record_breach(**broken, what_happened="Waited at the school.")
    with pytest.raises(NotYet, match="Leave the names of children out"):
        breach.record_outcome(by=rhys, proceeding="contempt", outcome="Fined for meeting Tamsin", outcome_on=TODAY())
    assert not ChronologyEntry.objects.filter(sentence__icontains="Tamsin").exists()


def test_a_measure_that_names_a_child_is_seen_by_the_childs_worker_wherever_it_is(team, rhys, tamsin, case, priya):
    at_a_place = make_measure(area=team, by=rhys, place=make_place(area=team, by=rhys), kind="police_protection")
    assert not Measure.objects.visible_to(priya).exists()
    ProtectedChild.objects.create(measure=at_a_place, child=tamsin)
    assert list(Measure.objects.visible_to(priya)) == [at_a_place]


def test_a_review_sets_the_next_one(man, rhys):
    measure = sro(rhys, man)
    measure.review(by=rhys, review_on=TODAY() + timedelta(days=90))
    assert measure.review_on == TODAY() + timedelta(days=90)
    with pytest.raises(NotYet, match="after this one"):
        measure.review(by=rhys, review_on=TODAY())


def test_details_are_put_right_and_must_still_fit(man, rhys):
    measure = sro(rhys, man)
    measure.put_right(by=rhys, order_ref="SRO/26/114", facts={"supervisor": "PC Dray"})
    assert Measure.objects.get().order_ref == "SRO/26/114"
    with pytest.raises(NotYet, match="at least 2 years"):
        Measure.objects.get().put_right(by=rhys, ends_on=TODAY(), until_further_order=False)


def test_conditions_have_days_of_their_own_within_the_measure(man, rhys):
    measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=TODAY() + timedelta(days=100))
    measure.add_condition(by=rhys, sort="prohibition", text="Go to Harbour Street", ends_on=TODAY() + timedelta(days=9))
    with pytest.raises(NotYet, match="longer than the measure"):
        measure.add_condition(by=rhys, sort="prohibition", text="x", ends_on=TODAY() + timedelta(days=101))
    with pytest.raises(NotYet, match="ends before it starts"):
        measure.add_condition(by=rhys, sort="prohibition", text="x", starts_on=TODAY(), ends_on=days_ago(1))
    condition = measure.conditions.get()
    measure.end_condition(by=rhys, condition=condition)
    assert measure.conditions.get().ends_on == TODAY()


def test_released_under_investigation_has_no_conditions_and_protects_nobody(man, rhys, tamsin):
    facts = {"offence": "Grooming", "why_no_bail": "Not thought necessary."}
    given = {"by": rhys, "kind": "released_under_investigation", "person": man, "made_on": TODAY(), "facts": facts}
    condition = {"sort": "prohibition", "text": "Speak to her"}
    with pytest.raises(NotYet, match="There are no conditions"):
        Measure.record_made(**given, conditions=[condition])
    assert not Measure.objects.exists()
    with pytest.raises(NotYet, match="names no child"):
        Measure.record_made(**given, children=[tamsin])
    measure = Measure.record_made(**given)
    with pytest.raises(NotYet, match="There are no conditions"):
        measure.add_condition(by=rhys, **condition)
    with pytest.raises(DatabaseError), transaction.atomic():
        measure.conditions.create(**condition)


def test_the_database_refuses_a_move_without_its_line_of_history(team, rhys, man):
    measure = make_measure(area=team, by=rhys, person=man)
    with pytest.raises(DatabaseError), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(state="discharged", version=2)
        connection.check_constraints()


def test_a_merged_record_gets_no_measure(man, rhys, team):
    other = make_person(area=team, officer=rhys, given_names="Bram")
    type(other).objects.filter(pk=other.pk).update(merged_into=man)
    other.refresh_from_db()
    with pytest.raises(NotYet, match="was merged"):
        Measure.propose(by=rhys, kind="sro", person=other)


def test_a_row_of_a_protected_child_is_kept_with_the_measure(man, rhys, tamsin):
    measure = sro(rhys, man, children=[tamsin])
    assert ProtectedChild.objects.get(measure=measure).notice_to is None
