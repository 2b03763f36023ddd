"""A measure that rests on a child's age or care is as if what is known of the child now had been known when it was
made; whoever corrects the child hears nothing of it, and those who look after the measure do."""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Child, ChronologyEntry, LookedAfterPeriod
from emerald.guards import NotYet
from emerald.reminders.escalation import Audience
from emerald.reminders.models import Notice
from emerald.reminders.register import source_of
from emerald.reminders.sync import sync_notices
from perpetrators.models import Measure
from perpetrators.models.law.durations import birthday
from perpetrators.models.measures.following import follow, those_to_follow
from perpetrators.tasks import expire_measures
from tests.days import Later
from tests.factories.children import BORN
from tests.factories.measures import days_ago

TODAY = timezone.localdate
DAY = timedelta(days=1)


def born(years, days=0):
    """Somebody who had the birthday of `years` so many days ago."""
    return birthday(days_ago(days), -years)


def serve(rhys, man, child, basis="s2", days=20, **said):
    (notice,) = Measure.serve_notices(
        by=rhys, person=man, children=[child], basis=basis, served_on=days_ago(days), **said
    )
    return notice


def correct(child, case, by, **fields):
    Child.objects.get(pk=child.pk).change(by=by, through=case, **fields)


def in_care(child, case, by, days=50, basis="C2", **said):
    child = Child.objects.get(pk=child.pk)
    return child.add_detail(
        LookedAfterPeriod, by=by, through=case, legal_basis=basis, started_on=days_ago(days), **said
    )


def end_care(period, case, by, on):
    Child.objects.get(pk=period.child_id).change_detail(period, by=by, through=case, ended_on=on)


def lines(case):
    return [entry.sentence for entry in ChronologyEntry.objects.filter(case=case).of_kind("disruption").newest_first()]


