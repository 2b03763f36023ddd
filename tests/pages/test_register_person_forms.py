"""The forms about a person of concern: what is asked, what is refused, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from emerald.drafts.models import Draft
from perpetrators.models import PersonOfConcern
from tests.factories.register import make_officer

pytestmark = pytest.mark.django_db
NEW = {
    "called": "Sprat",
    "born": "estimated",
    "estimated_age": "30",
    "sex": "M",
    "also_a_child": "no",
    "ethnicity_known": "yes",
    "ethnicity": "WBRI",
    "ethnicity_basis": "officer",
    "nationality_known": "no",
    "nationality_why_unknown": "Nobody asked",
}


def test_police_liaison_records_somebody_known_by_a_nickname_alone(rhys, team, signed_in):
    answer = signed_in(rhys).post(reverse("record_person"), NEW | {"area": team.pk, "officer": rhys.pk})
    made = PersonOfConcern.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.name, made.officer, made.age_in_words, made.ethnicity) == ("“Sprat”", rhys, "about 30", "WBRI")


def test_a_name_is_asked_for_at_once_with_everything_else(rhys, signed_in):
    page = signed_in(rhys).post(reverse("record_person"), {"description": "Tall, with a limp"}).text
    assert "Enter a name, or what they are called" in page and "Select what you know of their age" in page
    assert "Tall, with a limp" in page


def test_a_caseworker_is_sent_to_the_childs_case_to_record(priya, signed_in):
    answer = signed_in(priya).get(reverse("record_person"))
    assert answer.status_code == 403 and "record them under Disruption" in answer.text


def test_what_was_known_of_ethnicity_goes_when_it_is_not_known_after_all(man, priya, signed_in):
    PersonOfConcern.objects.update(ethnicity="WBRI", ethnicity_basis="self")
    address = reverse("change_person_origin", args=[man.reference])
    typed = {
        "version": 1,
        "ethnicity_known": "no",
        "ethnicity": "WBRI",
        "ethnicity_why_unknown": "Hearsay",
        "nationality_known": "yes",
        "nationality": "Irish",
        "nationality_basis": "document",
    }
    assert signed_in(priya).post(address, typed).status_code == 302
    man.refresh_from_db()
    assert (man.ethnicity, man.ethnicity_basis, man.nationality, man.nationality_why_unknown) == (
        "NOBT",
        "unknown",
        "Irish",
        "",
    )


@pytest.mark.parametrize(
    ("kind", "typed", "value", "detail"),
    [
        ("vehicle", {"vehicle": "wx?? ozy", "vehicle_looks": "Grey van"}, "wx?? ozy", "Grey van"),
        ("phone", {"phone": "+44 7700 900123"}, "07700 900123", ""),
        ("handle", {"handle": "@sprat_99", "platform": "Snapstream"}, "@sprat_99", "Snapstream"),
        ("address", {"address": "12 Quay Street\r\nHarbourton"}, "12 Quay Street\nHarbourton", ""),
    ],
)
def test_each_kind_has_its_own_question_and_what_was_typed_for_another_is_not_kept(
    kind, typed, value, detail, man, priya, signed_in
):
    address = reverse("add_particular", args=[man.reference])
    assert signed_in(priya).post(address, {"kind": kind, "nickname": "Sprat"} | typed).status_code == 302
    made = man.particulars.get()
    assert (made.kind, made.value, made.detail) == (kind, value, detail)


def test_changing_a_particular_starts_from_what_is_recorded(man, priya, signed_in):
    one = man.add_particular(by=priya, kind="licence", value="Taxi driver 4471", detail="Harbourton council")
    page = signed_in(priya).get(reverse("change_particular", args=[man.reference, one.pk])).text
    assert 'value="Taxi driver 4471"' in page and 'value="Harbourton council"' in page


def test_a_step_of_the_law_recorded_of_the_wrong_person_is_said_to_be_so_on_its_page(man, rhys, signed_in):
    wrong = man.record_legal(by=rhys, step="charge", on=man.recorded_at.date(), offence="Theft")
    day = {"on_day": f"{wrong.on.day}", "on_month": f"{wrong.on.month}", "on_year": f"{wrong.on.year}"}
    address = reverse("correct_legal", args=[man.reference, wrong.pk])
    answer = signed_in(rhys).post(address, day | {"step": "taken_back", "because": "Another man of that name"})
    assert answer.status_code == 302
    man.refresh_from_db()
    assert man.legal_status == "charged" and man.mistakes.get().legal_event == wrong


def test_an_acquittal_names_the_conviction_it_overturns(man, rhys, signed_in):
    first = man.record_legal(by=rhys, step="conviction", on=man.recorded_at.date(), offence="Theft")
    day = {"on_day": f"{first.on.day}", "on_month": f"{first.on.month}", "on_year": f"{first.on.year}"}
    browser, address = signed_in(rhys), reverse("record_legal", args=[man.reference])
    assert "Conviction on" in browser.get(address).text
    assert browser.post(address, day | {"step": "acquittal", "overturns": first.pk}).status_code == 302
    man.refresh_from_db()
    assert man.legal_status == "acquitted"


def test_after_a_conviction_the_officer_reads_which_orders_a_court_can_make(man, rhys, signed_in):
    on = man.recorded_at.date()
    typed = {"step": "conviction", "conviction": "Theft", "against_child": "no"}
    typed |= {"on_day": on.day, "on_month": on.month, "on_year": on.year}
    page = signed_in(rhys).post(reverse("record_legal", args=[man.reference]), typed, follow=True).text
    assert "sexual harm prevention order" in page


def test_a_manager_decides_who_looks_after_the_record(man, morag, priya, signed_in):
    nia, address = make_officer("Nia Trask"), reverse("appoint_officer", args=[man.reference])
    assert signed_in(priya).get(address).status_code == 403
    browser = signed_in(morag)
    assert "Enter why it changes" in browser.post(address, {"officer": nia.pk}).text
    assert browser.post(address, {"officer": nia.pk, "because": "Rhys is ill", "version": 1}).status_code == 302
    man.refresh_from_db()
    assert man.officer == nia


def test_what_was_begun_is_listed_with_the_reference_of_the_person(man, priya, signed_in):
    signed_in(priya).post(reverse("add_particular", args=[man.reference]), {"source": "A neighbour"})
    assert Draft.of(priya).get().title == f"What a person of concern is known by, {man.reference}"
