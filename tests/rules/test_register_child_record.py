"""A person of concern who is a child too: the record of their own is theirs, opens nothing and is nobody's label."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from cases.models.access.allocation import Part
from emerald.guards import NotYet, NotYours
from perpetrators.models import ChildRecord, Link, Measure, PersonOfConcern
from perpetrators.models.measures.rules import why_not_of_age, why_not_themself
from perpetrators.models.register.scope import Scope
from tests.factories.children import make_case, make_child
from tests.factories.register import link_child, make_person

pytestmark = pytest.mark.django_db
WHY = {"ethnicity_why_unknown": "Not asked", "nationality_why_unknown": "Not asked"}


@pytest.fixture
def jory(tamsin):
    return make_child(given_names="Jory", family_name="Penhallow")


@pytest.fixture
def boy(team, rhys, jory, case):
    """Of concern to Jory; himself he is Tamsin, of whose case Priya is the worker."""
    return make_person(area=team, officer=rhys, given_names="Tam", family_name="Orchard")


def say(person, child, by, how="records"):
    return ChildRecord.say(person=person, child=child, by=by, how_known=how)


@pytest.fixture
def wren(priya, morag):
    """Another child of Priya's."""
    child = make_child(given_names="Wren", family_name="Vale")
    make_case(manager=morag, child=child).allocate(priya, part=Part.LEAD, by=morag)
    return child


@pytest.fixture
def worker(boy, wren, priya):
    """Priya, who sees the boy because he is of concern to Wren."""
    link_child(boy, wren)
    return priya


def test_it_says_which_child_and_takes_their_date_of_birth(boy, tamsin, worker):
    say(boy, tamsin, worker)
    boy.refresh_from_db()
    assert (boy.also_a_child, boy.date_of_birth) == ("yes", tamsin.date_of_birth)
    assert boy.entries.last().sentence == "Recorded as a child too, with a record of their own."
    assert not any(tamsin.given_names in one.sentence for one in boy.entries.all())


def test_whoever_does_not_see_the_child_neither_records_it_nor_sees_which(boy, tamsin, rhys, worker):
    with pytest.raises(NotYours, match="not yours to record about"):
        say(boy, tamsin, rhys)
    say(boy, tamsin, worker)
    assert not ChildRecord.objects.seen_by(Scope(rhys)).exists()
    assert ChildRecord.objects.seen_by(Scope(worker)).get().child == tamsin


def test_it_opens_no_record_to_anybody(boy, tamsin, worker, rhys, case):
    say(boy, tamsin, worker)
    Link.objects.update(ended_at=timezone.now(), ended_by=rhys, because="Not him")
    assert not Scope(worker).rights_on(boy)
    assert not type(case).objects.visible_to(rhys).filter(pk=case.pk).exists()


def test_nobody_is_of_concern_to_themself_in_whichever_order_it_is_written(boy, tamsin, worker):
    say(boy, tamsin, worker)
    with pytest.raises(NotYet, match="own record as a child"):
        boy.join(by=worker, child=tamsin, nature="Seen together")
    with pytest.raises(IntegrityError, match="of concern to themself"), transaction.atomic():
        Link.objects.create(person=boy, child=tamsin, nature="Seen together", recorded_by=worker)
    ChildRecord.objects.get().take_back(by=worker, because="It was another child")
    link_child(boy, tamsin)
    with pytest.raises(NotYet, match="Take the link to the child back first"):
        say(boy, tamsin, worker)
    with pytest.raises(IntegrityError, match="linked to this child"), transaction.atomic():
        ChildRecord.objects.create(person=boy, child=tamsin, how_known="professional", recorded_by=worker)


