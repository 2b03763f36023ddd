"""After whatever people of every role did at random, what of the register is open to each of them is what plain rows
say: worked out once more here, record by record, and compared with lists, with single records and with pages."""

from random import Random

import pytest
from django.urls import reverse

from cases.models import Case
from cases.models.access import visible
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from perpetrators.models import Link, Measure, PersonOfConcern, Place, ProtectedChild
from perpetrators.models.register.scope import REGISTER_RIGHTS, Scope
from tests.access.acting import ACTS, Stage
from tests.factories.register import make_measure, make_place

pytestmark = pytest.mark.django_db
SEEDS, STEPS, ASKED, PAGES = range(2), 60, 10, 25
ON_THE_REGISTER = (
    *("record", "link", "take_back", "say_of", "appoint", "merge", "enter", "agree", "decline", "ask", "restrict"),
)


class Rows:
    """Every row of the register as it stands, read once."""

    def __init__(self):
        self.persons = {one.pk for one in PersonOfConcern.objects.all()}
        self.places = {one.pk for one in Place.objects.all()}
        self.links = list(Link.objects.all())
        self.standing = [one for one in self.links if one.ended_at is None]
        self.measures = list(Measure.objects.all())
        self.named = {one.pk: set() for one in self.measures}
        for row in ProtectedChild.objects.all():
            self.named[row.measure_id].add(row.child_id)


class Expected:
    """What somebody with `right` on the cases of these children is to see."""

    def __init__(self, rows, children, keeps):
        self.rows, self.children, self.keeps = rows, children, keeps
        self.persons = rows.persons if keeps else {x.person_id for x in rows.standing if x.child_id in children}
        self.places = (
            rows.places if keeps else {x.place_id for x in rows.standing if x.place_id and x.person_id in self.persons}
        )

    def links(self):
        return {one.pk for one in self.rows.links if one.person_id in self.persons and self._other_end(one)}

    def _other_end(self, link):
        if link.child_id:
            return link.child_id in self.children
        if link.place_id:
            return self.keeps or link.ended_at is None or link.place_id in self.places
        return link.other_id in self.persons

    def measures(self):
        return {one.pk for one in self.rows.measures if self.keeps or self._is_theirs(one)}

    def _is_theirs(self, measure):
        if named := self.rows.named[measure.pk]:
            return bool(named & self.children)
        return measure.person_id in self.persons or measure.place_id in self.places


def expected(rows, user, right):
    children = set(Case.objects.visible_to(user, right).values_list("child", flat=True))
    return Expected(rows, children, keeps=user.role == "police_liaison")


def furnish(stage):
    """Places, and measures of each kind of subject, beside what the stage has."""
    keeper, chance = stage.officers[0], stage.chance
    for _ in range(3):
        person = stage.person()
        place = make_place(area=chance.choice(stage.teams), by=keeper)
        Link.objects.create(person=person, place=place, nature="Works there", recorded_by=keeper)
        make_measure(area=chance.choice(stage.teams), by=keeper, place=place)
        make_measure(area=chance.choice(stage.teams), by=keeper, person=person)
        naming = make_measure(area=chance.choice(stage.teams), by=keeper, person=person, kind="cawn")
        children = [one.child for one in Link.objects.filter(person=person).exclude(child=None)]
        for child in children[:1]:
            ProtectedChild.objects.create(measure=naming, child=child)


@pytest.fixture(params=SEEDS)
def stage(request):
    stage = Stage(Random(request.param))
    furnish(stage)
    likely = [name for name in ACTS if any(word in name for word in ON_THE_REGISTER)]
    happened = 0
    for _ in range(STEPS):
        name = stage.chance.choice(likely)
        happened += stage.act(name, stage.actor_for(name))
    assert happened > STEPS / 5
    return stage


@pytest.mark.parametrize("most", [visible.PROBE, 0], ids=["who sees few cases", "who sees many"])
def test_lists_and_single_records_give_each_role_what_the_rows_say(most, stage, monkeypatch):
    monkeypatch.setattr(visible, "PROBE", most)
    rows, seen = Rows(), set()
    for user in User.objects.filter(pk__in=[one.pk for one in stage.chance.sample(stage.people, ASKED)]):
        scope = Scope(user)
        for right in REGISTER_RIGHTS:
            wanted, told = expected(rows, user, right), f"{user.role}, {right}"
            assert keys(scope.persons(PersonOfConcern.objects.all(), right)) == wanted.persons, told
            assert keys(scope.places(Place.objects.all(), right)) == wanted.places, told
            assert keys(scope.links(Link.objects.all(), right)) == wanted.links(), told
            assert keys(scope.measures(Measure.objects.all(), right)) == wanted.measures(), told
            for model, ask, theirs in (
                (PersonOfConcern, scope.rights_on, wanted.persons),
                (Place, scope.rights_on_place, wanted.places),
                (Measure, scope.rights_on_measure, wanted.measures()),
            ):
                assert {one.pk for one in model.objects.all() if right in ask(one)} == theirs, f"{told}, {model}"
            seen.add((user.role, bool(wanted.persons)))
    assert {found for _, found in seen} == {True, False}


def test_pages_are_there_for_whoever_the_rows_say_and_for_nobody_else(stage, signed_in):
    rows, answers = Rows(), set()
    doors = (
        (PersonOfConcern, "person_of_concern", Right.HEAR_OF_SUSPECTS, lambda it: it.persons),
        (Place, "place", Right.READ_SUSPECTS, lambda it: it.places),
        (Measure, "measure", Right.HEAR_OF_SUSPECTS, lambda it: it.measures()),
    )
    for _ in range(PAGES):
        user = User.objects.get(pk=stage.chance.choice(stage.people).pk)
        browser = signed_in(user)
        for model, page, right, theirs in doors:
            record = stage.one(model)
            leads_to = getattr(record, "merged_into_id", None) or record.pk
            found = browser.get(reverse(page, args=[record.reference])).status_code != 404
            wanted = theirs(expected(rows, user, right))
            assert found == (leads_to in wanted), f"{user.role}, {record}"
            answers.add(found)
    assert answers == {True, False}


def keys(queryset):
    return set(queryset.values_list("pk", flat=True))
