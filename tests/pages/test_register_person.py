"""The page of a person of concern shows what its reader may see of them, and counts the rest."""

from datetime import date

import pytest
from django.urls import reverse

from emerald.files.models import StoredFile
from perpetrators.models import Link, Particular
from tests.factories.children import make_case, make_child
from tests.factories.files import make_upload, picture_with_place, sent
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def man(team, rhys, tamsin, case):
    """Linked to Tamsin, looked after by Rhys."""
    person = make_person(area=team, officer=rhys)
    link_child(person, tamsin, nature="Gave her a phone")
    return person


@pytest.fixture
def jory(elsewhere):
    """A child of another team."""
    manager = make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])
    return make_case(manager=manager, child=make_child(given_names="Jory", family_name="Penhallow")).child


def test_the_page_says_who_they_are_and_that_they_are_suspected(man, rhys, signed_in):
    Particular.objects.create(person=man, kind="vehicle", value="WX?? OZY", recorded_by=rhys)
    page = signed_in(rhys).get(man.get_absolute_url()).text
    assert man.reference in page and "Dale Orchard" in page and "WX?? OZY" in page
    assert "Suspected" in page and "Convicted" not in page


def test_another_workers_child_is_counted_and_not_named(man, priya, jory, signed_in):
    link_child(man, jory)
    page = signed_in(priya).get(man.get_absolute_url()).text
    assert "Tamsin Quillfeather" in page and "Gave her a phone" in page
    assert "Jory" not in page and "Penhallow" not in page
    assert "1 more connection: ask Rhys Calder, police liaison." in page


def test_a_measure_that_protects_another_child_is_counted_and_not_shown(man, team, rhys, priya, jory, signed_in):
    link_child(man, jory)
    shown, hidden = (make_measure(area=team, by=rhys, person=man) for _ in range(2))
    hidden.protected.create(child=jory)
    page = signed_in(priya).get(man.get_absolute_url()).text
    assert shown.reference in page and hidden.reference not in page
    assert "1 more measure: ask Rhys Calder" in page


def test_intelligence_with_conditions_is_read_by_police_liaison_alone(man, team, rhys, priya, signed_in):
    graded = {"is_intelligence": True, "source_grade": "2", "assessed": "C", "handling": "C"}
    man.links.update(**graded, detail="Seen at the slipway")
    place = make_place(area=team, by=rhys)
    Link.objects.create(person=man, place=place, nature="Meets there", recorded_by=rhys, **graded)
    theirs = signed_in(priya).get(man.get_absolute_url()).text
    assert "There is police intelligence with handling conditions. Ask Rhys Calder, police liaison." in theirs
    assert "Seen at the slipway" not in theirs and "Gave her a phone" not in theirs and "Harbour Lodge" not in theirs
    assert "1 more connection" in theirs
    his = signed_in(rhys).get(man.get_absolute_url()).text
    assert "Seen at the slipway" in his and "Intelligence, not fact" in his and "Harbour Lodge" in his


def test_a_link_between_two_people_shows_on_both_pages(man, team, rhys, signed_in):
    friend = make_person(area=team, officer=rhys, given_names="Kester", family_name="Rowe")
    Link.objects.create(person=friend, other=man, nature="Drives him", recorded_by=rhys)
    assert "Kester Rowe" in signed_in(rhys).get(man.get_absolute_url()).text
    assert "Dale Orchard" in signed_in(rhys).get(friend.get_absolute_url()).text


def test_the_page_costs_the_same_however_many_links_there_are(man, team, rhys, signed_in, queries_of):
    browser = signed_in(rhys)
    before = queries_of(browser, man.get_absolute_url())
    for number in range(4):
        place = make_place(area=team, by=rhys, name=f"Place {number}")
        Link.objects.create(person=man, place=place, nature="Seen there", recorded_by=rhys)
        make_measure(area=team, by=rhys, person=man)
    assert queries_of(browser, man.get_absolute_url()) == before


