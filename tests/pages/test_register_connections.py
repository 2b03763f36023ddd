"""The pages of connections, merging and the network: what a tired person reads there, and what they do not."""

import pytest
from django.urls import reverse

from cases.models import Carer
from perpetrators.models import ConnectionReply, ConnectionRequest, Merge, Particular
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_officer, make_person, make_place

pytestmark = pytest.mark.django_db
PHONE = "07700 900123"


@pytest.fixture
def stranger(elsewhere):
    """Of whom nobody in the team knows; looked after by Ines."""
    person = make_person(area=elsewhere, officer=make_officer("Ines Vardy"), given_names="Corin", family_name="Vane")
    Particular.objects.create(person=person, kind="phone", value=PHONE, recorded_by=person.officer)
    return person


@pytest.fixture
def lodge(man, team, rhys):
    place = make_place(area=team, by=rhys)
    man.link(by=rhys, place=place, nature="Works there")
    return place


def address(name, *args):
    return reverse(name, args=args)


def test_whoever_saves_a_telephone_that_stands_on_a_record_of_theirs_is_told(man, lodge, priya, signed_in):
    Particular.objects.create(place=lodge, kind="phone", value=PHONE, recorded_by=priya)
    answer = signed_in(priya).post(
        address("add_particular", man.reference), {"kind": "phone", "phone": PHONE, "value": PHONE}, follow=True
    )
    assert man.particulars.filter(kind="phone").exists(), answer.text
    assert "There is a connection" in answer.text
    assert lodge.reference in signed_in(priya).get(address("person_connections", man.reference)).text


def test_whoever_saves_what_stands_nowhere_else_is_told_nothing(lodge, priya, signed_in):
    browser = signed_in(priya)
    answer = browser.post(
        address("add_place_particular", lodge.reference), {"kind": "phone", "value": PHONE}, follow=True
    )
    assert "It was added." in answer.text
    assert "There is a connection" not in answer.text


def test_whoever_saves_a_carers_telephone_that_is_a_suspects_of_theirs_is_told(case, man, priya, rhys, signed_in):
    Particular.objects.create(person=man, kind="phone", value=PHONE, recorded_by=rhys)
    answer = signed_in(priya).post(
        address("add_child_detail", case.reference, "carer"),
        {"name": "Lowen", "relationship": "Aunt", "safe_to_contact": "yes", "phone": PHONE, "version": 1},
        follow=True,
    )
    assert Carer.objects.get().phone == PHONE
    assert "There is a connection" in answer.text
    page = signed_in(priya).get(address("case_connections", case.reference)).text
    assert "A carer’s telephone number" in page
    assert man.reference in page


def test_who_may_not_record_suspects_is_not_told(case, stranger, morag, team, signed_in):
    kit = make_user(role="business_support", name="Kit Amory", teams=[team])
    answer = signed_in(kit).post(
        address("add_child_detail", case.reference, "carer"),
        {"name": "Lowen", "relationship": "Aunt", "safe_to_contact": "yes", "phone": PHONE, "version": 1},
        follow=True,
    )
    assert Carer.objects.exists()
    assert "connection" not in answer.text


def test_asking_and_answering_from_page_to_page(man, stranger, priya, signed_in):
    held = Particular.objects.create(person=man, kind="phone", value=PHONE, recorded_by=priya)
    worker, owner = signed_in(priya), signed_in(stranger.officer)
    page = worker.get(address("person_connections", man.reference)).text
    assert "connection that you cannot open" not in page
    assert "Corin" not in page
    ask = address("ask_about_person", man.reference, f"p{held.pk}")
    assert "Enter why you ask" in worker.post(ask, {"why": ""}).text
    worker.post(ask, {"why": "He rings her at night."})
    reply = ConnectionReply.objects.get()
    assert "No answer yet" in worker.get(address("person_connections", man.reference)).text
    assert "asked by Priya Nair" in owner.get(address("connection_requests")).text
    answer = address("answer_connection", stranger.reference, reply.pk)
    assert "He rings her at night." in owner.get(answer).text
    assert "Select whether you tell them" in owner.post(answer, {"answer": "Ring me."}).text
    owner.post(answer, {"answer": "Ring me.", "shares": "no"})
    page = worker.get(address("connection_requests")).text
    assert "Ring me." in page
    assert stranger.reference not in page


def test_an_answer_that_shares_names_the_record_and_opens_nothing(man, stranger, priya, signed_in):
    held = Particular.objects.create(person=man, kind="phone", value=PHONE, recorded_by=priya)
    ConnectionRequest.ask(by=priya, record=man, key=f"p{held.pk}", why="He rings her.")
    ConnectionReply.objects.get().give(by=stranger.officer, answer="Ring me.", shares=True)
    browser = signed_in(priya)
    assert stranger.reference in browser.get(address("connection_requests")).text
    assert browser.get(stranger.get_absolute_url()).status_code == 404


def test_a_request_is_not_there_for_who_may_not_answer_it(man, stranger, priya, morag, signed_in):
    held = Particular.objects.create(person=man, kind="phone", value=PHONE, recorded_by=priya)
    ConnectionRequest.ask(by=priya, record=man, key=f"p{held.pk}", why="He rings her.")
    reply = ConnectionReply.objects.get()
    for somebody in (priya, morag):
        assert signed_in(somebody).get(address("answer_connection", stranger.reference, reply.pk)).status_code == 404
    assert signed_in(stranger.officer).get(address("answer_connection", man.reference, reply.pk)).status_code == 404


