"""The days of an interim order and of the one in full, and what is written down only after a measure ran out."""

import pytest
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.measures.period import mend_periods
from perpetrators.models.measures.states import State
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import Disruption
from tests.factories.measures import RISK_ORDER, days_ago
from tests.factories.register import make_measure
from tests.reports.periods import DAY, made, periods

pytestmark = pytest.mark.django_db


class TestInterimAndInFull:
    def test_an_order_made_in_full_keeps_the_days_and_the_service_of_the_interim_one(self, man, rhys):
        measure = made(rhys, man, interim=True, until_further_order=None, served_on=days_ago(19), served_how="By hand")
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        assert periods(measure) == [(True, days_ago(20), days_ago(11), days_ago(19)), (False, days_ago(10), None, None)]
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (21, 20, 11, 10, 0)] == [0, 1, 1, 1, 1]

    def test_an_interim_order_that_was_broken_stays_broken_by_its_own_service(self, man, rhys):
        measure = made(rhys, man, interim=True, until_further_order=None, served_on=days_ago(19), served_how="By hand")
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        breach = {"by": rhys, "what_happened": "Seen there", "reported_by": "Mother"}
        measure.record_breach(happened_on=days_ago(15), **breach)
        assert measure.state == "in_force"  # the order in full was not broken
        with pytest.raises(NotYet, match="had not been served"):
            measure.record_breach(happened_on=days_ago(5), **breach)

    def test_an_interim_order_that_ran_out_leaves_its_days_to_the_order_in_full(self, man, rhys):
        measure = made(rhys, man, interim=True, until_further_order=None, ends_on=days_ago(12))
        Measure.objects.filter(pk=measure.pk).expire_ended()
        measure.refresh_from_db()
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        assert [row[:3] for row in periods(measure)] == [
            (True, days_ago(20), days_ago(12)),
            (False, days_ago(10), None),
        ]
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (12, 11, 10)] == [1, 0, 1]

    def test_an_interim_order_has_its_days_back_when_the_order_in_full_turns_out_to_begin_later(self, man, rhys):
        measure = made(rhys, man, interim=True, until_further_order=None, ends_on=days_ago(2))
        measure.grant(by=rhys, on=days_ago(10), until_further_order=True)
        measure.put_right(by=rhys, started_on=days_ago(30))  # before the interim order, which so had no day
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (31, 30, 20)] == [0, 1, 1]
        measure.put_right(by=rhys, started_on=days_ago(5))
        assert [row[:3] for row in periods(measure)] == [(True, days_ago(20), days_ago(6)), (False, days_ago(5), None)]
        measure.put_right(by=rhys, made_on=days_ago(1), started_on=days_ago(0))
        assert [row[:3] for row in periods(measure)] == [(True, days_ago(20), days_ago(2)), (False, days_ago(0), None)]
        assert mend_periods() == 0

    def test_an_interim_order_that_was_varied_or_broken_is_still_made_in_full_or_refused(self, man, rhys):
        for step in (
            lambda measure: measure.vary(by=rhys, on=days_ago(15), what="Other hours."),
            lambda measure: measure.record_breach(
                by=rhys, happened_on=days_ago(15), what_happened="Seen there", reported_by="Mother"
            ),
        ):
            for decided in (
                lambda measure: measure.grant(by=rhys, on=days_ago(10), until_further_order=True),
                lambda measure: measure.refuse(by=rhys, on=days_ago(10)),
            ):
                measure = made(
                    rhys, man, interim=True, until_further_order=None, served_on=days_ago(19), served_how="By hand"
                )
                step(measure)
                assert measure.is_interim
                decided(measure)
                assert periods(measure)[0][:3] == (True, days_ago(20), days_ago(11))

    def test_an_order_in_full_that_was_varied_or_broken_is_neither_made_again_nor_refused(self, man, rhys):
        for state in ("varied", "breached"):
            measure = make_measure(area=man.area, by=rhys, person=man, kind="sro", state=state, facts=RISK_ORDER)
            with pytest.raises(NotYet, match="cannot be made now"):
                measure.grant(by=rhys, until_further_order=True)
            with pytest.raises(NotYet, match="cannot be refused now"):
                measure.refuse(by=rhys)

    def test_an_order_in_full_that_expired_is_not_made_again(self, man, rhys):
        measure = make_measure(area=man.area, by=rhys, person=man, kind="sro", state="expired", facts=RISK_ORDER)
        with pytest.raises(NotYet, match="Record the new one"):
            measure.grant(by=rhys, until_further_order=True)


class TestWrittenDownAfterItRanOut:
    """What somebody did before it ran out is true also where it is told afterwards."""

    @pytest.fixture
    def ran_out(self, man, rhys):
        def make(**said):
            begun = days_ago(20 if said else 800)  # one in full lasts two years at least
            measure = made(rhys, man, made_on=begun, until_further_order=None, ends_on=days_ago(3), **said)
            Measure.objects.filter(pk=measure.pk).expire_ended()
            measure.refresh_from_db()
            assert measure.state == State.EXPIRED
            return measure

        return make

    def test_it_was_discharged_before_and_did_not_stand_from_then(self, ran_out, rhys):
        measure = ran_out()
        measure.discharge(by=rhys, on=days_ago(8), consent=True)
        assert measure.state == State.DISCHARGED
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (20, 9, 8, 4)] == [1, 1, 0, 0]

    def test_it_was_varied_before_to_a_later_day_and_stands(self, ran_out, rhys):
        measure = ran_out()
        measure.vary(by=rhys, on=days_ago(8), what="Longer.", ends_on=timezone.localdate() + 900 * DAY)
        assert measure.state == State.VARIED and measure.ended_on is None
        assert [Disruption(Scope(rhys), days_ago(ago)).number for ago in (20, 3, 0)] == [1, 1, 1]

    def test_it_was_varied_before_and_ran_out_all_the_same(self, ran_out, rhys):
        measure = ran_out()
        measure.vary(by=rhys, on=days_ago(8), what="Other hours.")
        assert measure.state == State.EXPIRED and measure.ended_on == days_ago(2)

    def test_its_interim_order_was_refused_or_made_in_full_before(self, ran_out, rhys):
        refused, granted = ran_out(interim=True), ran_out(interim=True)
        refused.refuse(by=rhys, on=days_ago(8))
        granted.grant(by=rhys, on=days_ago(8), until_further_order=True)
        assert [row[:3] for row in periods(refused)] == [(True, days_ago(20), days_ago(9))]
        assert [row[:3] for row in periods(granted)] == [(True, days_ago(20), days_ago(9)), (False, days_ago(8), None)]

    @pytest.mark.parametrize("step", ["discharge", "withdraw"])
    def test_nothing_ends_it_after_it_ran_out(self, step, ran_out, rhys):
        measure = ran_out()
        with pytest.raises(NotYet, match="“Expired”"):
            getattr(measure, step)(by=rhys, on=days_ago(2))
        assert measure.state == State.EXPIRED
