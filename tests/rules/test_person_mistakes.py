"""A link or a step of the law that was recorded by mistake: one person says so, a second decides."""

from datetime import date
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case
from emerald.guards import NotYet, NotYours
from perpetrators.due import person_mistakes
from perpetrators.models import LegalEvent, Link, PersonMistake, PersonOfConcern
from perpetrators.models.register.scope import Scope
from tests.factories.people import make_user
from tests.factories.register import make_officer, make_person, make_place

pytestmark = pytest.mark.django_db
CHARGE = {"step": "charge", "on": date(2026, 3, 4), "offence": "Theft"}


@pytest.fixture
def second(team):
    return make_officer("Ines Corrie", teams=[team])


@pytest.fixture
def charge(man, rhys):
    return man.record_legal(by=rhys, **CHARGE)


@pytest.fixture
def link(man, tamsin):
    return man.links.get(child=tamsin)


def status_of(man):
    man.refresh_from_db()
    return man.legal_status


def of_charge(charge, man, by, reason="Another man of that name."):
    return PersonMistake.say_of_legal_event(charge, person=man, by=by, reason=reason)


def told(people):
    return {person for _, person, _ in people}


class TestStepOfTheLaw:
    def test_it_counts_until_a_second_person_agrees_and_stays_to_be_read(self, man, charge, rhys, second):
        said = of_charge(charge, man, rhys)
        assert status_of(man) == "charged"
        said.decide(by=second, agrees=True)
        assert status_of(man) == "suspected" and man.standings() == []
        taken_back = LegalEvent.objects.get(corrects=charge)
        assert (taken_back.by, taken_back.because) == (second, "Another man of that name.")

    def test_what_the_second_person_declines_stands_and_can_be_said_again(self, man, charge, rhys, second):
        with pytest.raises(NotYet, match="why it stands"):
            of_charge(charge, man, rhys).decide(by=second, agrees=False)
        PersonMistake.objects.get().decide(by=second, agrees=False, because="The court says so.")
        assert status_of(man) == "charged"
        of_charge(charge, man, second).decide(by=rhys, agrees=True)
        assert status_of(man) == "suspected"

    def test_nobody_is_their_own_second_person(self, man, charge, rhys):
        with pytest.raises(NotYours, match="You said so yourself"):
            of_charge(charge, man, rhys).decide(by=rhys, agrees=True)
        assert status_of(man) == "charged"

    def test_the_database_asks_for_two_people_as_well(self, man, charge, rhys):
        said = of_charge(charge, man, rhys)
        with pytest.raises(IntegrityError, match="takes_two_people"), transaction.atomic():
            PersonMistake.objects.filter(pk=said.pk).update(
                answer="agreed", decided_by=rhys, decided_at=timezone.now(), because=""
            )
        with pytest.raises(IntegrityError, match="two people agree"), transaction.atomic():
            LegalEvent.objects.create(
                person=man, by=rhys, step="taken_back", on=charge.on, corrects=charge, because="-", version=9
            )

    def test_it_is_said_once_decided_once_and_with_a_reason(self, man, charge, rhys, second):
        with pytest.raises(NotYet, match="Enter why"):
            of_charge(charge, man, rhys, reason=" ")
        said = of_charge(charge, man, rhys)
        with pytest.raises(NotYet, match="Somebody said so already"):
            of_charge(charge, man, second)
        said.decide(by=second, agrees=True)
        for act in (lambda: said.decide(by=second, agrees=True), lambda: of_charge(charge, man, rhys)):
            with pytest.raises(NotYet, match="already"):
                act()

    def test_neither_the_reason_nor_the_answer_names_a_linked_child(self, man, case, charge, rhys, second, morag):
        case.allocate(rhys, part="linked", by=morag)
        for reason in ("Tamsin’s uncle was meant.", "It was about QUILLFEATHER"):
            with pytest.raises(NotYet, match="Leave the names of children out"):
                of_charge(charge, man, rhys, reason=reason)
        said = of_charge(charge, man, rhys)
        with pytest.raises(NotYet, match="Leave the names of children out"):
            said.decide(by=morag, agrees=False, because="Tamsin says so.")
        assert PersonMistake.objects.waiting().get() == said

    def test_whoever_may_only_read_the_person_neither_says_nor_decides(self, man, charge, rhys, priya):
        with pytest.raises(NotYours):
            of_charge(charge, man, priya)
        with pytest.raises(NotYours):
            of_charge(charge, man, rhys).decide(by=priya, agrees=True)

    def test_a_charge_corrected_meanwhile_is_not_taken_back_a_second_time(self, man, charge, rhys, second):
        said = of_charge(charge, man, rhys)
        man.correct_legal(charge, by=rhys, because="A caution", **CHARGE | {"step": "caution"})
        with pytest.raises(NotYet, match="corrected already"):
            said.decide(by=second, agrees=True)
        assert status_of(man) == "cautioned" and PersonMistake.objects.waiting().exists()

    def test_those_who_may_decide_are_told_and_never_who_said_it(self, man, charge, rhys, second, morag, priya):
        of_charge(charge, man, rhys)
        found = told(person_mistakes.people())
        assert {second.pk, morag.pk} <= found and not {rhys.pk, priya.pk} & found
        PersonMistake.objects.get().decide(by=morag, agrees=True)
        assert not person_mistakes.waiting().exists()

    def test_of_a_record_that_was_merged_the_one_that_stays_is_asked(self, man, charge, rhys, second, team):
        said, kept = of_charge(charge, man, rhys), make_person(area=team, officer=rhys, given_names="Dayle")
        kept.merge(man, by=rhys, because="One man")
        assert [row[2] for row in person_mistakes.waiting()] == [kept.reference]
        PersonMistake.objects.get(pk=said.pk).decide(by=second, agrees=True)
        assert status_of(kept) == "suspected"


