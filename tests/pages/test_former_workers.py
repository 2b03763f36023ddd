"""Who worked a case before stands on its page, with what they may still read; a manager ends that and gives it back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Case, ReadingEnd
from cases.models.access.allocation import EndReason, Part
from cases.models.access.visible import rights_on
from cases.presenters.former_workers import formers_of
from emerald.accounts.reach import of_the_record
from emerald.accounts.roles import CASEWORKER
from emerald.guards import NotYet, NotYours
from tests.factories.people import make_user
from tests.factories.posting import date_parts

pytestmark = pytest.mark.django_db


def page(case, name="case_allocation", *more):
    return reverse(name, args=[case.reference, *more])


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def camhs(case, morag):
    """Linked by name until the case closed."""
    linked = make_user(role="camhs_practitioner", name="Ines Vardy")
    case.allocate(linked, part=Part.LINKED, by=morag)
    return linked


@pytest.fixture
def closed(case, camhs, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="Glad.").approve(by=sunita)
    return Case.objects.get(pk=case.pk)


def part_of(case, person):
    return case.allocations.get(user=person)


def test_a_part_that_ended_is_listed_while_the_case_is_open(case, morag, priya, team, signed_in):
    case.allocate(make_user(role="caseworker", name="Jo Vance", teams=[team]), part=Part.LEAD, by=morag)
    text = words(signed_in(morag).get(page(case)))
    before = text[text.index(">Before<") :]
    assert "Priya Nair" in before
    assert "Handed over to somebody else" in before
    assert "Nothing to do" in before


def test_each_former_worker_and_link_is_listed_with_what_they_may_still_read(closed, morag, priya, signed_in):
    text = words(signed_in(morag).get(page(closed)))
    assert "can still read what was recorded here until then, and nothing else about the child" in text
    assert (
        "The child’s name, events and documents of that time, direct work and contacts in full, the plan and "
        "reviews, risk assessments, the reasons for decisions and managers’ decisions"
    ) in text
    assert "that direct work took place, the plan and reviews, the level of risk" in text
    assert page(closed, "end_reading", part_of(closed, priya).pk) in text


def test_those_who_do_not_allocate_see_who_worked_it_and_no_more(closed, priya, signed_in):
    text = words(signed_in(priya).get(page(closed)))
    assert "Ines Vardy" in text
    assert "Can still read" not in text
    assert "End reading" not in text


def test_a_manager_ends_it_with_a_reason_and_gives_it_back(closed, morag, camhs, priya, signed_in):
    browser, part = signed_in(morag), part_of(closed, camhs)
    answer = browser.post(page(closed, "end_reading", part.pk), {"version": closed.version, "because": ""})
    assert "Enter why they can no longer read it" in answer.text
    answer = browser.post(
        page(closed, "end_reading", part.pk),
        {"version": closed.version, "because": "She moved to another trust."},
        follow=True,
    )
    assert "Ines Vardy can no longer read this case." in answer.text
    assert "by Morag Ellis: She moved to another trust." in words(answer)
    assert signed_in(camhs).get(page(closed, "case")).status_code == 404
    assert signed_in(priya).get(page(closed, "case")).status_code == 200
    answer = browser.post(
        page(closed, "give_reading_back", part.pk),
        {"version": closed.version, "because": "She came back."},
        follow=True,
    )
    assert "Given back on" in answer.text
    assert "She came back." in answer.text
    assert signed_in(camhs).get(page(closed, "case")).status_code == 200
    assert signed_in(camhs).get(page(closed, "case_child")).status_code == 403


def test_only_who_allocates_ends_or_gives_back(closed, priya, camhs, signed_in):
    part = part_of(closed, camhs)
    for name in ("end_reading", "give_reading_back"):
        assert signed_in(priya).post(page(closed, name, part.pk), {"because": "-"}).status_code == 403
    with pytest.raises(NotYours):
        closed.end_reading(part, by=priya, because="-")
    with pytest.raises(NotYours):
        closed.give_reading_back(part, by=priya, because="-")


def test_access_to_a_closed_case_is_ended_once_and_given_back_once(closed, morag, priya):
    part = part_of(closed, priya)
    with pytest.raises(NotYet, match="Nobody has ended"):
        closed.give_reading_back(part, by=morag, because="-")
    with pytest.raises(NotYet, match="Enter why"):
        closed.end_reading(part, by=morag, because=" ")
    closed.end_reading(part, by=morag, because="Conflict.")
    with pytest.raises(NotYet, match="cannot read this case through this part"):
        closed.end_reading(part, by=morag, because="Again.")
    assert rights_on(closed, priya) == frozenset()
    closed.give_reading_back(part, by=morag, because="Settled.")
    closed.end_reading(part, by=morag, because="After all.")
    assert [one.because for one in part.reading_ends.in_order()] == ["Conflict.", "After all."]


def test_a_part_that_runs_is_ended_as_a_part(case, morag, priya):
    with pytest.raises(NotYet, match="End the part itself"):
        case.end_reading(part_of(case, priya), by=morag, because="-")


def test_an_allocation_that_ended_on_an_open_case_leaves_nothing_to_read(case, morag, priya, signed_in):
    case.end_allocation(part_of(case, priya), by=morag, reason=EndReason.LEFT)
    assert rights_on(case, priya) == frozenset()
    assert formers_of(case)[0].reads == "Nothing"
    with pytest.raises(NotYet):
        case.end_reading(part_of(case, priya), by=morag, because="-")
    answer = signed_in(morag).post(
        page(case, "end_allocation", part_of(case, priya).pk),
        {"version": case.version, "reason": "left", **date_parts("on")},
    )
    assert "This has ended already." in answer.text


@pytest.mark.parametrize("nonsense", [{"because": ""}, {"given_back_because": "-"}])
def test_the_database_refuses_nonsense(nonsense, closed, morag, priya):
    facts = {"allocation": part_of(closed, priya), "because": "-", "ended_by": morag} | nonsense
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingEnd.objects.create(**facts)


def test_the_database_refuses_it_for_a_part_that_runs_and_twice(case, closed, morag, priya, team):
    ReadingEnd.objects.create(allocation=part_of(closed, priya), because="-", ended_by=morag)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingEnd.objects.create(allocation=part_of(closed, priya), because="-", ended_by=morag)
    again = closed.reopen(by=morag, status="at_risk", rationale="Again.", lead=priya)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingEnd.objects.create(allocation=part_of(again, priya), because="-", ended_by=morag)


def test_a_former_worker_allocated_anew_reads_the_child_through_both_and_keeps_the_old_one(closed, morag, priya):
    again = closed.reopen(by=morag, status="at_risk", rationale="Again.", lead=priya)
    assert rights_on(closed, priya) == rights_on(again, priya) == CASEWORKER.on_a_case
    again.allocate(make_user(role="caseworker", teams=[again.team]), part=Part.LEAD, by=morag)
    assert rights_on(again, priya) == frozenset()
    assert rights_on(closed, priya) == of_the_record(CASEWORKER.on_a_case)


def test_a_name_of_the_first_episode_does_not_open_the_next_one(case, morag, sunita, priya, team):
    case.restrict(by=sunita, category="staff", because="Aunt.", named=[priya, morag])
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    case = Case.objects.get(pk=case.pk)
    assert rights_on(case, priya) == of_the_record(CASEWORKER.on_a_case)
    again = case.reopen(by=sunita, status="at_risk", rationale="Again.")
    assert {one.user for one in again.restriction.names.all()} == {sunita, morag}
    assert rights_on(again, priya) == rights_on(case, priya) == frozenset()
    again.change_names(by=sunita, named=[morag, priya])
    assert rights_on(again, priya) == CASEWORKER.on_a_case


def test_an_ended_account_reads_nothing_in_words_either(closed, camhs):
    camhs.leave()
    said = {one.part.user_id: one.reads for one in formers_of(closed)}
    assert said[camhs.pk] == "Nothing: their access to Emerald has ended"


def test_the_page_costs_the_same_however_many_worked_it(closed, morag, sunita, priya, signed_in, queries_of):
    one = queries_of(signed_in(morag), page(closed))
    more = closed.reopen(by=morag, status="at_risk", rationale="Again.", lead=priya)
    for _ in range(4):
        more.allocate(make_user(role="auditor"), part=Part.LINKED, by=morag)
    more.reviews.update(counted_from=more.opened_on)
    more.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    assert queries_of(signed_in(morag), page(more)) == one
