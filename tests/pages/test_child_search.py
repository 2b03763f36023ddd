"""The one box that finds children: what it understands, and what it never tells."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.models.access.allocation import Part
from cases.models.children.search import MOST
from cases.models.children.search_input import SearchInput
from emerald.audit.models.access_entry import AccessEntry
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user
from tests.pages.posted_opening import BORN

FIND = "/cases/find/"


@pytest.fixture
def zoe(morag):
    """Zoë's case in Morag's team, with everything a child can be found by."""
    child = make_child(
        given_names="Zoë",
        family_name="Ferncastle",
        date_of_birth=BORN,
        school="Harbour Academy",
        nhs_number="9434765919",
        upn="H801200001001",
        social_care_id="WLT-40021",
    )
    child.also_known_as.create(name="Kitty Lorne")
    child.listen()
    child.save()
    return make_case(manager=morag, child=child)


def dated(sought):
    """What is typed, with the year of birth in place of 2011."""
    return sought.replace("2011", str(BORN.year)).replace("4/5/11", f"4/5/{BORN.year % 100:02}")


def found(browser, sought):
    answer = browser.post(FIND, {"sought": dated(sought)})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("sought", "why"),
    [
        ("Zoe Ferncastle", "Same name"),
        ("ferncastle ZOË", "Same name"),
        ("Zoey Fernkastle", "Name sounds alike"),
        ("Zoe Ferncasle", "Name sounds alike"),
        ("Ferncastles", "Name sounds alike"),
        ("Kitty Lorne", "Also known as Kitty Lorne"),
        ("4 5 2011", "Same date of birth"),
        ("4/5/11", "Same date of birth"),
        ("2011-05-04", "Same date of birth"),
        ("4th May 2011", "Same date of birth"),
        ("May 4, 2011", "Same date of birth"),
        ("04052011", "Same date of birth"),
        ("Ferncastle 4 May 2011", "Same name, same date of birth"),
        ("943 476 5919", "Same NHS number"),
        ("943-476-5919", "Same NHS number"),
        ("h80120 0001001", "Same UPN"),
        ("wlt-40021", "Same social-care number"),
        ("Harbour Academy", "School: Harbour Academy"),
        ("Zoe Harbour", "Same name, school: Harbour Academy"),
        ("fern", "Part of the name"),
        ("Zoë FERNC", "Part of the name"),
        ("Kit", "Part of the name"),
        ("Harb", "School: Harbour Academy"),
        ("acad harb", "School: Harbour Academy"),
    ],
)
def test_the_box_understands_what_people_have(zoe, case, morag, signed_in, sought, why):
    text = found(signed_in(morag), sought)
    assert zoe.reference in text
    assert why in text
    assert (case.reference in text) is (why == "Same date of birth")  # Tamsin's too


@pytest.mark.parametrize("written", ["{}", "em {1} {2}", " EM{1}-{2} "])
def test_a_reference_is_found_however_it_is_written(zoe, morag, signed_in, written):
    assert zoe.reference in found(signed_in(morag), written.format(zoe.reference, *zoe.reference.split("-")[1:]))


@pytest.mark.parametrize(
    "sought",
    [
        "Zoe Quillfeather",
        "Ferncastle 5 May 2011",
        "9434765918",
        "EM-1999-0001",
        "Hilltop",
        "مريم",
        "%",
        "_oe x'\"\\",
        "31",
        "a" * 200,
        "£££ 7",
        "fe",
        "castle",
        "cadem",
        "Ferncroft",
        "fern Hilltop",
    ],
)
def test_a_search_that_does_not_match_finds_nobody(zoe, morag, signed_in, sought):
    text = signed_in(morag).post(FIND, {"sought": dated(sought)}).text
    assert zoe.reference not in text
    assert "No child found" in text or "There is a problem" in text


def test_a_name_of_another_script_stands_for_itself(morag, signed_in):
    case = make_case(manager=morag, child=make_child(given_names="مريم", family_name="الزهراني"))
    assert case.reference in found(signed_in(morag), "الزهراني مريم")


@pytest.mark.parametrize(
    ("sought", "sentence"),
    [
        ("", "Enter a name, a number, a date of birth or a school"),
        (" \t", "Enter a name, a number"),
        ("!!!", "Enter a name, a number"),
        ("a\x00b", "ull character"),
        ("x" * 10_000, "200 characters"),
        ("31 2 2011", "Date of birth must be a real date"),
    ],
)
def test_what_cannot_be_looked_for_is_answered_with_a_sentence(morag, signed_in, sought, sentence):
    assert sentence in found(signed_in(morag), sought)


def test_a_mistyped_nhs_number_is_said_to_be_one(zoe, morag, signed_in):
    assert "one of its digits is mistyped" in found(signed_in(morag), "943 476 5918")


def test_two_digits_of_a_year_are_a_childs():
    this = timezone.localdate().year
    assert SearchInput.read("4/5/11").born == date(2011, 5, 4)
    assert SearchInput.read(f"1/1/{(this + 1) % 100:02}").born.year == this + 1 - 100


@pytest.mark.parametrize(
    "sought",
    [
        "Zoe Ferncastle",
        "4 5 2011",
        "943 476 5919",
        "H801200001001",
        "WLT-40021",
        "Harbour Academy",
        "Kitty Lorne",
        None,
    ],
)
@pytest.mark.parametrize("role", ["practice_manager", "caseworker", "camhs_practitioner", "auditor"])
def test_whom_one_cannot_see_is_answered_as_if_there_were_nobody(role, zoe, elsewhere, signed_in, sought):
    browser = signed_in(make_user(role=role, teams=[elsewhere]))
    sought = sought or zoe.reference
    there = found(browser, sought)
    assert "No child found" in there
    assert zoe.reference not in there.replace(f'value="{dated(sought)}"', "")
    zoe.child.cases.update(reference="EM-1901-0001")
    type(zoe.child).objects.update(
        given_names="X",
        family_name="Y",
        school="",
        sounds=[],
        beginnings=[],
        date_of_birth="1950-01-01",
        nhs_number="",
        upn="",
        social_care_id="",
    )
    assert there.count("\n") == found(browser, sought).count("\n")


def test_a_restricted_child_is_found_by_those_named_and_nobody_else(zoe, morag, sunita, signed_in):
    zoe.restrict(by=sunita, category="staff", because="Relative.", named=[sunita])
    assert "No child found" in found(signed_in(morag), "Zoe Ferncastle")
    assert zoe.reference in found(signed_in(sunita), "Zoe Ferncastle")


@pytest.mark.parametrize(
    "role", ["camhs_practitioner", "police_liaison", "missing_coordinator", "auditor", "data_protection_officer"]
)
def test_who_is_linked_finds_the_child_and_no_other(role, zoe, case, morag, signed_in):
    linked = make_user(role=role)
    case.allocate(linked, part=Part.LINKED, by=morag)
    text = found(signed_in(linked), "4 5 2011")
    assert case.reference in text
    assert zoe.reference not in text


def test_a_system_administrator_is_refused_and_told_whom_to_ask(sunita, signed_in):
    answer = signed_in(make_user(role="system_administrator")).post(FIND, {"sought": "Zoe"})
    assert answer.status_code == 403
    assert "Ask Sunita Rao, service manager." in answer.text


def test_a_closed_case_is_found_and_marked(case, morag, sunita, signed_in):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="-").approve(by=sunita)
    text = found(signed_in(morag), "Tamsin")
    assert case.reference in text
    assert "Closed" in text


def test_spelt_alike_comes_before_sounding_alike(morag, signed_in):
    same = make_case(manager=morag, child=make_child(given_names="Jory", family_name="Penhallow"))
    alike = make_case(manager=morag, child=make_child(given_names="Jori", family_name="Penhalow"))
    text = found(signed_in(morag), "Jory Penhallow")
    assert text.index(same.reference) < text.index(alike.reference)


def test_a_whole_name_comes_before_one_that_begins_so_and_that_before_one_that_sounds_alike(morag, signed_in):
    made = {
        name: make_case(manager=morag, child=make_child(given_names=name)).reference
        for name in ("Tim", "Tamsin", "Tam")
    }
    text = found(signed_in(morag), "Tam")
    places = [text.index(made[name]) for name in ("Tam", "Tamsin", "Tim")]
    assert places == sorted(places)


def test_a_part_of_a_name_is_found_as_soon_as_the_name_is_known_and_not_afterwards(case, morag, signed_in):
    browser, child = signed_in(morag), case.child
    assert case.reference not in found(browser, "Marig")
    child.change(by=morag, through=case, preferred_name="Marigold", school="Saltmarsh High")
    assert case.reference in found(browser, "Marig")
    assert case.reference in found(browser, "Saltm")
    child.change(by=morag, through=case, preferred_name="", school="")
    for gone in ("Marig", "Saltm"):
        assert case.reference not in found(browser, gone)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("O’Rourke", "o'rour"),
        ("Smith-Jones", "jon"),
        ("Smith-Jones", "smith-jon"),
        ("Łucja Ó Briain", "briai"),
        ("Bo", "Bo"),
    ],
)
def test_a_child_is_found_by_part_of_a_name(name, typed, morag, signed_in):
    case = make_case(manager=morag, child=make_child(given_names="Aud", family_name=name))
    assert case.reference in found(signed_in(morag), typed)


def test_the_database_looks_up_a_part_of_a_name_or_a_school_in_its_index(case):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for typed in ("tams", "@harb"):
            cursor.execute("EXPLAIN SELECT id FROM cases_child WHERE beginnings @> ARRAY[%s]::varchar[]", [typed])
            assert "child_beginnings" in str(cursor.fetchall())


def test_a_page_is_full_at_25_and_says_so(morag, signed_in):
    for _ in range(MOST + 1):
        make_case(manager=morag, child=make_child(given_names="Wren", family_name="Abernathy-Vale"))
    text = found(signed_in(morag), "Wren")
    assert text.count("govuk-summary-card__title-wrapper") == MOST
    assert "There may be more: add a second name" in text
    assert "There may be more" not in found(signed_in(make_user(role="caseworker")), "Wren")


def test_the_search_is_recorded_without_its_words(zoe, case, morag, signed_in):
    found(signed_in(morag), "Zoe Ferncastle")
    entry = AccessEntry.objects.get(verb="searched")
    assert entry.subject_ids == [zoe.pk]
    assert "Ferncastle" not in str(vars(entry))


@pytest.mark.parametrize("sought", ["Quillfeather", "4 5 2011", "Quillfeather 943"])
def test_a_search_costs_the_same_whatever_there_is(case, morag, signed_in, django_assert_max_num_queries, sought):
    browser = signed_in(morag)
    found(browser, sought)
    for _ in range(6):
        make_case(manager=morag)
    with django_assert_max_num_queries(14) as asked:  # with the two savepoints of a test
        found(browser, sought)
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) <= 12


def test_the_box_stands_on_the_first_page_of_those_who_can_use_it(case, priya, signed_in):
    assert f'action="{reverse("find_child")}"' in signed_in(priya).get("/").text
    assert f'action="{FIND}"' not in signed_in(make_user(role="system_administrator")).get("/").text