class TestLinkToChild:
    def test_it_opens_nothing_from_then_on(self, man, link, case, rhys, priya):
        PersonMistake.say_of_link(link, by=rhys, reason="Another man.")
        assert not Case.objects.visible_to(rhys).exists()
        assert not Scope(priya).persons(PersonOfConcern.objects.all()).exists()

    def test_the_managers_of_the_child_decide_and_nobody_else(self, man, link, case, rhys, second, morag, priya):
        said = PersonMistake.say_of_link(link, by=rhys, reason="Another man.")
        assert told(person_mistakes.people_of_links()) == {morag.pk}
        assert not set(person_mistakes.waiting())
        for nobody in (second, priya, rhys):
            with pytest.raises(NotYours):
                said.decide(by=nobody, agrees=True)
        said.decide(by=morag, agrees=True)
        link.refresh_from_db()
        assert link.ended_at and not person_mistakes.waiting_of_links().exists()

    def test_where_a_manager_took_it_back_another_manager_decides(self, link, case, morag, team):
        said = PersonMistake.say_of_link(link, by=morag, reason="Another man.")
        with pytest.raises(NotYours, match="You said so yourself"):
            said.decide(by=morag, agrees=True)
        other = make_user(role="practice_manager", name="Bryn Hale", teams=[team])
        assert told(person_mistakes.people_of_links()) == {other.pk}

    def test_one_that_stands_opens_what_it_opened_but_the_child_to_no_officer_unasked(
        self, man, link, case, rhys, morag, priya
    ):
        said = PersonMistake.say_of_link(link, by=priya, reason="Another man.")
        said.decide(by=morag, agrees=False, because="Her aunt knows him.")
        link.refresh_from_db()
        assert link.ended_at is None and link.because == ""
        assert Scope(priya).persons(PersonOfConcern.objects.all()).get() == man
        assert f"The link to {man.reference} stands: it was no mistake." in [one.sentence for one in case.entries.all()]

    def test_it_does_not_stand_beside_one_made_meanwhile(self, man, link, tamsin, case, rhys, morag):
        said = PersonMistake.say_of_link(link, by=rhys, reason="Another man.")
        case.allocate(rhys, part="linked", by=morag)
        man.link(by=rhys, child=tamsin, nature="Seen together")
        with pytest.raises(NotYet, match="linked to this person already"):
            said.decide(by=morag, agrees=False, because="Her aunt knows him.")
        assert PersonMistake.objects.waiting().exists() and man.links.current().count() == 1

    def test_of_a_restricted_child_only_those_named_are_told(self, link, case, rhys, morag, sunita):
        case.restrict(by=sunita, category="staff", because="A relative.", named=[sunita])
        PersonMistake.say_of_link(link, by=sunita, reason="Another man.")
        assert told(person_mistakes.people_of_links()) == set()