class TestBirthDate:
    def test_a_corrected_birth_date_moves_the_last_day_and_says_from_when_to_when(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        before = notice.ends_on
        correct(tamsin, case, priya, date_of_birth=tamsin.date_of_birth - 40 * DAY)
        notice.refresh_from_db()
        assert notice.ends_on == birthday(tamsin.date_of_birth - 40 * DAY, 16) - DAY
        assert (notice.state, notice.followed_on) == ("in_force", TODAY())
        assert notice.events.first().step == "followed"
        assert str(before.year) in notice.events.first().sentence

    def test_a_notice_whose_child_turned_16_before_is_over_from_that_birthday_on(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        correct(tamsin, case, priya, date_of_birth=born(16, days=5))
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", days_ago(5))
        assert notice.periods.get().last_day == days_ago(6)
        assert "age was corrected" in lines(case)[0]

    def test_a_notice_that_could_not_have_been_served_stood_on_no_day(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        correct(tamsin, case, priya, date_of_birth=born(16, days=25))
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", notice.started_on)
        period = notice.periods.get()
        assert period.last_day < period.first_day
        assert "from its first day" in notice.events.first().sentence

    def test_what_ran_out_by_a_wrong_birth_date_is_in_force_again(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        was = tamsin.date_of_birth
        correct(tamsin, case, priya, date_of_birth=born(16, days=5))
        correct(tamsin, case, priya, date_of_birth=was)
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("in_force", None)
        assert notice.protected.get().notice_to == man
        assert "In force again" in notice.events.first().sentence

    def test_where_another_notice_stands_meanwhile_the_old_one_stays_over(self, man, rhys, tamsin, case, priya):
        notice, was = serve(rhys, man, tamsin), tamsin.date_of_birth
        correct(tamsin, case, priya, date_of_birth=born(16, days=5))
        Child.objects.filter(pk=tamsin.pk).update(date_of_birth=was)  # past the verbs
        serve(rhys, man, Child.objects.get(pk=tamsin.pk), days=2)
        correct(tamsin, case, priya, date_of_birth=was - DAY)
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", days_ago(5))

    def test_a_sooner_day_that_was_set_stays(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin, ends_on=TODAY() + 30 * DAY)
        correct(tamsin, case, priya, date_of_birth=tamsin.date_of_birth - 40 * DAY)
        notice.refresh_from_db()
        assert (notice.ends_on, notice.followed_on) == (TODAY() + 30 * DAY, None)

    def test_an_age_that_is_only_estimated_leaves_no_last_day(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        correct(tamsin, case, priya, date_of_birth=None, estimated_age=14)
        notice.refresh_from_db()
        assert (notice.state, notice.ends_on) == ("in_force", None)
        assert "date of birth is not known" in notice.how_ended
        correct(tamsin, case, priya, estimated_age=17)
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", notice.started_on)

    def test_an_injunction_to_the_18th_birthday_follows_too(self, man, rhys, tamsin, case, priya):
        facts = {"court": "High Court", "leave": True}
        order = Measure.record_made(
            by=rhys, kind="inherent_injunction", person=man, children=[tamsin], made_on=days_ago(9), facts=facts
        )
        new = tamsin.date_of_birth + 3 * DAY
        correct(tamsin, case, priya, date_of_birth=new)
        order.refresh_from_db()
        assert order.ends_on == birthday(new, 18) - DAY

    def test_other_details_of_the_child_move_nothing(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        correct(tamsin, case, priya, school="Harbour School")
        notice.refresh_from_db()
        assert (notice.followed_on, notice.events.count()) == (None, 2)


class TestCare:
    def test_a_notice_ends_on_the_day_care_ended_and_not_on_the_day_somebody_noticed(
        self, man, rhys, tamsin, case, priya
    ):
        period = in_care(tamsin, case, priya)
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        end_care(period, case, priya, days_ago(9))
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", days_ago(9))
        assert notice.periods.get().last_day == days_ago(10)
        event = notice.events.first()
        assert (event.on, event.step) == (days_ago(9), "expired")
        assert "the care it rested on ended" in lines(case)[0]

    def test_so_it_does_when_only_the_clock_notices(self, man, rhys, tamsin, case, priya):
        period = in_care(tamsin, case, priya)
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        LookedAfterPeriod.objects.filter(pk=period.pk).update(ended_on=days_ago(9))  # past the verbs
        expire_measures()
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on, notice.followed_on) == ("expired", days_ago(9), TODAY())

    def test_an_end_ahead_is_its_last_day_already(self, man, rhys, tamsin, case, priya):
        period = in_care(tamsin, case, priya)
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        end_care(period, case, priya, TODAY() + 4 * DAY)
        notice.refresh_from_db()
        assert (notice.state, notice.ends_on) == ("in_force", TODAY() + 3 * DAY)

    def test_care_that_goes_on_under_another_order_ends_nothing(self, man, rhys, tamsin, case, priya):
        period = in_care(tamsin, case, priya, basis="C1")
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        end_care(period, case, priya, days_ago(9))
        in_care(tamsin, case, priya, days=9)
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("in_force", None)

    def test_a_time_in_care_that_was_recorded_in_error_takes_the_notice_with_it(self, man, rhys, tamsin, case, priya):
        period = in_care(tamsin, case, priya)
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        Child.objects.get(pk=tamsin.pk).remove_detail(period, by=priya, through=case, because="typed in error")
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", notice.started_on)

    def test_a_notice_that_was_withdrawn_stays_so_and_nobody_is_told(self, man, rhys, tamsin, case, priya):
        period = in_care(tamsin, case, priya)
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        notice.withdraw(by=rhys, on=days_ago(12))
        end_care(period, case, priya, days_ago(9))
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on, notice.followed_on) == ("withdrawn", days_ago(12), None)


class TestDeath:
    def test_a_notice_ends_with_the_day_on_which_the_child_died(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        correct(tamsin, case, priya, died_on=days_ago(6))
        notice.refresh_from_db()
        assert (notice.state, notice.ends_on, notice.ended_on) == ("expired", days_ago(6), days_ago(5))
        assert "the child died" in lines(case)[0]

    def test_a_death_recorded_in_error_has_it_in_force_again(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        last = notice.ends_on
        correct(tamsin, case, priya, died_on=days_ago(6))
        correct(tamsin, case, priya, died_on=None)
        notice.refresh_from_db()
        assert (notice.state, notice.ends_on) == ("in_force", last)

    def test_a_measure_that_began_after_it_stood_on_no_day_and_no_other_is_made(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin, days=5)
        correct(tamsin, case, priya, died_on=days_ago(6))
        notice.refresh_from_db()
        assert (notice.state, notice.ended_on) == ("expired", notice.started_on)
        with pytest.raises(NotYet, match="died on"):
            serve(rhys, man, Child.objects.get(pk=tamsin.pk), days=2)

    def test_no_birthday_is_due_of_a_child_who_died(self, man, rhys, tamsin, case, priya):
        serve(rhys, man, tamsin, ends_on=TODAY() + 300 * DAY)
        correct(tamsin, case, priya, date_of_birth=born(15))
        assert source_of("child_16").due().exists()
        correct(tamsin, case, priya, died_on=TODAY())
        assert not source_of("child_16").due().exists()

    @pytest.mark.parametrize("day", [Later(lambda: TODAY() + DAY), BORN - DAY])
    def test_nobody_died_tomorrow_or_before_they_were_born(self, day, tamsin, case, priya):
        with pytest.raises(NotYet, match="Day of death"):
            correct(tamsin, case, priya, died_on=day)
        with pytest.raises(IntegrityError), transaction.atomic():
            Child.objects.filter(pk=tamsin.pk).update(died_on=BORN - DAY)


class TestWhoIsTold:
    def test_police_liaison_and_the_worker_have_it_due_until_police_liaison_looked(
        self, man, rhys, tamsin, case, priya
    ):
        period = in_care(tamsin, case, priya)
        notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49")
        end_care(period, case, priya, days_ago(9))
        source = source_of("measure_followed")
        assert [(reference, day) for _, _, reference, day in source.due()] == [(notice.reference, TODAY())]
        told = {person for measure, person, audience in source.people() if audience == Audience.WORKER}
        assert {rhys.pk, priya.pk} <= told
        sync_notices()
        standing = Notice.objects.active().filter(source="measure_followed")
        assert {rhys.name, priya.name} <= set(standing.values_list("recipient__name", flat=True))
        notice.refresh_from_db()
        notice.look_at(by=rhys, note="Nothing else is needed.")
        assert not source.due().exists()
        with pytest.raises(NotYet, match="Nothing of this measure waits"):
            notice.look_at(by=rhys, note="Again.")

    def test_nobody_is_told_of_what_ran_out_on_the_day_everybody_knew(self, man, rhys, tamsin):
        notice = serve(rhys, man, tamsin, ends_on=days_ago(1))
        expire_measures()
        notice.refresh_from_db()
        assert (notice.state, notice.followed_on) == ("expired", None)

    def test_who_may_not_see_the_child_reads_no_reason(self, man, rhys, tamsin, case, priya):
        notice = serve(rhys, man, tamsin)
        correct(tamsin, case, priya, date_of_birth=tamsin.date_of_birth - 40 * DAY)
        event = notice.events.first()
        assert "child" in event.text_for(whole=True)
        assert "child" not in event.text_for(whole=False)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_becomes_known_in_whatever_order_it_is_as_recorded_at_once(seed, man, rhys, tamsin, case, priya):
    random = Random(seed)
    period = in_care(tamsin, case, priya, days=300)
    notice = serve(rhys, man, Child.objects.get(pk=tamsin.pk), "s49", days=200)
    for _ in range(8):
        if random.random() < 0.5:
            correct(tamsin, case, priya, date_of_birth=born(18, days=random.randrange(-900, 150)))
        else:
            period.refresh_from_db()
            end_care(period, case, priya, random.choice((None, days_ago(random.randrange(0, 190)))))
    notice.refresh_from_db()
    child = Child.objects.get(pk=tamsin.pk)
    notice.protected.update(notice_to=None)
    again = serve(rhys, man, child, "s49", days=200)
    Measure.objects.filter(pk=again.pk).expire_ended()
    again.refresh_from_db()
    days = ("state", "started_on", "ends_on", "ended_on", "how_ended")
    assert {name: getattr(notice, name) for name in days} == {name: getattr(again, name) for name in days}
    assert list(notice.periods.values_list("first_day", "last_day")) == list(
        again.periods.values_list("first_day", "last_day")
    )
    assert follow(those_to_follow()) == 0
