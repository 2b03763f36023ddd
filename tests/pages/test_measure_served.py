"""Fast entry: warning notices that were served, one person and several children in one form.

Source: DOMAIN.md section 3.2 (CAWN). What it aims at: three children in under a minute, keyboard only.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from emerald.audit.models import AccessEntry
from perpetrators.models import Measure, Particular
from perpetrators.models.register.matching import match_of
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.factories.register import link_child, make_measure, make_person

pytestmark = pytest.mark.django_db
ADDRESS = "/register/notices/"


def known_person(team, rhys, *names, **fields):
    return make_person(area=team, officer=rhys, **fields)


@pytest.fixture
def man(team, rhys, tamsin, case):
    person = known_person(team, rhys, "Dale", "Orchard", "Foxy")
    Particular.objects.create(
        person=person, kind="nickname", value="Foxy", match=match_of("nickname", "Foxy"), recorded_by=rhys
    )
    link_child(person, tamsin)
    return person


@pytest.fixture
def three(man, morag, tamsin):
    """Tamsin and two more children whom the officer may see."""
    today = timezone.localdate()
    born = today.replace(year=today.year - 13, day=1)
    type(tamsin).objects.filter(pk=tamsin.pk).update(date_of_birth=born)
    others = [
        make_case(manager=morag, child=make_child(given_names=name, family_name=family, date_of_birth=born))
        for name, family in (("Wren", "Abernathy-Vale"), ("Zoë", "Ferncastle"))
    ]
    for other in others:
        link_child(man, other.child)
    return [tamsin, *(other.child for other in others)]


def typed(**more):
    today = timezone.localdate()
    return {
        "who": "Dale Orchard",
        "child_1": "Tamsin Quillfeather",
        "basis": "s2",
        "signed": "refused",
        "served_on_day": today.day,
        "served_on_month": today.month,
        "served_on_year": today.year,
    } | more


def test_three_children_get_a_notice_each_in_one_form(man, three, rhys, signed_in):
    answer = signed_in(rhys).post(
        ADDRESS,
        typed(
            child_2="Wren Abernathy-Vale",
            child_3="zoe ferncastle",
            place_served="At the police station",
            served_by="PC 4411 Ames",
            copy_given="on",
            childs_view_considered="on",
            order_ref="CW/2026/55",
        ),
    )
    assert answer.status_code == 302 and answer["Location"] == man.get_absolute_url()
    notices = Measure.objects.filter(person=man)
    assert {row.child for one in notices for row in one.protected.all()} == set(three)
    assert notices.count() == 3
    for one in notices:
        assert (one.kind, one.state, one.served_on) == ("cawn", "in_force", timezone.localdate())
        assert (one.facts["basis"], one.facts["signed"], one.order_ref) == ("s2", "refused", "CW/2026/55")
        assert one.childs_view_considered is True and one.ends_on is not None


def test_one_notice_leads_to_its_page(man, three, rhys, signed_in):
    answer = signed_in(rhys).post(ADDRESS, typed())
    assert answer["Location"] == Measure.objects.get().get_absolute_url()


@pytest.mark.parametrize("text", ["Foxy", "Orchard", "dale orchard", "{reference}", "Dale Orchard, {reference}"])
def test_the_person_is_known_by_name_nickname_reference_or_a_suggestion(text, man, three, rhys, signed_in):
    signed_in(rhys).post(ADDRESS, typed(who=text.format(reference=man.reference)))
    assert Measure.objects.get().person == man


def test_who_only_sounds_alike_is_suggested_and_never_taken(man, three, rhys, signed_in):
    answer = signed_in(rhys).post(ADDRESS, typed(who="Dail Orcherd", child_1="Tamzin Quilfeather"))
    assert answer.status_code == 200 and not Measure.objects.exists()
    assert f"Did you mean: Dale Orchard ({man.reference})?" in answer.text
    assert "Did you mean: Tamsin Quillfeather (EM-" in answer.text
    assert 'value="Dail Orcherd"' in answer.text  # nothing typed is lost


def test_two_of_one_name_are_told_apart_by_their_reference(man, three, team, rhys, signed_in):
    other = known_person(team, rhys, "Dale", "Orchard")
    answer = signed_in(rhys).post(ADDRESS, typed())
    assert "2 are called “Dale Orchard”" in answer.text and other.reference in answer.text
    signed_in(rhys).post(ADDRESS, typed(who=other.reference))
    assert Measure.objects.get().person == other


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"who": ""}, "Enter who was served"),
        ({"who": "Nobody Known"}, "No person of concern that you can see is called “Nobody Known”"),
        ({"who": "PC-1999-0001"}, "There is no person of concern PC-1999-0001"),
        ({"child_1": ""}, "Enter at least one child"),
        ({"child_1": "Nobody Known"}, "None of the children that you can see is called “Nobody Known”"),
        ({"child_2": "EM-1999-0001"}, "There is no case EM-1999-0001 that you can see"),
        ({"child_2": "Tamsin"}, "is entered twice"),
        ({"child_1": "?"}, "None of the children that you can see is called “?”"),
        ({"basis": ""}, "Select what the notices rest on"),
        ({"signed": ""}, "Select whether the person signed"),
        ({"served_on_year": 2996}, "must be today or in the past"),
    ],
)
def test_each_wrong_answer_has_its_sentence_and_nothing_is_recorded(wrong, sentence, man, three, rhys, signed_in):
    answer = signed_in(rhys).post(ADDRESS, typed(**wrong))
    assert answer.status_code == 200
    assert sentence in answer.text
    assert not Measure.objects.exists()


def test_one_child_who_cannot_have_one_stops_all_of_them(man, three, morag, rhys, signed_in):
    today = timezone.localdate()
    seventeen = make_case(
        manager=morag,
        child=make_child(
            given_names="Jory", family_name="Penhallow", date_of_birth=today.replace(year=today.year - 17, day=1)
        ),
    )
    link_child(man, seventeen.child)
    answer = signed_in(rhys).post(ADDRESS, typed(child_2="Jory Penhallow"))
    assert answer.status_code == 200 and "There is a problem" in answer.text
    assert not Measure.objects.exists()


def test_a_second_active_notice_for_the_same_child_is_refused(man, three, rhys, signed_in):
    browser = signed_in(rhys)
    browser.post(ADDRESS, typed())
    answer = browser.post(ADDRESS, typed())
    assert answer.status_code == 200 and "There is a problem" in answer.text
    assert Measure.objects.count() == 1


def test_a_notice_posted_twice_is_recorded_once(man, three, rhys, signed_in):
    browser = signed_in(rhys)
    token = {"once": "0b9f7ad4-6a0c-4b3e-9a57-0d2f6b1c8e11"}
    for _ in range(2):
        assert browser.post(ADDRESS, typed() | token).status_code == 302
    assert Measure.objects.count() == 1


def test_nobody_out_of_sight_is_suggested_or_taken(man, three, team, elsewhere, rhys, morag, signed_in):
    stranger = known_person(elsewhere, rhys, "Corin", "Vex", given_names="Corin", family_name="Vex")
    hidden = make_case(
        manager=make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere]),
        child=make_child(given_names="Jory", family_name="Penhallow"),
    )
    mine = signed_in(morag)
    assert suggested(mine, "persons", "dal") == [f"Dale Orchard, {man.reference}"]
    assert [one.split(",")[0] for one in suggested(mine, "children", "tam")] == ["Tamsin Quillfeather"]
    assert suggested(mine, "persons", "Corin") == suggested(mine, "children", "Jory") == []
    for wrong in (
        {"who": "Corin Vex"},
        {"who": stranger.reference},
        {"child_1": "Jory Penhallow"},
        {"child_1": hidden.reference},
    ):
        answer = mine.post(ADDRESS, typed(**wrong))
        assert answer.status_code == 200 and not Measure.objects.exists()
    assert suggested(signed_in(rhys), "children", "Jory") == []  # of no child the officer is joined to


def suggested(browser, whom, text):
    answer = browser.post(f"{ADDRESS}{whom}/", {"sought": text})
    assert answer.status_code == 200
    return answer.json()["found"]


def test_the_page_names_nobody_before_something_was_typed(man, three, rhys, signed_in):
    page = signed_in(rhys).get(ADDRESS).text
    assert "Orchard" not in page and "Quillfeather" not in page and man.reference not in page


def test_whoever_is_suggested_is_taken_as_they_were_suggested(man, three, rhys, signed_in):
    browser = signed_in(rhys)
    [person], [child] = suggested(browser, "persons", "Dale Or"), suggested(browser, "children", "ferncas zo")
    browser.post(ADDRESS, typed(who=person, child_1=child))
    assert Measure.objects.get().person == man
    assert Measure.objects.get().protected.get().child == three[2]


@pytest.mark.parametrize("text", ["", "  ", "Da", "?", "???", "'%_", "a" * 400, "Da\x00le", "🦊🦊🦊"])
def test_too_little_and_nonsense_suggest_nobody(text, man, three, rhys, signed_in):
    assert suggested(signed_in(rhys), "persons", text) == suggested(signed_in(rhys), "children", text) == []


def test_few_are_suggested_however_many_there_are(man, three, team, rhys, signed_in):
    for number in range(15):
        known_person(team, rhys, f"Vex{number}", given_names="", family_name=f"Vex{number}")
    assert len(suggested(signed_in(rhys), "persons", "Vex")) == 10


def test_what_was_suggested_is_in_the_access_log_without_the_words(man, three, rhys, signed_in):
    browser = signed_in(rhys)
    suggested(browser, "persons", "Dale")
    suggested(browser, "children", "Wren")
    entries = AccessEntry.objects.filter(page__in=["suggest_persons", "suggest_children"])
    assert {(entry.verb, entry.subject, *entry.subject_ids) for entry in entries} == {
        ("searched", "person of concern", man.pk),
        ("searched", "case", three[1].cases.get().pk),
    }
    assert not any("Dale" in entry.detail or "Wren" in entry.detail for entry in entries)


def test_a_caseworker_proposes_and_does_not_serve(man, three, priya, signed_in):
    assert signed_in(priya).get(ADDRESS).status_code == 403
    assert reverse("serve_notices") not in signed_in(priya).get(reverse("register")).text


def test_the_page_costs_the_same_however_many_are_known(man, three, team, morag, rhys, signed_in, queries_of):
    browser = signed_in(rhys)
    few = queries_of(browser, ADDRESS)
    for number in range(5):
        person = known_person(team, rhys, f"Vex{number}", family_name=f"Vex{number}")
        link_child(person, make_case(manager=morag).child)
        make_measure(area=team, by=rhys, person=person)
    assert queries_of(browser, ADDRESS) == few