class TestOtherLinks:
    def test_about_a_link_to_a_place_a_second_keeper_decides(self, man, rhys, second, morag):
        link = man.link(by=rhys, place=make_place(area=man.area, by=rhys), nature="Works there")
        said = PersonMistake.say_of_link(link, by=rhys, reason="Another man.")
        assert second.pk in told(person_mistakes.people())
        assert [key for key, *_ in person_mistakes.waiting()] == [said.pk]
        said.decide(by=second, agrees=False, because="He was seen there.")
        assert man.links.current().filter(place=link.place).exists()

    def test_whoever_sees_one_end_is_neither_told_nor_asked(self, man, rhys, second, morag, team):
        """A manager sees the man through a child, and not whom or what else he is linked to."""
        stranger = make_person(area=team, officer=rhys, given_names="Corin")
        said = PersonMistake.say_of_link(
            man.link(by=rhys, other=stranger, nature="Brothers"), by=rhys, reason="Another man."
        )
        assert second.pk in told(person_mistakes.people()) and morag.pk not in told(person_mistakes.people())
        assert not person_mistakes.seen_by(morag).exists() and person_mistakes.seen_by(second).exists()
        with pytest.raises(NotYours, match="Police liaison decides"):
            said.decide(by=morag, agrees=True)

    def test_of_intelligence_with_conditions_police_liaison_alone_hears(self, man, link, case, rhys, second, morag):
        handled = {"is_intelligence": True, "source_grade": "2", "assessed": "C", "handling": "C"}
        link.change(by=rhys, **handled, handling_conditions="Ask first")
        said = PersonMistake.say_of_link(link, by=rhys, reason="The source was wrong.")
        assert (said.child, said.about) == (None, "a link with handling conditions")
        assert morag.pk not in told(person_mistakes.people()) | told(person_mistakes.people_of_links())
        said.decide(by=second, agrees=False, because="The source was right.")
        link.refresh_from_db()
        assert link.ended_at is None and not Case.objects.visible_to(second).exists()


@pytest.mark.parametrize("seed", range(3))
def test_after_random_steps_what_stands_is_what_nobody_took_back(seed, man, rhys, second, team):
    chance = Random(seed)
    events = [man.record_legal(by=rhys, **CHARGE | {"offence": f"Offence {number}"}) for number in range(6)]
    links = [man.link(by=rhys, place=make_place(area=team, by=rhys), nature="Seen there") for _ in range(6)]
    gone, waiting = set(), {}
    for _ in range(60):
        by = chance.choice([rhys, second])
        entry = chance.choice([one for one in events + links if one not in gone])
        if entry in waiting:
            said, who = waiting[entry]
            if who == by:
                with pytest.raises(NotYours):
                    said.decide(by=by, agrees=True)
                continue
            agrees = chance.random() < 0.4
            said.decide(by=by, agrees=agrees, because="So it is.")
            del waiting[entry]
            gone |= {entry} if agrees else set()
        elif isinstance(entry, Link):
            entry.refresh_from_db()
            waiting[entry] = (PersonMistake.say_of_link(entry, by=by, reason="Another man."), by)
        else:
            waiting[entry] = (of_charge(entry, man, by), by)
    stand = {one.offence for one in events if one not in gone}
    assert {one.offence for one in man.standings()} == stand
    assert status_of(man) == ("charged" if stand else "suspected")
    open_links = {one.pk for one in links if one not in gone and one not in waiting}
    assert set(man.links.current().exclude(place=None).values_list("pk", flat=True)) == open_links
    assert PersonMistake.objects.waiting().count() == len(waiting)
