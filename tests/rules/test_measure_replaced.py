"""An order in full ends the one of its kind before it where the law says so, in whatever order they are written down.

Source: Sexual Offences Act 2003 ss103C(6) and 122A, Modern Slavery Act 2015 ss17(6) and 24(6).
"""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure, Mistake, PersonOfConcern
from perpetrators.models.law.catalogue.kinds import KINDS
from tests.factories.measures import RISK_ORDER, days_ago, make_injunction
from tests.factories.people import make_user
from tests.factories.register import make_person

TODAY = timezone.localdate
DAY = timedelta(days=1)


def order(rhys, man, ago, *, kind="sro", **said):
    given = {"until_further_order": True} if "ends_on" not in said else {}
    facts = RISK_ORDER if kind == "sro" else {"court": "Truro", "conviction": "Assault, 2025"}
    return Measure.record_made(by=rhys, kind=kind, person=man, made_on=days_ago(ago), facts=facts, **given | said)


def days_of(measure):
    measure.refresh_from_db()
    period = measure.periods.filter(interim=False).first()
    return (period.first_day, period.last_day) if period else None


def test_a_new_order_of_the_kind_ends_the_old_one_and_says_so_with_its_source(man, rhys):
    old = order(rhys, man, 40)
    new = order(rhys, man, 10)
    old.refresh_from_db()
    assert (old.state, old.ended_on) == ("discharged", days_ago(10))
    assert (days_of(old), days_of(new)) == ((days_ago(40), days_ago(11)), (days_ago(10), None))
    told = old.events.first()
    assert (told.step, told.on) == ("ceased", days_ago(10))
    assert f"when {new.reference} was made. Source: Sexual Offences Act 2003 s122A." in told.sentence


def test_an_order_that_is_granted_ends_the_old_one_and_an_interim_one_does_not(man, rhys):
    old = order(rhys, man, 40)
    new = Measure.propose(by=rhys, kind="sro", person=man, on=days_ago(20))
    new.grant(by=rhys, on=days_ago(10), interim=True, ends_on=TODAY() + 9 * DAY, facts=RISK_ORDER)
    assert days_of(old) == (days_ago(40), None)
    new.grant(by=rhys, on=days_ago(4), until_further_order=True)
    assert days_of(old) == (days_ago(40), days_ago(5))


def test_an_older_order_that_is_written_down_later_was_over_when_the_newer_was_made(man, rhys):
    new = order(rhys, man, 10)
    old = order(rhys, man, 40)
    assert (old.state, days_of(old), days_of(new)) == ("discharged", (days_ago(40), days_ago(11)), (days_ago(10), None))


def test_an_order_that_had_ended_later_by_then_is_over_from_the_day_of_the_new_one(man, rhys):
    old = order(rhys, man, 60)
    old.discharge(by=rhys, on=days_ago(5), consent=True)
    order(rhys, man, 30)
    assert (days_of(old), old.state) == ((days_ago(60), days_ago(31)), "discharged")


def test_an_order_stands_on_where_the_one_that_ended_it_was_recorded_by_mistake(man, rhys, team):
    old, new = order(rhys, man, 40), order(rhys, man, 10)
    second = make_user(role="police_liaison", teams=[team])
    Mistake.say(measure=new, by=rhys, reason="It is of somebody else.").decide(by=second, agrees=True)
    old.refresh_from_db()
    assert (old.state, old.ended_on, days_of(old)) == ("in_force", None, (days_ago(40), None))
    assert old.events.first().step == "stands_on"


def test_an_order_lasts_until_the_day_to_which_the_next_was_corrected(man, rhys):
    old, new = order(rhys, man, 40), order(rhys, man, 10)
    for ago in (5, 20):
        new.refresh_from_db()
        new.correct_days(by=rhys, made_on=days_ago(ago), note="Misread")
        assert days_of(old) == (days_ago(40), days_ago(ago + 1))
    new.correct_days(by=rhys, made_on=days_ago(60), note="Misread")  # now it is the earlier one
    assert (days_of(old), days_of(new)) == ((days_ago(40), None), (days_ago(60), days_ago(41)))


