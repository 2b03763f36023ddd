"""Looking for the same child before a case is opened."""

from datetime import date, timedelta

import pytest
from django.db import connection

from cases.models import Case, Child
from cases.models.children.identity_match import CANDIDATES, MOST, IdentityMatch
from cases.models.children.search_criteria import SearchCriteria
from cases.models.children.search_input import SearchInput
from emerald.text.names import name_keys_of
from tests.factories.children import BORN, make_case, make_child
from tests.factories.people import make_user
from tests.text.pairs.children import PAIRS_OF_CHILDREN
from tests.text.spellings import one_person

FACTS = {"status": "at_risk", "rationale": "Referred."}


def found(by, **known):
    return IdentityMatch(SearchCriteria(**known), by=by)


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Tamsin", "Quillfeather"),
        ("Tamzin", "Quilfether"),
        ("TAMSIN", "QUILLFEATHER"),
        ("Quillfeather", "Tamsin"),
        ("Tamsin", "Quill-feather"),
        ("Tamsin Jane", "Quillfeather Brown"),
    ],
)
def test_a_name_that_sounds_alike_is_found_however_it_is_written(case, morag, given, family):
    (match,) = found(morag, given_names=given, family_name=family).matches
    assert match.child == case.child


@pytest.mark.parametrize("pair", one_person()[:3], ids=lambda pair: " ".join(pair[1]))
@pytest.mark.parametrize("born", [BORN, None], ids=["with the date of birth", "by the name alone"])
def test_a_name_spelt_in_another_way_is_found_and_says_why(morag, pair, born):
    (given, family), sought = pair
    mine = make_case(manager=morag, child=make_child(given_names=given, family_name=family))
    (match,) = found(morag, given_names=sought[0], family_name=sought[1], date_of_birth=born).matches
    assert match.child == mine.child
    assert match.why == ["name sounds alike", *(["same date of birth"] if born else [])]


def test_the_closest_name_comes_first(morag):
    made = {
        name: make_case(manager=morag, child=make_child(given_names=name, family_name="Thorn")).child
        for name in ("Kezya", "Keziah", "Keziahe")
    }
    matches = found(morag, given_names="Keziah", family_name="Thorn", date_of_birth=BORN).matches
    assert [match.child for match in matches] == [made["Keziah"], made["Keziahe"], made["Kezya"]]


def test_of_all_who_were_born_on_a_day_those_who_may_be_meant_are_compared(morag, elsewhere):
    """A first of January, which stands for many a day that nobody knows."""
    Child.objects.bulk_create(
        Child(given_names="Ottilie", family_name="Brandt", date_of_birth=BORN, name_keys=name_keys_of("Ottilie Brandt"))
        for _ in range(CANDIDATES + 5)
    )
    make_case(team=elsewhere, child=make_child(given_names="Keziah", family_name="Thorn"))
    assert found(morag, given_names="Kezya", family_name="Thorne", date_of_birth=BORN).hidden
    assert not found(morag, given_names="Kezya", family_name="Oakes", date_of_birth=BORN).hidden


def test_the_database_looks_up_names_by_their_keys_in_an_index(case, morag):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM cases_child WHERE name_keys && ARRAY['~ks']::varchar[]")
        assert "child_name_keys" in str(cursor.fetchall())


@pytest.mark.parametrize(("given", "family"), [("Tamsin", "Brown"), ("Jory", "Quillfeather"), ("", ""), ("😀", "😀")])
def test_half_a_name_is_not_a_match(case, morag, given, family):
    assert found(morag, given_names=given, family_name=family).matches == []


def test_a_child_is_found_by_another_name_they_use(case, morag):
    case.child.also_known_as.create(name="مريم الزهراني")
    case.child.listen()
    case.child.save()
    (match,) = found(morag, given_names="مريم", family_name="الزهراني").matches
    assert match.why == ["name sounds alike"]


def test_the_surest_match_comes_first_and_says_why(case, morag):
    sure = make_case(manager=morag, child=make_child(given_names="Wren", nhs_number="9434765919"))
    first, *others = found(
        morag, given_names="Tamsin", family_name="Quillfeather", date_of_birth=BORN, nhs_number="9434765919"
    ).matches
    assert {first.child, *(other.child for other in others)} == {case.child, sure.child}
    whys = {match.child: match.why for match in (first, *others)}
    assert whys[sure.child] == ["same NHS number", "same date of birth"]
    assert whys[case.child] == ["same name", "same date of birth"]


def test_an_age_near_the_one_given_is_said(case, morag):
    (match,) = found(morag, given_names="Tamsin", family_name="Quillfeather", age=case.child.age + 1).matches
    assert "about the same age" in match.why


def test_no_more_are_shown_than_a_page_holds_and_at_the_same_cost(morag, django_assert_max_num_queries):
    for _ in range(MOST + 5):
        make_case(manager=morag, child=make_child())
    with django_assert_max_num_queries(12):
        looked = found(morag, given_names="Tamsin", family_name="Quillfeather")
        assert len(looked.matches) == MOST
        assert not looked.hidden


def test_a_restricted_child_takes_no_part_with_any_episode_except_for_those_named(case, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    Case.objects.get(pk=case.pk).reopen(by=morag, **FACTS).restrict(
        by=sunita, category="staff", because="Relative.", named=[]
    )
    looked = found(morag, given_names="Tamsin", family_name="Quillfeather", date_of_birth=case.child.date_of_birth)
    assert (looked.hidden, looked.matches, looked.restricted) == (False, [], {case.child_id})
    assert looked.touched == set(Case.objects.values_list("pk", flat=True))
    theirs = found(sunita, given_names="Tamsin", family_name="Quillfeather", date_of_birth=case.child.date_of_birth)
    assert (theirs.hidden, [match.child for match in theirs.matches]) == (False, [case.child])


def test_nobody_is_named_who_would_tell_which_team_has_the_record(morag, sunita, elsewhere):
    make_user(role="service_manager", name="Elsewhere Manager", teams=[elsewhere])
    assert found(morag).sentence.endswith("Ask Sunita Rao, service manager, before you open a case.")


@pytest.mark.parametrize("typed", ["NHS no. 943.476.5919", "943\u2009476\u20115919", "her number is 9434765919 (GP)"])
def test_a_number_is_looked_for_however_it_is_typed(typed):
    assert (SearchInput.read(typed).numbers or {}).get("nhs_number") == ("9434765919",)


def test_a_name_of_the_table_is_noticed_unseen_when_another_team_opens_it_again(elsewhere, morag):
    """With strokes and without, parted and joined, within the halves of a name: one sentence, and no match shown."""
    judged = {}
    for day, pair in enumerate(PAIRS_OF_CHILDREN, 1):
        born = date(2010, 1, 1) + timedelta(days=day)
        (given, family), sought = pair.one, pair.other
        make_case(team=elsewhere, child=make_child(given_names=given, family_name=family, date_of_birth=born))
        look = found(morag, given_names=sought[0], family_name=sought[1], date_of_birth=born)
        judged[pair] = look.hidden
        assert look.matches == []
    assert [pair for pair, noticed in judged.items() if noticed != pair.same] == []
