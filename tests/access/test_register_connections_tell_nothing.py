"""House by house: what somebody saves is answered alike whether it stands on a record they cannot open or not."""

import random

import pytest
from django.urls import reverse

from cases.models import Address, Carer, Case
from emerald.audit.models import AccessEntry, ManyComparisons
from emerald.guards import NotYet, NotYours
from perpetrators.due.matches import people_of_found
from perpetrators.models import ConnectionFound, ConnectionRequest, Particular
from tests.access.two_worlds import differences, in_a_world
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import make_person

pytestmark = pytest.mark.django_db
PHONE, POSTCODE = "07700 900123", "BA14 8XX"
SPELT = ["07700 900123", "+44 7700 900123", "07700900123"]


@pytest.fixture
def head(elsewhere):
    return make_user(role="service_manager", name="Edda Holm", teams=[elsewhere])


def hide(elsewhere, head, rhys, *, telling, restricted=False):
    """A child and a person of concern whom nobody in the team may see; `telling` whether they have what is saved."""
    case = make_case(team=elsewhere, manager=head, child=make_child(given_names="Jory", family_name="Penhallow"))
    Carer.objects.create(child=case.child, name="Lowen", relationship="Aunt", phone=PHONE if telling else "")
    Address.objects.create(
        child=case.child, lines="7 Harbour Street" if telling else "Far away", postcode=POSTCODE if telling else ""
    )
    person = make_person(area=elsewhere, officer=rhys, given_names="Corin", family_name="Vane")
    for kind, value in (("phone", PHONE), ("vehicle", "WV63 KLP"), ("handle", "fox_99")):
        Particular.objects.create(
            person=person, kind=kind, value=value if telling else "01632 960001", recorded_by=person.officer
        )
    if restricted:
        case.restrict(by=head, category="staff", because="Relative.", named=[])
    return case


def carer(case, phone, **more):
    case.child.refresh_from_db()
    return {
        "name": "Lowen",
        "relationship": "Aunt",
        "safe_to_contact": "yes",
        "phone": phone,
        "version": case.child.version,
    } | more


@pytest.mark.parametrize("restricted", [False, True])
def test_whatever_is_saved_is_answered_alike_with_and_without_a_hidden_record(
    case, man, priya, elsewhere, head, rhys, signed_in, restricted
):
    add = {kind: reverse("add_child_detail", args=[case.reference, kind]) for kind in ("carer", "address")}
    house = {"kind": "Home", "lines": "7 Harbour Street", "postcode": POSTCODE}
    particular = reverse("add_particular", args=[man.reference])
    steps = [lambda browser, phone=phone: browser.post(add["carer"], carer(case, phone)) for phone in SPELT]
    steps += [
        lambda browser: browser.post(add["carer"], carer(case, PHONE, name="")),
        lambda browser: browser.post(add["carer"], carer(case, "", email="nobody@mail.example")),
        lambda browser: browser.post(add["address"], house),
        lambda browser: browser.get(reverse("case_child", args=[case.reference])),
        lambda browser: browser.post(particular, {"kind": "phone", "phone": PHONE, "value": PHONE}),
        lambda browser: browser.post(particular, {"kind": "vehicle", "vehicle": "WV63 ???", "value": "WV63 ???"}),
        *(
            lambda browser, name=name: browser.get(reverse(name, args=[case.reference]))
            for name in ("case_connections", "case_disruption", "case_chronology", "case_network")
        ),
        *(
            lambda browser, name=name: browser.get(reverse(name, args=[man.reference]))
            for name in ("person_connections", "person_of_concern", "alike_persons")
        ),
        lambda browser: browser.get(reverse("connection_requests")),
        lambda browser: browser.get(reverse("due")),
    ]

    def ask(browser):
        page = browser.get(reverse("case_connections", args=[case.reference])).text
        return browser.post(
            page.split('<ul class="govuk-list"><li>')[1].split('href="')[1].split('"')[0], {"why": "Who is it?"}
        )

    in_a_world(lambda: None, lambda: signed_in(priya), steps[:1])  # what a process learns once is learnt
    steps += [ask, ask, lambda browser: browser.get(reverse("connection_requests"))]
    worlds = [
        in_a_world(
            lambda telling=telling: hide(elsewhere, head, rhys, telling=telling, restricted=restricted),
            lambda: signed_in(priya),
            steps,
        )
        for telling in (True, False)
    ]
    assert all(step[0] in (200, 302) for step in worlds[0])
    assert not differences(*worlds)


def test_house_by_house_a_street_gives_not_one_bit(case, priya, elsewhere, head, rhys, signed_in, settings):
    """Two hundred houses in the order of chance, each answer like the other; the officer sees who asked."""
    settings.HITS_A_DAY = 0
    hidden = hide(elsewhere, head, rhys, telling=True, restricted=True)
    page, browser = reverse("add_child_detail", args=[case.reference, "address"]), signed_in(priya)
    numbers = random.Random(8).sample(range(1, 15), 14)
    answers = {
        browser.post(
            page, {"kind": "Home", "lines": f"{number} Harbour Street", "postcode": POSTCODE}, follow=True
        ).text.count("connection")
        for number in numbers
    }
    assert len(answers) == 1
    hits = AccessEntry.objects.filter(verb="compared", actor_id=priya.pk, subject_ids__len__gt=0)
    assert [entry.subject_ids for entry in hits] == [[hidden.pk]]
    assert ManyComparisons.objects.get().person == priya