def test_two_records_are_compared_and_made_one(man, rhys, team, signed_in):
    twin = make_person(area=team, officer=rhys, given_names="Dayle")
    browser, page = signed_in(rhys), address("merge_persons", man.reference, twin.reference)
    assert "Dayle Orchard" in browser.get(page).text
    assert "Enter how you know" in browser.post(page, {"stays": man.reference}).text
    answer = browser.post(
        page,
        {"stays": twin.reference, "because": "One licence.", "version": man.version, "other_version": twin.version},
        follow=True,
    )
    assert f"The two records are one now: {twin.reference}." in answer.text
    assert Merge.objects.get().kept == twin
    old = browser.get(man.get_absolute_url()).text
    assert f"{man.reference} was merged into this record, {twin.reference}" in old
    assert "One licence." in browser.get(address("alike_persons", twin.reference)).text


def test_a_merge_with_what_is_out_of_sight_is_refused_as_if_it_were_not_there(man, stranger, morag, signed_in):
    browser, page = signed_in(morag), address("name_same_person", man.reference)
    said = [browser.post(page, {"reference": one}).text for one in (stranger.reference, "PC-1999-0001")]
    assert all("is yours to see, so the two cannot be merged" in text for text in said)
    assert browser.get(address("merge_persons", man.reference, stranger.reference)).status_code == 404


@pytest.mark.parametrize(("page", "most"), [("person_network", 24), ("person_connections", 22), ("alike_persons", 24)])
def test_a_page_costs_the_same_however_much_there_is(page, most, man, rhys, team, morag, signed_in, queries_of):
    browser, there = signed_in(rhys), address(page, man.reference)
    fill(man, rhys, team, morag)
    few = queries_of(browser, there)
    for _ in range(3):
        fill(man, rhys, team, morag)
    assert queries_of(browser, there) == few <= most


def fill(man, rhys, team, morag):
    other = make_person(area=team, officer=rhys, given_names="Dayle")
    other.listen()
    other.save()
    number = Particular.objects.count()
    for person in (man, other):
        Particular.objects.create(person=person, kind="phone", value=f"07700 9{number:05}", recorded_by=rhys)
    man.link(by=rhys, other=other, nature="Friends")
    link_child(other, make_case(manager=morag, child=make_child(given_names="Wren"), team=team).child)


def test_the_network_is_a_picture_of_links_with_an_equal_table(man, lodge, case, priya, signed_in):
    page = signed_in(priya).get(address("person_network", man.reference)).text
    picture, table = page[page.index('<svg class="emerald-network__picture') : page.index("</svg>\n</div>")], page
    for href in (lodge.get_absolute_url(), f"/cases/{case.reference}/"):
        assert f'href="{href}"' in picture
        assert table.count(f'href="{href}"') > 1
    assert "emerald-network__line--unsure" in picture
    assert "Show two steps" in page


def test_a_link_to_a_place_that_was_taken_back_names_it_no_more_to_whom_it_opens_nothing(
    man, lodge, priya, rhys, team, tamsin, signed_in
):
    pages = (
        man.get_absolute_url(),
        address("person_timeline", man.reference),
        address("person_network", man.reference),
    )
    assert all(lodge.name in signed_in(priya).get(one).text for one in pages)
    man.links.get(place=lodge).take_back(by=rhys, because="Another man of that name")
    assert signed_in(priya).get(lodge.get_absolute_url()).status_code == 404
    for one in pages:
        shown = signed_in(priya).get(one).text
        assert lodge.name not in shown and lodge.reference not in shown and "Another man" not in shown
    assert all(lodge.name in signed_in(rhys).get(one).text for one in pages[:2])
    twin = make_person(area=team, officer=rhys, given_names="Dayle")
    link_child(twin, tamsin)
    twin.link(by=rhys, place=lodge, nature="Lives there")  # the place is theirs to see again, through somebody else
    assert all(lodge.name in signed_in(priya).get(one).text for one in pages[:2])


@pytest.mark.parametrize("key", ["p{other}", "t{other}", "p999999999", "t0", "nonsense", "x" * 300])
def test_the_key_of_what_stands_on_another_record_is_not_there(key, man, stranger, lodge, case, priya, signed_in):
    key = key.format(other=stranger.particulars.get().pk)
    for page, reference in (
        ("ask_about_person", man.reference),
        ("ask_about_place", lodge.reference),
        ("ask_about_child", case.reference),
    ):
        asked = address(page, reference, key)
        assert signed_in(priya).get(asked).status_code == 404
        assert signed_in(priya).post(asked, {"why": "Who is it?"}).status_code == 404
    assert not ConnectionRequest.objects.exists()


def test_asking_is_answered_alike_whether_it_stands_elsewhere_or_not(man, stranger, rhys, priya, signed_in):
    item = man.add_particular(by=rhys, kind="phone", value=PHONE)
    asked = address("ask_about_person", man.reference, f"p{item.pk}")
    assert "If it is on a record that you cannot open" in signed_in(priya).get(asked).text
    stranger.particulars.all().delete()
    answer = signed_in(priya).post(asked, {"why": "Is he known to you?"}, follow=True)
    assert "Your request was kept." in answer.text
    assert "Is he known to you?" in answer.text
    assert not ConnectionReply.objects.exists()