def test_it_is_one_child_and_says_how_that_is_known(boy, tamsin, jory, worker, team):
    with pytest.raises(NotYet, match="Select how you know"):
        say(boy, tamsin, worker, how=" ")
    say(boy, tamsin, worker)
    with pytest.raises(NotYet, match="recorded already"):
        say(boy, tamsin, worker)
    with pytest.raises(IntegrityError, match="one_child_record_of_a_person"), transaction.atomic():
        ChildRecord.objects.create(person=boy, child=jory, how_known="professional", recorded_by=worker)
    adult = make_person(area=team, officer=None, by=worker, given_names="Dale")
    with pytest.raises(IntegrityError, match="recorded as a child too"), transaction.atomic():
        ChildRecord.objects.create(person=adult, child=jory, how_known="professional", recorded_by=worker)


def test_two_dates_of_birth_are_two_people_until_one_is_put_right(boy, tamsin, worker):
    PersonOfConcern.objects.filter(pk=boy.pk).update(date_of_birth=date(1990, 1, 1))
    with pytest.raises(NotYet, match="dates of birth differ"):
        say(boy, tamsin, worker)


def test_that_they_are_a_child_stands_while_the_record_of_their_own_does(boy, tamsin, worker):
    own = say(boy, tamsin, worker)
    with pytest.raises(NotYet, match="Take that back first"):
        boy.change(by=worker, also_a_child="no", **WHY)
    boy.refresh_from_db()
    with pytest.raises(NotYet, match="why it is taken back"):
        own.take_back(by=worker, because=" ")
    own.take_back(by=worker, because="It was another child")
    boy.refresh_from_db()
    boy.change(by=worker, also_a_child="no", **WHY)
    assert boy.entries.order_by("-pk")[1].sentence.endswith("taken back: It was another child")
    with pytest.raises(NotYet, match="taken back already"):
        own.take_back(by=worker, because="Again")
    with pytest.raises(DatabaseError), transaction.atomic():
        own.delete()


@pytest.mark.parametrize(("age", "called"), [(17, "Child of concern"), (18, "Convicted person")])
def test_who_is_under_18_is_called_a_child_whatever_a_court_said(age, called, boy):
    today = timezone.localdate()
    boy.date_of_birth, boy.legal_status = date(today.year - age, 1, 1), "convicted"
    assert boy.called_on_page == called
    boy.legal_status = "suspected"
    assert boy.called_on_page == (called if age < 18 else "Person of concern")


def test_an_order_for_adults_is_refused_for_a_child(boy, tamsin, worker, rhys):
    say(boy, tamsin, worker)
    boy.refresh_from_db()
    order = Measure(person=boy, kind="respect_order", made_on=timezone.localdate())
    assert "18 or older" in why_not_of_age(order)[0]
    boy.date_of_birth = date(1990, 1, 1)
    assert not why_not_of_age(order)


def test_nobody_is_protected_against_themself(boy, tamsin, wren, worker):
    say(boy, tamsin, worker)
    notice = Measure(person=boy, kind="cawn")
    assert why_not_themself(notice, [tamsin, wren]) == [
        "One of the children is the person themself: nobody is protected against themself."
    ]
    assert not why_not_themself(notice, [wren])


def test_two_records_of_one_child_merge_and_one_of_another_child_does_not(boy, tamsin, jory, worker, rhys, team):
    say(boy, tamsin, worker)
    twin = make_person(area=team, officer=rhys, given_names="Tam")
    twin.merge(PersonOfConcern.objects.get(pk=boy.pk), by=rhys, because="One boy")
    assert (twin.also_a_child, twin.child_records.get().child) == ("yes", tamsin)
    other = make_person(area=team, officer=rhys, given_names="Tam", also_a_child="yes")
    ChildRecord.objects.create(person=other, child=jory, how_known="professional", recorded_by=rhys)
    assert "Both have their own record as a child" in twin.why_not_merge(other)[0]
    third = make_person(area=team, officer=rhys, given_names="Tam")
    link_child(third, tamsin)
    assert "One of the two is of concern to the child" in twin.why_not_merge(third)[0]