def test_who_may_open_both_is_told_at_once(case, priya, morag, man, rhys, signed_in):
    Particular.objects.create(person=man, kind="phone", value=PHONE, recorded_by=rhys)
    page = reverse("add_child_detail", args=[case.reference, "carer"])
    answer = signed_in(priya).post(page, carer(case, PHONE), follow=True)
    assert "There is a connection" in answer.text
    assert not ConnectionFound.objects.exists()


def save(case, priya, signed_in):
    signed_in(priya).post(reverse("add_child_detail", args=[case.reference, "carer"]), carer(case, PHONE))
    return {(found.other_child_id is not None): found for found in ConnectionFound.objects.all()}


def told():
    return {(found, person) for found, person, _ in people_of_found()}


def test_managers_and_police_hear_of_it_and_never_who_saved_it(
    case, priya, morag, sunita, elsewhere, head, rhys, signed_in
):
    hide(elsewhere, head, rhys, telling=True)
    found = save(case, priya, signed_in)
    with_child, with_person = found[True].pk, found[False].pk
    police = {rhys.pk}
    assert told() == {(with_child, one.pk) for one in (morag, sunita, head)} | {
        (with_person, one) for one in (morag.pk, sunita.pk, *police)
    }
    for user in (priya, morag, sunita, head, rhys):
        decides = set(ConnectionFound.objects.for_decider(user).values_list("pk", flat=True))
        assert decides == {one for one, person in told() if person == user.pk}


def test_of_a_restricted_child_only_its_own_managers_hear(case, priya, morag, elsewhere, head, rhys, signed_in):
    hide(elsewhere, head, rhys, telling=True, restricted=True)
    found = save(case, priya, signed_in)
    assert {person for one, person in told() if one == found[True].pk} == {head.pk}
    assert not ConnectionFound.objects.for_decider(morag).filter(pk=found[True].pk).exists()


def test_what_is_saved_on_a_restricted_record_reaches_nobody_else(
    case, priya, sunita, elsewhere, head, rhys, signed_in
):
    hide(elsewhere, head, rhys, telling=True)
    case.restrict(by=sunita, category="staff", because="Relative.", named=[priya])
    save(case, priya, signed_in)
    assert {person for _, person in told()} == {sunita.pk}
    for user in (head, rhys):
        assert not ConnectionFound.objects.for_decider(user).exists()


@pytest.mark.parametrize("outcome", ["told", "kept"])
def test_who_decides_says_what_the_other_may_know(case, priya, elsewhere, head, rhys, signed_in, outcome):
    hidden = hide(elsewhere, head, rhys, telling=True)
    one = save(case, priya, signed_in)[True]
    decider, page = signed_in(head), reverse("connection_found", args=[one.pk])
    assert page in decider.get(reverse("connection_requests")).text
    assert page in decider.get(reverse("due")).text
    shown = decider.get(page).text
    assert "Penhallow" in shown
    assert case.reference not in shown
    assert "Tamsin" not in shown
    assert "Enter what you tell them" in decider.post(page, {"outcome": outcome}).text
    decider.post(page, {"outcome": outcome, "answer": "Ring me about the aunt."})
    for name, args in (("case_connections", [case.reference]), ("connection_requests", [])):
        seen = signed_in(priya).get(reverse(name, args=args)).text
        assert ("Ring me about the aunt." in seen) == (outcome == "told")
        assert hidden.reference not in seen
    assert "Ring me about the aunt." in decider.get(page).text
    assert signed_in(priya).get(page).status_code == 404
    with pytest.raises(NotYet):
        ConnectionFound.objects.get(pk=one.pk).decide(by=head, outcome=outcome, answer="-")
    with pytest.raises(NotYours):
        one.decide(by=priya, outcome=outcome, answer="-")


def test_saving_it_again_asks_nobody_twice(case, priya, elsewhere, head, rhys, signed_in):
    hide(elsewhere, head, rhys, telling=True)
    save(case, priya, signed_in)
    save(case, priya, signed_in)
    assert ConnectionFound.objects.count() == 2


def test_what_business_support_saves_is_compared_too(case, team, elsewhere, head, rhys, signed_in):
    hide(elsewhere, head, rhys, telling=True)
    kit = make_user(role="business_support", name="Kit Amory", teams=[team])
    save(case, kit, signed_in)
    assert ConnectionFound.objects.count() == 2


def test_one_can_ask_about_what_stands_nowhere_else(case, priya):
    Carer.objects.create(child=case.child, name="Lowen", relationship="Aunt", phone="07700 900555")
    page = f"t{case.child.pk}"
    with pytest.raises(NotYet, match="does not stand"):
        ConnectionRequest.ask(by=priya, record=case.child, key=page, why="Who?")
    assert Case.objects.visible_to(priya).count() == 1
