"""On the morning after its last day a measure is over, whether or not the task of the night has run: every page, list,
count, file and guard says what it says once the task has run."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.guards import NotYet
from perpetrators.models import Measure
from perpetrators.models.measures.states import LIVE
from perpetrators.models.reports.lists import Which, how_many
from perpetrators.tasks import expire_measures
from tests.factories.measures import RISK_ORDER, days_ago, make_bail, make_injunction
from tests.factories.register import make_measure, make_person, make_place

TODAY = timezone.localdate


def night():
    """The last day of every measure that ends today is yesterday: nothing else was written meanwhile."""
    Measure.objects.filter(ends_on=TODAY()).update(ends_on=days_ago(1), last_day_set=days_ago(1))


@pytest.fixture
def over(man, rhys, tamsin, team):
    """Measures of every sort whose last day was yesterday, and whose state nobody has changed yet."""
    last = {"until_further_order": None, "ends_on": TODAY()}
    broken = make_injunction(by=rhys, person=man, children=[tamsin], **last)
    broken.record_breach(by=rhys, happened_on=days_ago(9), what_happened="Seen there", reported_by="Mother")
    varied = make_injunction(by=rhys, person=man, **last)
    varied.vary(by=rhys, on=days_ago(5), what="Other hours.")
    made = {"made_on": days_ago(40), "facts": RISK_ORDER}
    interim = Measure.record_made(by=rhys, kind="sro", person=man, interim=True, ends_on=TODAY(), **made)
    (notice,) = Measure.serve_notices(
        by=rhys, person=man, children=[tamsin], basis="s2", served_on=days_ago(30), ends_on=TODAY()
    )
    bail = make_bail(by=rhys, person=man, arrested_on=days_ago(30), ends_on=TODAY())
    days = {"started_on": days_ago(20), "made_on": days_ago(20), "ends_on": TODAY(), "last_day_set": TODAY()}
    closure = make_measure(area=team, by=rhys, place=make_place(area=team, by=rhys), kind="closure_order", **days)
    assert set(Measure.objects.values_list("state", flat=True)) == set(LIVE)
    night()
    return [broken, varied, interim, notice, bail, closure]


def pages(over, man, case):
    place = over[-1].place
    return [
        reverse("home"),
        reverse("due"),
        reverse("register"),
        *(reverse("measures", query={"which": which.value}) for which in Which),
        reverse("measures", query={"which": "every", "kind": "cawn"}),
        reverse("persons_of_concern"),
        reverse("places"),
        reverse("disruption"),
        reverse("person_of_concern", args=[man.reference]),
        reverse("person_measures", args=[man.reference]),
        reverse("person_network", args=[man.reference]),
        reverse("place", args=[place.reference]),
        reverse("place_measures", args=[place.reference]),
        reverse("case_disruption", args=[case.reference]),
        reverse("case_closure", args=[case.reference]),
        *(one.get_absolute_url() for one in over),
    ]


def said(answer):
    """What the page says, without what stands in its history and what changes with each request."""
    if answer.status_code != 200:  # not everything is everybody's to see
        return [str(answer.status_code)]
    main = answer.text.partition("<main")[2].partition("What happened")[0]
    main = re.sub(r'name="version" value="[^"]*"|value="[0-9a-f-]{36}"|value="\w{64}"|nonce="[^"]*"', "", main)
    return main.split()


def searched(browser, words):
    return said(browser.post(reverse("find_in_register"), {"sought": words}))


@pytest.mark.parametrize("who", ["rhys", "morag"])
def test_every_page_says_before_the_task_what_it_says_after_it(who, over, man, case, signed_in, request):
    browser = signed_in(request.getfixturevalue(who))
    addresses = pages(over, man, case)
    before = {address: said(browser.get(address)) for address in addresses}
    found = searched(browser, over[0].reference)
    assert over[0].title.split()[0] in " ".join(found)
    assert sum(text != ["404"] for text in before.values()) > len(addresses) / 2
    expire_measures()
    assert not Measure.objects.filter(state__in=LIVE).exists()
    for address in addresses:
        assert said(browser.get(address)) == before[address], address
    assert searched(browser, over[0].reference) == found


def test_every_count_is_the_same_before_and_after(over):
    before = how_many(Measure.objects.all())
    expire_measures()
    assert how_many(Measure.objects.all()) == before
    assert before[Which.OVER] == len(over) and before[Which.IN_FORCE] == before[Which.UNSERVED] == 0


def test_a_new_notice_can_be_served_on_the_morning_after(over, man, rhys, tamsin):
    (new,) = Measure.serve_notices(by=rhys, person=man, children=[tamsin], basis="s2", served_on=TODAY())
    assert new.state == "in_force"
    assert Measure.objects.get(pk=over[3].pk).state == "expired"


def test_a_notice_that_was_applied_for_is_made_on_the_morning_after(man, rhys, tamsin):
    proposed = Measure.propose(by=rhys, kind="cawn", person=man, children=[tamsin])
    said = {"by": rhys, "person": man, "children": [tamsin], "basis": "s2", "served_on": days_ago(9)}
    Measure.serve_notices(**said, ends_on=TODAY())
    night()
    proposed.grant(by=rhys, facts={"basis": "s2"})
    assert proposed.state == "in_force"


def test_records_of_one_person_are_merged_on_the_morning_after(over, man, rhys, tamsin, team):
    other = make_person(area=team, officer=rhys, family_name="Orchid")
    Measure.serve_notices(by=rhys, person=other, children=[tamsin], basis="s2", served_on=days_ago(9))
    assert man.why_not_merge(other) == []
    man.merge(other, by=rhys, because="The same man")
    assert other.measures.count() == 0


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("vary", {"what": "Other hours."}),
        ("review", {}),
        ("discharge", {"consent": True}),
        ("withdraw", {}),
        ("add_condition", {"sort": "prohibition", "text": "Go there"}),
    ],
)
def test_no_step_is_taken_on_what_is_over(verb, said, over, rhys):
    with pytest.raises(NotYet, match="“Expired”"):
        getattr(Measure.objects.get(pk=over[0].pk), verb)(by=rhys, **said)


def test_on_its_last_day_it_is_in_force_everywhere(man, rhys, case, signed_in):
    measure = make_injunction(by=rhys, person=man, until_further_order=None, ends_on=TODAY())
    text = signed_in(rhys).get(measure.get_absolute_url()).text
    assert "Expired" not in text and "It was varied" in text
    assert how_many(Measure.objects.all())[Which.IN_FORCE] == 1
