"""People being disrupted on a day: distinct people, in the whole and of each kind, also where kinds overlap. On which
days a measure stood: `test_measure_period.py`.

Source: DOMAIN.md section 3.1 and section 9, relations 5 to 8.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.audit.models import AccessEntry
from perpetrators.models import Link, MeasureEvent, PersonOfConcern, ProtectedChild
from perpetrators.models.measures.states import OVER
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import Disruption
from tests.factories.children import make_case, make_child
from tests.factories.measures import RISK_ORDER
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = timedelta(days=1)


def stand(person, kind, *, by, since=30, state="in_force", then=(), **fields):
    """A measure with its history: made `since` days ago, then [(days ago, state)]."""
    started = TODAY() - since * DAY
    steps = [(since, "in_force"), *then]
    measure = make_measure(
        area=person.area,
        by=by,
        person=person,
        kind=kind,
        started_on=started,
        made_on=started,
        state=steps[-1][1] if then else state,
        **({"ended_on": TODAY() - then[-1][0] * DAY} if then and then[-1][1] in OVER else {}),
        **fields,
    )
    before = "considered"
    for number, (ago, to) in enumerate(steps, start=1):
        MeasureEvent.objects.create(
            measure=measure,
            step="told",
            from_state=before,
            to_state=to,
            version=number,
            on=TODAY() - ago * DAY,
            sentence="It happened.",
            by=by,
        )
        before = to
    return measure


@pytest.fixture
def men(team, rhys, tamsin, case):
    """Five men whose measures overlap. A: bail, an injunction and two notices; B: bail and an injunction; C: an
    injunction of a housing provider and one of the council; D: nothing any more; E: released under investigation."""
    people = {name: make_person(area=team, officer=rhys, family_name=f"Vex-{name}") for name in "ABCDE"}
    for person in people.values():
        link_child(person, tamsin)
    council, housing = {"applicant_class": "council"}, {"applicant_class": "housing"}
    stand(people["A"], "pre_charge_bail", by=rhys)
    stand(people["A"], "civil_injunction", by=rhys, **council)
    stand(people["A"], "cawn", by=rhys)
    stand(people["A"], "cawn", by=rhys)
    stand(people["B"], "pre_charge_bail", by=rhys)
    stand(people["B"], "civil_injunction", by=rhys, then=[(10, "breached")], **council)
    stand(people["C"], "civil_injunction", by=rhys, **housing)
    stand(people["C"], "civil_injunction", by=rhys, **council)
    stand(people["D"], "sro", by=rhys, then=[(10, "discharged")])
    stand(people["E"], "released_under_investigation", by=rhys)
    return people


def counted(user, on=None):
    numbers = Disruption(Scope(user), on or TODAY())
    return numbers.number, {figure.key: figure.people for figure in numbers.by_kind}


def test_each_person_counts_once_in_the_whole_and_once_in_each_kind(men, rhys):
    assert counted(rhys) == (
        3,
        {
            "pre_charge_bail": 2,
            "civil_injunction": 3,
            "civil_injunction.council": 3,
            "civil_injunction.housing": 1,
            "cawn": 1,
        },
    )


def test_the_kinds_do_not_add_up_to_the_whole(men, rhys):
    number, by_kind = counted(rhys)
    assert sum(people for key, people in by_kind.items() if "." not in key) == 6 != number


def test_a_breached_measure_still_counts_and_what_has_no_effect_never_does(men, rhys):
    assert men["B"] in people_behind(rhys, "civil_injunction")
    assert men["E"] not in people_behind(rhys, "everybody")


def people_behind(user, key, on=None):
    numbers = Disruption(Scope(user), on or TODAY())
    return set(numbers.rows(numbers.figure(key)))


def test_every_figure_opens_to_exactly_as_many_people(men, rhys):
    for ago in (0, 5, 15, 40):
        numbers = Disruption(Scope(rhys), TODAY() - ago * DAY)
        assert numbers.rows(numbers.figure("everybody")).count() == numbers.number
        for figure in numbers.by_kind:
            assert numbers.rows(numbers.figure(figure.key)).count() == figure.people, (ago, figure.key)


def test_a_day_in_the_past_is_told_by_what_took_effect_by_then(men, rhys):
    assert counted(rhys, TODAY() - 11 * DAY)[0] == 4  # the order was discharged ten days ago
    assert people_behind(rhys, "sro", TODAY() - 11 * DAY) == {men["D"]}
    assert counted(rhys, TODAY() - 10 * DAY)[0] == 3
    assert counted(rhys, TODAY() - 30 * DAY)[0] == 4  # the first day counts
    assert counted(rhys, TODAY() - 31 * DAY) == (0, {})


def test_a_measure_counts_on_its_last_day_and_not_after_it_also_before_anybody_wrote_so(team, rhys):
    person = make_person(area=team, officer=rhys)
    stand(person, "sro", by=rhys, since=30, ends_on=TODAY() - 3 * DAY)
    assert counted(rhys, TODAY() - 3 * DAY)[0] == 1
    assert counted(rhys, TODAY() - 2 * DAY)[0] == counted(rhys)[0] == 0


def test_what_was_recorded_later_for_an_earlier_day_counts_on_that_day(team, rhys):
    person = make_person(area=team, officer=rhys)
    measure = stand(person, "sro", by=rhys, since=3, facts=RISK_ORDER, until_further_order=True)
    assert counted(rhys, TODAY() - 5 * DAY)[0] == 0
    measure.put_right(by=rhys, made_on=TODAY() - 9 * DAY, started_on=TODAY() - 9 * DAY)
    assert counted(rhys, TODAY() - 5 * DAY)[0] == 1


def test_what_was_discharged_for_an_earlier_day_than_it_was_last_written_about_counts_no_more(team, rhys):
    """Its conditions were looked at, and only then somebody heard that the court had ended it days before."""
    person = make_person(area=team, officer=rhys)
    measure = stand(person, "sro", by=rhys, since=30)
    measure.add_condition(by=rhys, on=TODAY() - 2 * DAY, sort="prohibition", text="Stay away")
    measure.discharge(by=rhys, on=TODAY() - 5 * DAY, consent=True)
    assert [counted(rhys, TODAY() - ago * DAY)[0] for ago in (6, 5, 3, 1, 0)] == [1, 0, 0, 0, 0]


def test_two_records_of_one_person_count_once_when_they_are_merged(men, rhys):
    PersonOfConcern.objects.filter(pk=men["B"].pk).update(merged_into=men["A"])
    number, by_kind = counted(rhys)
    assert number == 2 and by_kind["pre_charge_bail"] == 1
    assert people_behind(rhys, "everybody") == {men["A"], men["C"]}


@pytest.fixture
def hidden(men, elsewhere, owen, rhys):
    """A notice on D that names a child of another team: to everybody a number, and D to that team."""
    other = make_case(
        manager=make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere]),
        child=make_child(given_names="Jory", family_name="Penhallow"),
        lead=owen,
    )
    link_child(men["D"], other.child)
    notice = stand(men["D"], "cawn", by=rhys)
    ProtectedChild.objects.create(measure=notice, child=other.child)
    return notice


def test_a_number_is_the_same_for_everybody_who_asks(hidden, rhys, priya, owen, morag):
    assert counted(rhys) == counted(priya) == counted(owen) == counted(morag)
    assert counted(rhys)[0] == 4


def test_the_people_behind_a_number_are_those_one_may_open_through_what_one_may_see(men, hidden, rhys, priya, owen):
    assert people_behind(rhys, "everybody") == {men[name] for name in "ABCD"}
    assert people_behind(priya, "everybody") == {men[name] for name in "ABC"}  # that notice names a child not hers
    assert people_behind(owen, "everybody") == people_behind(owen, "cawn") == {men["D"]}


def test_a_number_stays_when_a_link_is_taken_back(men, priya, morag, rhys):
    before = counted(priya, TODAY() - 5 * DAY), counted(priya)
    for link in Link.objects.filter(person=men["A"]):
        link.take_back(by=rhys, because="It was another man.")
    assert (counted(priya, TODAY() - 5 * DAY), counted(priya)) == before
    assert men["A"] not in people_behind(priya, "everybody")


class TestPages:
    def test_whoever_may_not_open_all_of_them_reads_how_many_and_whom_to_ask(self, men, hidden, priya, signed_in):
        page = signed_in(priya).get(reverse("disruption_rows", args=["everybody"])).text
        assert "<h1" in page and ": 4</h1>" in page
        assert "1 person of them you may not open: ask a police liaison officer." in page
        assert men["D"].reference not in page

    def test_a_number_is_shown_as_it_was_known_on_a_day(self, men, rhys, signed_in):
        browser = signed_in(rhys)
        known = {f"known_{part}": getattr(TODAY(), part) for part in ("day", "month", "year")}
        assert "as it was known on" in browser.get(reverse("disruption"), known).text
        page = browser.get(reverse("disruption_rows", args=["everybody"]), known).text
        assert ": 3</h1>" in page and men["A"].reference in page

    def test_what_was_known_before_anything_was_kept_is_not_told_as_nobody(self, men, rhys, signed_in):
        browser, day = signed_in(rhys), TODAY() - DAY
        known = {f"known_{part}": getattr(day, part) for part in ("day", "month", "year")}
        page = browser.get(reverse("disruption"), known).text
        assert "cannot be told" in page and "/register/disruption/everybody" not in page
        assert browser.get(reverse("disruption_rows", args=["everybody"]), known).status_code == 404

    def test_every_number_on_the_page_opens_to_as_many_rows(self, men, rhys, signed_in):
        browser = signed_in(rhys)
        page = browser.get(reverse("disruption")).text
        numbers = re.findall(r'href="(/register/disruption/[^"]+)">(\d+)<', page)
        assert len(numbers) == 6
        for address, number in numbers:
            rows = browser.get(address.replace("&amp;", "&")).text
            assert f": {number}</h1>" in rows
            assert len(set(re.findall(r">(PC-\d{4}-\d{4})<", rows))) == int(number), address

    def test_an_earlier_day_can_be_asked_and_a_senseless_one_is_said(self, men, rhys, signed_in):
        browser, then = signed_in(rhys), TODAY() - 11 * DAY
        asked = {"on_day": then.day, "on_month": then.month, "on_year": then.year}
        assert "Sexual risk order" in browser.get(reverse("disruption"), asked).text
        for wrong in ({"on_day": 31, "on_month": 2, "on_year": 2026}, {"on_day": 1, "on_month": 1, "on_year": 2999}):
            assert "There is a problem" in browser.get(reverse("disruption"), wrong).text
            assert browser.get(reverse("disruption_rows", args=["everybody"]), wrong).status_code == 404

    @pytest.mark.parametrize("key", ["nothing", "cawn.council", "civil_injunction.nobody"])
    def test_a_figure_there_is_not_is_not_found(self, key, men, rhys, signed_in):
        assert signed_in(rhys).get(reverse("disruption_rows", args=[key])).status_code == 404

    def test_the_people_can_be_taken_away(self, men, rhys, signed_in):
        answer = signed_in(rhys).post(
            reverse("disruption_export", args=["civil_injunction.council"]), {"kind": "csv", "reason": "Cabinet report"}
        )
        first, _heads, *rows = answer.content.decode("utf-8-sig").splitlines()
        assert len(rows) == 3 and "applied for by: council" in first
        entry = AccessEntry.objects.filter(verb="exported").latest("id")
        assert sorted(entry.subject_ids) == sorted(men[name].pk for name in "ABC")

    def test_the_page_costs_the_same_however_many_there_are(self, men, team, rhys, signed_in, queries_of):
        browser, address = signed_in(rhys), reverse("disruption_rows", args=["everybody"])
        few = queries_of(browser, reverse("disruption")), queries_of(browser, address)
        for number in range(6):
            stand(make_person(area=team, officer=rhys, family_name=f"More{number}"), "sro", by=rhys)
        assert (queries_of(browser, reverse("disruption")), queries_of(browser, address)) == few