def test_the_page_offers_only_what_its_reader_may_do(man, priya, ada, rhys, case, morag, signed_in):
    caseworker = signed_in(priya).get(man.get_absolute_url()).text
    assert "Add<span" in caseworker and reverse("record_legal", args=[man.reference]) not in caseworker
    officer = signed_in(rhys).get(man.get_absolute_url()).text
    assert reverse("record_legal", args=[man.reference]) in officer
    case.allocate(ada, part="linked", by=morag)
    auditor = signed_in(ada).get(man.get_absolute_url()).text
    assert "Dale Orchard" in auditor
    assert all(f"/{act}/" not in auditor for act in ("identity", "law/record", "links/add", "known-by/add"))


def test_the_photograph_is_shown_through_the_door_and_nowhere_else(man, priya, owen, signed_in):
    man.set_photograph(by=priya, upload=make_upload(priya, "Seen.jpg", picture_with_place()))
    address = reverse("person_photograph", args=[man.reference])
    answer = signed_in(priya).get(address)
    assert answer["Content-Type"] == "image/jpeg" and b"Harbour Street" not in b"".join(answer.streaming_content)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert signed_in(owen).get(address).status_code == 404


def test_a_photograph_that_waits_for_the_scanner_says_so_in_its_place(man, priya, signed_in):
    man.set_photograph(by=priya, upload=make_upload(priya, "Seen.png"))
    StoredFile.objects.update(state="pending", scanned_at=None)
    page = signed_in(priya).get(man.get_absolute_url()).text
    assert "has not been scanned for viruses yet" in page and "<img" not in page
    assert signed_in(priya).get(reverse("person_photograph", args=[man.reference])).status_code == 404


def test_a_letter_is_no_photograph_and_is_refused_with_a_sentence(man, priya, signed_in):
    address = reverse("add_person_photograph", args=[man.reference])
    answer = signed_in(priya).post(address, {"csrfmiddlewaretoken": "-", "files": sent("Letter.pdf")})
    assert "The photograph must be a picture" in answer.text
    man.refresh_from_db()
    assert man.photograph is None


def test_the_timeline_tells_each_reader_what_is_theirs(man, team, rhys, priya, jory, signed_in):
    link_child(man, jory, nature="Drives him")
    man.record_legal(by=rhys, step="arrest", on=date(2026, 3, 4), where="Harbour police station")
    man.change(by=rhys, occupation="Plumber", ethnicity_why_unknown="-", nationality_why_unknown="-")
    page = signed_in(priya).get(reverse("person_timeline", args=[man.reference])).text
    assert "Arrest on 4 March 2026" in page and "Harbour police station" in page and "Occupation" in page
    assert "Linked to the child Tamsin Quillfeather" in page
    assert "Jory" not in page and "Drives him" not in page
    assert "1 more connection: ask Rhys Calder, police liaison." in page


def test_the_timeline_costs_the_same_however_long_it_is(man, rhys, signed_in, queries_of):
    man.record_legal(by=rhys, step="arrest", on=date(2026, 3, 4))
    browser, address = signed_in(rhys), reverse("person_timeline", args=[man.reference])
    before = queries_of(browser, address)
    for day in range(5, 10):
        man.record_legal(by=rhys, step="arrest", on=date(2026, 3, day))
        man.add_particular(by=rhys, kind="nickname", value=f"Sprat {day}")
    assert queries_of(browser, address) == before


LINK = {"nature": "Gave her a lift", "confidence": "suspected"}


def test_a_child_is_found_by_name_or_case_and_only_among_ones_own(man, case, priya, morag, jory, signed_in):
    wren = make_case(manager=morag, child=make_child(given_names="Wren", family_name="Trevanion"))
    wren.allocate(priya, part="lead", by=morag)
    browser, address = signed_in(priya), reverse("add_person_link", args=[man.reference])
    refused = browser.post(address, LINK | {"to": "child", "child": "Jory Penhallow"}).text
    assert "No child that you may record about has that name or reference" in refused and "Gave her a lift" in refused
    assert browser.post(address, LINK | {"to": "child", "child": wren.reference}).status_code == 302
    assert man.links.current().filter(child=wren.child).exists()
    again = browser.post(address, LINK | {"to": "child", "child": "wren trev"}).text
    assert "linked to this person already" in again