def test_what_had_been_over_before_is_over_then_again(man, rhys, team):
    old = order(rhys, man, 60)
    old.discharge(by=rhys, on=days_ago(5), consent=True)
    new = order(rhys, man, 30)
    second = make_user(role="police_liaison", teams=[team])
    Mistake.say(measure=new, by=rhys, reason="It is of somebody else.").decide(by=second, agrees=True)
    assert (days_of(old), old.state) == ((days_ago(60), days_ago(6)), "discharged")


def test_the_database_lets_nothing_stand_again_that_was_discharged(man, rhys):
    old = order(rhys, man, 40)
    old.discharge(by=rhys, on=days_ago(5), consent=True)
    with pytest.raises(IntegrityError, match="stands no more"), transaction.atomic():
        Measure.objects.filter(pk=old.pk).update(state="in_force")


@pytest.mark.parametrize("kind", ["civil_injunction", "cbo"])
def test_where_the_law_does_not_say_so_both_stand(kind, man, rhys):
    assert KINDS[kind].ends_earlier == ""
    old, new = (
        order(rhys, man, ago, kind=kind) if kind == "cbo" else make_injunction(by=rhys, person=man, days=ago)
        for ago in (40, 10)
    )
    assert {days_of(old)[1], days_of(new)[1]} == {None}


def test_an_order_of_another_kind_or_of_somebody_else_stays(man, rhys, team):
    other = make_person(area=team, officer=rhys, family_name="Vex")
    kept = [order(rhys, man, 40, kind="shpo"), order(rhys, other, 40)]
    order(rhys, man, 10)
    assert [days_of(one)[1] for one in kept] == [None, None]


def test_the_orders_of_two_records_that_are_one_person_follow_each_other(man, rhys, team):
    twin = make_person(area=team, officer=rhys, family_name="Vex")
    old, new = order(rhys, twin, 40), order(rhys, man, 10)
    PersonOfConcern.objects.get(pk=man.pk).merge(twin, by=rhys, because="The same photograph")
    assert (days_of(old), days_of(new)) == ((days_ago(40), days_ago(11)), (days_ago(10), None))


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_order_of_writing_each_lasts_until_the_next_was_made(seed, man, rhys):
    chance = Random(seed)
    made = sorted(chance.sample(range(800, 3000), 4), reverse=True)
    written = made[:]
    chance.shuffle(written)
    ended = {ago: chance.choice([None, None, ago - chance.randint(731, 790)]) for ago in made}
    rows = {}
    for ago in written:
        said = {"ends_on": days_ago(ended[ago])} if ended[ago] is not None else {}
        try:
            rows[ago] = order(rhys, man, ago, **said)
        except NotYet as refusal:  # two years at least
            assert "at least 2 years" in str(refusal)
            rows[ago] = order(rhys, man, ago)
            ended[ago] = None
    for number, ago in enumerate(made):
        following = days_ago(made[number + 1]) - DAY if number + 1 < len(made) else None
        own = days_ago(ended[ago]) if ended[ago] is not None else None
        last = min([day for day in (following, own) if day], default=None)
        assert days_of(rows[ago]) == (days_ago(ago), last)
    assert Measure.objects.in_force().count() == (ended[made[-1]] is None)
    second = make_user(role="police_liaison", teams=[man.area])
    mistaken = set(chance.sample(made, 2))
    for ago in chance.sample(sorted(mistaken), 2):
        Mistake.say(measure=rows[ago], by=rhys, reason="Recorded twice.").decide(by=second, agrees=True)
    left = [ago for ago in made if ago not in mistaken]
    for number, ago in enumerate(left):
        following = days_ago(left[number + 1]) - DAY if number + 1 < len(left) else None
        own = days_ago(ended[ago]) if ended[ago] is not None else None
        assert days_of(rows[ago]) == (days_ago(ago), min([day for day in (following, own) if day], default=None))
