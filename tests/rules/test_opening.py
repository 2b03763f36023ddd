"""Opening a case, and looking for the same child first."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.models import Case, Child
from cases.models.opening import open_case
from cases.models.same_child import MOST, SameChild
from cases.models.sought import Sought
from emerald.guards import NotYet, NotYours
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user

BORN = date(2011, 5, 4)
FACTS = {"status": "at_risk", "rationale": "Referred."}


def child(**more):
    return Child(**{"given_names": "Jory", "family_name": "Penhallow", "date_of_birth": BORN, **more})


def found(by, **known):
    return SameChild(Sought(**known), by=by)


@pytest.mark.parametrize(("given", "family"), [
    ("Tamsin", "Quillfeather"), ("Tamzin", "Quilfether"), ("TAMSIN", "QUILLFEATHER"), ("Quillfeather", "Tamsin"),
    ("Tamsin", "Quill-feather"), ("Tamsin Jane", "Quillfeather Brown")])
def test_a_name_that_sounds_alike_is_found_however_it_is_written(case, morag, given, family):
    match, = found(morag, given_names=given, family_name=family).matches
    assert match.child == case.child


@pytest.mark.parametrize(("given", "family"), [("Tamsin", "Brown"), ("Jory", "Quillfeather"), ("", ""), ("😀", "😀")])
def test_half_a_name_is_not_a_match(case, morag, given, family):
    assert found(morag, given_names=given, family_name=family).matches == []


def test_a_child_is_found_by_another_name_they_use(case, morag):
    case.child.also_known_as.create(name="مريم الزهراني")
    case.child.listen()
    case.child.save()
    match, = found(morag, given_names="مريم", family_name="الزهراني").matches
    assert match.why == ["name sounds alike"]


def test_the_surest_match_comes_first_and_says_why(case, morag):
    sure = make_case(manager=morag, child=make_child(given_names="Wren", nhs_number="9434765919"))
    first, *others = found(morag, given_names="Tamsin", family_name="Quillfeather", date_of_birth=BORN,
                           nhs_number="9434765919").matches
    assert {first.child, *(other.child for other in others)} == {case.child, sure.child}
    whys = {match.child: match.why for match in (first, *others)}
    assert whys[sure.child] == ["same NHS number", "same date of birth"]
    assert whys[case.child] == ["same name", "same date of birth"]


def test_an_age_near_the_one_given_is_said(case, morag):
    match, = found(morag, given_names="Tamsin", family_name="Quillfeather", age=case.child.age + 1).matches
    assert "about the same age" in match.why


def test_no_more_are_shown_than_a_page_holds_and_at_the_same_cost(morag, django_assert_max_num_queries):
    for _ in range(MOST + 5):
        make_case(manager=morag, child=make_child())
    with django_assert_max_num_queries(12):
        looked = found(morag, given_names="Tamsin", family_name="Quillfeather")
        assert len(looked.matches) == MOST
        assert not looked.hidden


def test_an_open_episode_one_cannot_see_is_a_hidden_match_and_cannot_be_doubled(case, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=sunita)
    Case.objects.get(pk=case.pk).reopen(by=morag, **FACTS).restrict(
        by=sunita, category="staff", because="Relative.", named=[])
    looked = found(morag, given_names="Tamsin", family_name="Quillfeather")
    assert (looked.hidden, [match.may_reopen for match in looked.matches]) == (True, [False])


def test_a_hidden_record_stops_the_verb_too_unless_somebody_was_asked(morag, team, elsewhere):
    make_case(team=elsewhere, child=make_child(given_names="Jory", family_name="Penhallow"))
    with pytest.raises(NotYet, match="There may be a record of this child that you cannot open"):
        open_case(child(), team=team, by=morag, **FACTS)
    case = open_case(child(), team=team, by=morag, asked="Sunita Rao", **FACTS)
    assert "Sunita Rao" in case.state_changes.get().rationale
    assert "Sunita" not in case.entries.newest_first().first().sentence


def test_nobody_is_named_who_would_tell_which_team_has_the_record(morag, sunita, elsewhere):
    make_user(role="service_manager", name="Elsewhere Manager", teams=[elsewhere])
    assert found(morag).sentence.endswith("Ask Sunita Rao, service manager, before you open a case.")


@pytest.mark.parametrize(("facts", "sentence"), [
    ({"status": "victim", "section_47": True}, "Allocate a lead worker"),
    ({"status": "closed"}, "A case opens as at risk or as victim"),
    ({"opened_on": date(2011, 5, 3)}, "before the child was born"),
    ({"opened_on": timezone.localdate() + timedelta(days=1)}, "cannot be in the future"),
    ({"child": {"date_of_birth": date(1990, 1, 1)}}, "18 or older"),
    ({"child": {"date_of_birth": None, "estimated_age": 18, "estimated_on": timezone.localdate()}}, "18 or older"),
])
def test_what_stands_in_the_way_of_opening(morag, team, facts, sentence):
    facts = dict(facts)
    with pytest.raises(NotYet, match=sentence):
        open_case(child(**facts.pop("child", {})), team=team, by=morag, **{**FACTS, **facts})
    assert (Child.objects.count(), Case.objects.count()) == (0, 0)


def test_a_case_opens_in_ones_own_team_only(morag, priya, team, elsewhere):
    for by, where in ((morag, elsewhere), (priya, team)):
        with pytest.raises(NotYours):
            open_case(child(), team=where, by=by, **FACTS)


def test_references_are_readable_and_never_given_twice(morag, team):
    made = [open_case(child(given_names=name), team=team, by=morag, asked="Sunita", **FACTS).reference
            for name in ("Jory", "Wren", "Zoë")]
    year = timezone.localdate().year
    assert made == [f"EM-{year}-000{number}" for number in (1, 2, 3)]