def test_where_several_fit_each_is_told_apart_and_nothing_is_lost(man, team, rhys, signed_in):
    for family in ("Rowe", "Rowley"):
        make_person(area=team, officer=rhys, given_names="Kester", family_name=family)
    address = reverse("add_person_link", args=[man.reference])
    page = signed_in(rhys).post(address, LINK | {"to": "other", "other": "kest"}).text
    assert "Several match: Kester Rowe, PC-" in page and "Kester Rowley, PC-" in page


def test_intelligence_is_asked_of_police_liaison_alone(man, priya, rhys, signed_in):
    address = reverse("add_person_link", args=[man.reference])
    assert "police intelligence, not fact" in signed_in(rhys).get(address).text
    assert "police intelligence" not in signed_in(priya).get(address).text


def test_intelligence_with_conditions_is_opened_for_change_by_police_liaison_alone(man, priya, rhys, signed_in):
    link = man.links.get()
    link.change(by=rhys, is_intelligence=True, source_grade="2", assessed="C", handling="C", handling_conditions="Ask")
    address = reverse("change_person_link", args=[man.reference, link.pk])
    assert signed_in(priya).get(address).status_code == 403
    assert signed_in(rhys).get(address).status_code == 200


def test_the_link_of_another_workers_child_is_not_there(man, priya, jory, signed_in):
    theirs = link_child(man, jory)
    assert signed_in(priya).get(reverse("change_person_link", args=[man.reference, theirs.pk])).status_code == 404


def test_both_versions_are_shown_when_somebody_else_was_quicker(man, priya, rhys, signed_in):
    address, fields = reverse("change_person_looks", args=[man.reference]), {"version": man.version}
    Particular.objects.create(person=man, kind="nickname", value="Sprat", recorded_by=rhys)
    man.change(by=rhys, occupation="Plumber", ethnicity_why_unknown="-", nationality_why_unknown="-")
    page = signed_in(priya).post(address, fields | {"occupation": "Painter", "description": "Tall"}).text
    assert "Plumber" in page and "Painter" in page and "Nothing was saved" in page


def test_a_step_of_the_law_is_put_right_on_its_page_and_both_stay(man, rhys, signed_in):
    wrong = man.record_legal(by=rhys, step="charge", on=date(2026, 3, 4), offence="Theft")
    address = reverse("correct_legal", args=[man.reference, wrong.pk])
    typed = {"step": "caution", "caution": "Theft", "on_day": "4", "on_month": "3", "on_year": "2026"}
    browser = signed_in(rhys)
    assert "Enter why it is corrected" in browser.post(address, typed).text
    assert browser.post(address, typed | {"because": "It ended in a caution"}).status_code == 302
    page = browser.get(man.get_absolute_url()).text
    assert "Corrected later" in page and "It ended in a caution" in page and "Cautioned" in page


def test_who_saves_what_stands_on_a_record_they_cannot_open_is_told_nothing_of_it(man, team, rhys, priya, signed_in):
    hidden = make_person(area=team, officer=rhys, given_names="Kester", family_name="Rowe")
    hidden.add_particular(by=rhys, kind="phone", value="07700 900123")
    address = reverse("add_particular", args=[man.reference])
    page = signed_in(priya).post(address, {"kind": "phone", "phone": "+44 7700 900 123"}, follow=True).text
    assert "There is a connection" not in page
    assert "Kester" not in page and hidden.reference not in page
    hidden.add_particular(by=rhys, kind="phone", value="07700 900456")
    keeper = signed_in(rhys).post(address, {"kind": "phone", "phone": "07700 900 456"}, follow=True).text
    assert "There is a connection" in keeper
