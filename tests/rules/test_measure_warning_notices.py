"""Child abduction warning notices: one a child and suspect, to the birthday or the end of care.

Source: DOMAIN.md section 3.2.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import LookedAfterPeriod
from cases.models.access.allocation import Part
from emerald.guards import NotYet, NotYours
from perpetrators.models import Measure, ProtectedChild
from perpetrators.models.law.durations import birthday
from tests.factories.children import BORN, LEAP_DAY, make_case, make_child
from tests.factories.measures import days_ago
from tests.factories.register import link_child, make_officer

TODAY = timezone.localdate


def born(years, days=0):
    """Somebody who had the birthday of `years` so many days ago."""
    day = TODAY() - timedelta(days=days)
    return birthday(day, -years)


@pytest.fixture
def child(morag, man):
    """A child of the team, linked to the man, of the age asked for."""

    def make(opened_on=None, **fields):
        made = make_case(manager=morag, opened_on=opened_on, child=make_child(**{"given_names": "Jory"} | fields)).child
        link_child(man, made)
        return made

    return make


def serve(rhys, man, *children, basis="s2", served_on=None, **said):
    return Measure.serve_notices(
        by=rhys, person=man, children=list(children), basis=basis, served_on=served_on or TODAY(), **said
    )


def test_one_posting_serves_a_notice_for_each_of_three_children(man, rhys, child):
    children = [child(given_names=name, date_of_birth=born(13)) for name in ("Jory", "Wenna", "Piran")]
    notices = serve(
        rhys,
        man,
        *children,
        served_by="PC Dray",
        order_ref="CAWN/114",
        facts={"signed": "refused", "consent_by": "The council"},
    )
    assert [notice.children for notice in notices] == [[one] for one in children]
    assert {notice.state for notice in notices} == {"in_force"}
    assert {notice.served_on for notice in notices} == {TODAY()}
    assert notices[0].fact("signed") == "refused"
    assert [event.step for event in notices[0].events.order_by("version")] == ["made", "serve"]


def test_under_section_2_it_ends_the_day_before_the_16th_birthday(man, rhys, tamsin):
    (notice,) = serve(rhys, man, tamsin)  # born on a 4 May
    assert notice.ends_on == date(tamsin.date_of_birth.year + 16, 5, 3)
    assert "16th birthday" in notice.how_ended and "Source: Child Abduction Act 1984 s2" in notice.how_ended


def test_a_notice_is_reviewed_every_three_months(man, rhys, tamsin):
    (notice,) = serve(rhys, man, tamsin, served_on=date(2026, 1, 10))
    assert notice.review_on == date(2026, 4, 10)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_under_section_2_a_child_of_16_is_refused_from_the_birthday_on(days, man, rhys, child):
    jory = child(date_of_birth=born(16, days))
    with pytest.raises(NotYet, match=r"Jory .* was 1[67] .* protects a child under 16: the last day was"):
        serve(rhys, man, jory)
    assert not Measure.objects.exists()


def test_on_the_day_before_the_16th_birthday_it_can_still_be_served(man, rhys, child):
    jory = child(date_of_birth=born(16, -1))
    (notice,) = serve(rhys, man, jory)
    assert notice.ends_on == TODAY()


def test_for_a_child_born_on_29_february_the_last_day_is_the_28th(man, rhys, child):
    jory = child(date_of_birth=LEAP_DAY)
    (notice,) = serve(rhys, man, jory, served_on=days_ago(20))
    assert notice.ends_on == date(LEAP_DAY.year + 16, 2, 28)
    assert "born on 29 February" in notice.how_ended


def test_a_child_born_on_29_february_is_refused_from_the_birthday_on(man, rhys, child):
    jory = child(date_of_birth=date(2008, 2, 29), opened_on=date(2023, 1, 9))
    assert serve(rhys, man, jory, served_on=date(2024, 2, 28))[0].ends_on == date(2024, 2, 28)
    wenna = child(given_names="Wenna", date_of_birth=date(2008, 2, 29), opened_on=date(2023, 1, 9))
    with pytest.raises(NotYet, match="the last day was 28 February 2024"):
        serve(rhys, man, wenna, served_on=date(2024, 2, 29))


def test_section_49_needs_care_an_order_or_police_protection_and_section_20_is_none(man, rhys, child):
    jory = child(date_of_birth=born(16, 100))
    with pytest.raises(NotYet, match="not recorded as in care"):
        serve(rhys, man, jory, basis="s49")
    period = LookedAfterPeriod.objects.create(child=jory, legal_basis="V2", started_on=days_ago(50))
    with pytest.raises(NotYet, match="section 20 is not in care"):
        serve(rhys, man, jory, basis="s49")
    period.legal_basis = "C2"
    period.save()
    (notice,) = serve(rhys, man, jory, basis="s49")
    assert notice.ends_on == birthday(born(16, 100), 18) - timedelta(days=1)


def test_a_section_49_notice_ends_with_the_care_it_rests_on(man, rhys, child):
    jory = child(date_of_birth=born(16, 100))
    period = LookedAfterPeriod.objects.create(child=jory, legal_basis="C2", started_on=days_ago(50))
    (notice,) = serve(rhys, man, jory, basis="s49", served_on=days_ago(20))
    assert Measure.objects.expire_ended() == 0
    period.ended_on = days_ago(1)
    period.save()
    assert Measure.objects.expire_ended() == 1
    notice.refresh_from_db()
    assert notice.state == "expired"
    assert "the care it rested on ended" in notice.events.first().sentence


def test_a_child_has_one_active_notice_from_one_suspect(man, rhys, tamsin):
    (first,) = serve(rhys, man, tamsin)
    with pytest.raises(NotYet, match=f"{man.reference} has an active .* for Tamsin"):
        serve(rhys, man, tamsin)
    first.withdraw(by=rhys)
    assert len(serve(rhys, man, tamsin)) == 1


def test_the_database_holds_one_active_notice_by_itself(man, rhys, tamsin):
    serve(rhys, man, tamsin)
    copy = Measure.objects.create(
        reference="DM-2026-9999",
        kind="cawn",
        person=man,
        area=man.area,
        recorded_by=rhys,
        state="in_force",
        started_on=TODAY(),
    )
    with pytest.raises(IntegrityError, match="one_active_notice"), transaction.atomic():
        ProtectedChild.objects.create(measure=copy, child=tamsin, notice_to=man, facts={"basis": "s2"})


def test_a_notice_that_was_proposed_first_is_active_once_made(man, rhys, tamsin):
    proposed = Measure.propose(by=rhys, kind="cawn", person=man, children=[tamsin])
    serve(rhys, man, tamsin)
    with pytest.raises(NotYet, match="has an active"):
        proposed.grant(by=rhys, facts={"basis": "s2"})
    assert proposed.state == "considered"


def test_all_notices_of_one_posting_are_served_or_none(man, rhys, tamsin, child):
    old = child(date_of_birth=born(16, 3))
    with pytest.raises(NotYet, match="Jory"):
        serve(rhys, man, tamsin, old)
    assert not Measure.objects.exists()


def test_every_child_that_does_not_fit_is_named_at_once(man, rhys, child):
    children = [child(given_names=name, date_of_birth=born(16, 3)) for name in ("Jory", "Wenna")]
    with pytest.raises(NotYet) as refusal:
        serve(rhys, man, *children)
    assert ["Jory" in refusal.value.sentences[0], "Wenna" in refusal.value.sentences[1]] == [True, True]


def test_nobody_serves_a_notice_for_a_child_they_do_not_see(man, rhys, morag, priya):
    unseen = make_child(given_names="Jory", date_of_birth=born(13))
    with pytest.raises(NotYours, match="not yours to see"):
        serve(rhys, man, unseen)


def test_a_lead_worker_does_not_serve_notices(man, priya, tamsin, case):
    assert case.lead == priya and Part.LEAD
    with pytest.raises(NotYours):
        serve(priya, man, tamsin)


def test_no_refusal_names_a_child_to_an_officer_who_does_not_see_them(man, rhys, child):
    jory = child(date_of_birth=born(16, -1))
    proposed = Measure.propose(by=rhys, kind="cawn", person=man, children=[jory])
    serve(rhys, man, jory)
    nia = make_officer("Nia Trask")  # keeps the register, and is joined to no child
    with pytest.raises(NotYet) as refusal:
        proposed.grant(by=nia, facts={"basis": "s49"})
    assert "What is recorded of the child does not allow this notice" in str(refusal.value)
    assert "care" not in str(refusal.value) and "Jory" not in str(refusal.value)
    with pytest.raises(NotYet, match="for this child already") as refusal:
        proposed.grant(by=nia, facts={"basis": "s2"})
    assert "Jory" not in str(refusal.value)


def test_a_notice_may_end_sooner_and_not_later(man, rhys, tamsin):
    year, sooner = BORN.year + 16, TODAY() + timedelta(days=30)
    with pytest.raises(NotYet, match=f"cannot be after 3 May {year}"):
        serve(rhys, man, tamsin, ends_on=date(year, 5, 4))
    assert serve(rhys, man, tamsin, ends_on=sooner)[0].ends_on == sooner


def test_a_notice_names_exactly_one_child(man, rhys, tamsin, child):
    with pytest.raises(NotYet, match="at least one child"):
        serve(rhys, man)
    with pytest.raises(NotYet, match="a notice for each child"):
        Measure.propose(by=rhys, kind="cawn", person=man, children=[tamsin, child(date_of_birth=born(13))])
