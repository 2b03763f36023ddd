"""Whether a number is known cannot be asked: what one saves is answered alike whether another child has it or not."""

from datetime import date

import pytest
from django.urls import reverse

from cases.due.likenesses import people_of_likenesses
from cases.models import Case, Child, Likeness
from cases.models.children.identity_match import IdentityMatch
from cases.models.children.search_criteria import SearchCriteria
from cases.models.likeness import Outcome
from cases.models.opening import open_case
from emerald.audit.models import AccessEntry, ManyComparisons
from emerald.drafts.models import Draft
from emerald.guards import NotYet, NotYours
from tests.access.two_worlds import differences, in_a_world
from tests.factories.children import make_case, make_child
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NUMBERS = {"nhs_number": "9434765919", "upn": "H801200001001", "social_care_id": "LCS-7"}
SPELT = {
    "nhs_number": ["9434765919", "943 476 5919", "943-476-5919"],
    "upn": ["H801200001001", "h801200001001"],
    "social_care_id": ["LCS-7", " LCS-7 "],
}
BORN = date(2012, 2, 3)


def hide(elsewhere, manager, restricted=False, **facts):
    """A child of another team."""
    case = make_case(
        team=elsewhere,
        manager=manager,
        child=make_child(given_names="Jory", family_name="Penhallow", date_of_birth=BORN, **facts),
    )
    if restricted:
        case.restrict(by=manager, category="staff", because="Relative.", named=[])
    return case


@pytest.fixture
def head(elsewhere):
    """Service manager of the other team."""
    return make_user(role="service_manager", name="Edda Holm", teams=[elsewhere])


@pytest.mark.parametrize(("restricted", "asker"), [(False, "priya"), (True, "morag")])
def test_saving_a_number_is_answered_alike_with_and_without_a_hidden_record(
    case, elsewhere, head, signed_in, request, restricted, asker
):
    page = reverse("child_numbers", args=[case.reference])
    nothing = {"nhs_number": "", "upn": "", "social_care_id": ""}

    def save(browser, **typed):
        return browser.post(page, nothing | {"version": Child.objects.get(pk=case.child_id).version} | typed)

    wrong = [
        lambda browser: save(browser, nhs_number="9434765919", upn="nonsense"),
        lambda browser: save(browser, nhs_number="nonsense", upn=NUMBERS["upn"], social_care_id="LCS-7"),
    ]
    spelt = [
        lambda browser, field=field, one=one: save(browser, **{field: one})
        for field, spellings in SPELT.items()
        for one in spellings
    ]
    afterwards = [
        lambda browser: browser.get(page),
        lambda browser: browser.get(reverse("case_child", args=[case.reference])),
        lambda browser: browser.get(reverse("case_chronology", args=[case.reference])),
        lambda browser: browser.get(reverse("due")),
        lambda browser: browser.post(reverse("find_child"), {"sought": "9434765919"}),
    ]
    steps = [*wrong, *spelt, *afterwards, save]
    worlds = [
        in_a_world(prepare, lambda: signed_in(request.getfixturevalue(asker)), steps)
        for prepare in (lambda: hide(elsewhere, head, restricted, **NUMBERS), lambda: hide(elsewhere, head, restricted))
    ]
    assert not differences(*worlds)


@pytest.mark.parametrize("field", ["nhs_number", "social_care_id"])
def test_the_number_is_kept_as_typed_and_managers_are_asked(case, priya, morag, sunita, elsewhere, head, field):
    hidden = hide(elsewhere, head, **{field: NUMBERS[field]})
    case.child.change(by=priya, through=case, **{field: NUMBERS[field]})
    kept = Child.objects.get(pk=case.child_id)
    assert (getattr(kept, field), kept.in_question) == (NUMBERS[field], [field])
    likeness = Likeness.objects.get()
    assert (likeness.record, likeness.other, likeness.what) == (case.child, hidden.child, field)
    told = {person for _, person, _ in people_of_likenesses()}
    assert told == {morag.pk, sunita.pk, head.pk}
    entry = AccessEntry.objects.get(verb="compared", subject_ids__len__gt=0)
    assert (entry.actor_id, entry.subject, entry.subject_ids) == (priya.pk, "case", [hidden.pk])


def test_of_a_restricted_record_only_those_named_on_it_hear(case, priya, morag, sunita, elsewhere, head):
    hide(elsewhere, head, restricted=True, nhs_number="9434765919")
    case.child.change(by=priya, through=case, nhs_number="9434765919")
    assert {person for _, person, _ in people_of_likenesses()} == {head.pk}
    assert not Likeness.objects.for_manager(morag).exists()
    assert Likeness.objects.for_manager(head).exists()


def test_a_number_entered_on_a_restricted_record_is_not_told_to_the_others(case, priya, sunita, elsewhere, head):
    hide(elsewhere, head, nhs_number="9434765919")
    case.restrict(by=sunita, category="staff", because="Relative.", named=[priya])
    case.child.change(by=priya, through=case, nhs_number="9434765919")
    assert {person for _, person, _ in people_of_likenesses()} == {sunita.pk}
    assert not Likeness.objects.for_manager(head).exists()


def test_a_manager_who_enters_it_themselves_is_not_told_either(case, morag, sunita, elsewhere, head):
    hide(elsewhere, head, nhs_number="9434765919")
    case.child.change(by=morag, through=case, nhs_number="9434765919")
    assert not Likeness.objects.for_manager(morag).exists()
    assert {person for _, person, _ in people_of_likenesses()} == {sunita.pk, head.pk}


@pytest.mark.parametrize(("outcome", "wrong"), [(Outcome.LATER_WRONG, "mine"), (Outcome.FIRST_WRONG, "hidden")])
def test_a_manager_takes_the_number_off_the_record_where_it_is_wrong(
    case, priya, sunita, elsewhere, head, signed_in, outcome, wrong
):
    hidden = hide(elsewhere, head, nhs_number="9434765919")
    case.child.change(by=priya, through=case, nhs_number="9434765919")
    page = reverse("likeness", args=[Likeness.objects.get().pk])
    browser = signed_in(sunita)
    shown = browser.get(page).text
    assert case.reference in shown
    assert hidden.reference not in shown
    assert "Penhallow" not in shown
    assert "Enter how you know" in browser.post(page, {"outcome": outcome}).text
    browser.post(page, {"outcome": outcome, "because": "I rang the surgery."})
    for one, is_wrong in ((case, wrong == "mine"), (hidden, wrong == "hidden")):
        child = Child.objects.get(pk=one.child_id)
        assert (child.nhs_number, child.in_question) == ("" if is_wrong else "9434765919", [])
        assert one.entries.filter(sentence__startswith="NHS number taken off").exists() == is_wrong
    assert "I rang the surgery." in browser.get(page).text
    with pytest.raises(NotYet):
        Likeness.objects.get().decide(by=head, outcome=outcome, because="-")


def test_nobody_else_decides_and_to_them_it_is_not_there(case, priya, owen, elsewhere, head, signed_in):
    hide(elsewhere, head, nhs_number="9434765919")
    case.child.change(by=priya, through=case, nhs_number="9434765919")
    one = Likeness.objects.get()
    with pytest.raises(NotYours):
        one.decide(by=priya, outcome=Outcome.SAME, because="-")
    other = make_user(role="practice_manager", teams=[])
    assert signed_in(other).get(reverse("likeness", args=[one.pk])).status_code == 404
    assert signed_in(priya).get(reverse("likeness", args=[one.pk])).status_code == 404


def test_whoever_changes_the_number_closes_the_question_and_frees_it_for_the_other(case, priya, elsewhere, head):
    hidden = hide(elsewhere, head, nhs_number="9434765919")
    case.child.change(by=priya, through=case, nhs_number="9434765919")
    hidden.child.change(by=head, through=hidden, nhs_number="")
    assert Likeness.objects.get().outcome == Outcome.CHANGED
    assert Child.objects.get(pk=case.child_id).in_question == []


def look(browser, **known):
    return browser.post(
        reverse("open_case"),
        {
            "given_names": "Jory",
            "family_name": "Penhallow",
            "date_of_birth_day": 3,
            "date_of_birth_month": 2,
            "date_of_birth_year": 2012,
        }
        | known,
    )


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"family_name": "Penhalow"},
        {"given_names": "Jorey", "family_name": "Pennhallow"},
        {"given_names": "Other", **NUMBERS},
    ],
)
def test_looking_before_opening_is_answered_alike_with_and_without_a_restricted_record(
    case, morag, elsewhere, head, signed_in, known
):
    worlds = [
        in_a_world(prepare, lambda: signed_in(morag), [lambda browser: look(browser, **known)])
        for prepare in (lambda: hide(elsewhere, head, True, **NUMBERS), lambda: None)
    ]
    assert not differences(*worlds)


@pytest.mark.parametrize("given", ["Jori", "Jry"], ids=["sounds alike", "a letter less"])
def test_a_second_record_of_a_restricted_child_is_told_to_those_named_and_to_nobody_else(
    morag, sunita, elsewhere, head, team, given
):
    hidden = hide(elsewhere, head, restricted=True)
    assert not IdentityMatch(
        SearchCriteria(given_names="Jory", family_name="Penhallow", date_of_birth=BORN), by=morag
    ).hidden
    opened = make_case(manager=morag, child=Child(given_names=given, family_name="Penhallow", date_of_birth=BORN))
    likeness = Likeness.objects.get()
    assert (likeness.record, likeness.other, likeness.what) == (opened.child, hidden.child, "name")
    assert {person for _, person, _ in people_of_likenesses()} == {head.pk}


def test_a_record_opened_after_asking_is_told_to_the_managers_of_the_one_that_was_there(
    morag, sunita, elsewhere, head, team
):
    """Whoever opens it says that they asked; whether it is one child the managers decide all the same."""
    hidden = hide(elsewhere, head)
    child = Child(given_names="Jori", family_name="Penhallow", date_of_birth=BORN)
    case = open_case(
        child, team=team, by=morag, status="at_risk", rationale="Older men wait.", asked="Edda Holm: another child."
    )
    likeness = Likeness.objects.get()
    assert (likeness.record, likeness.other, likeness.what) == (case.child, hidden.child, "name")
    told = {person for _, person, _ in people_of_likenesses()}
    assert head.pk in told and morag.pk not in told


def test_a_number_in_a_new_childs_record_is_kept_and_in_question(morag, elsewhere, head):
    hide(elsewhere, head, restricted=True, nhs_number="9434765919")
    case = make_case(
        manager=morag,
        child=Child(given_names="Elowen", family_name="Trease", date_of_birth=BORN, nhs_number="9434765919"),
    )
    assert (case.child.nhs_number, case.child.in_question) == ("9434765919", ["nhs_number"])
    assert set(Likeness.objects.values_list("what", flat=True)) == {"nhs_number"}


def test_every_look_is_in_the_log_with_whom_it_touched_and_there_is_a_limit(
    morag, elsewhere, head, signed_in, settings
):
    settings.LOOKS_A_DAY = 3
    hidden, browser = hide(elsewhere, head, restricted=True), signed_in(morag)
    for _ in range(3):
        assert "very often" not in look(browser).text
    entries = AccessEntry.objects.filter(verb="compared", actor_id=morag.pk)
    assert [entry.subject_ids for entry in entries] == [[hidden.pk]] * 3
    assert "You have looked for children very often today" in look(browser).text
    assert "Penhallow" in look(browser).text
    assert AccessEntry.objects.filter(outcome="refused", subject="look for a child").exists()
    assert ManyComparisons.objects.get().person == morag


def test_what_was_typed_over_the_limit_stays_a_draft(morag, team, signed_in, settings):
    browser = signed_in(morag)
    looked = look(browser).text.split('name="looked" value="')[1].split('"')[0]
    settings.LOOKS_A_DAY = 1
    answer = browser.post(
        reverse("open_case_new_child"), {"looked": looked, "rationale": "Older men wait for him."}, follow=True
    )
    assert "You find it under Unfinished" in answer.text
    assert Draft.objects.get().typed["rationale"] == ["Older men wait for him."]


def test_more_hits_than_the_setting_are_shown_to_the_data_protection_officer(
    case, priya, elsewhere, head, ada, signed_in, settings
):
    settings.HITS_A_DAY = 2
    officer = make_user(role="data_protection_officer", name="Deva Lind")
    for name, value in NUMBERS.items():
        hide(elsewhere, head, **{name: value})
    for name, value in NUMBERS.items():
        assert not ManyComparisons.objects.exists()
        case.child.change(by=priya, through=case, **{name: value})
    day = ManyComparisons.objects.get()
    assert day.person == priya
    browser = signed_in(officer)
    page = reverse("look_into_comparisons", args=[day.day, day.pk])
    for shown in (browser.get(reverse("due")).text, browser.get(reverse("audit_compared")).text):
        assert page in shown
    assert browser.get(reverse("audit_log")).text.count(reverse("audit_compared")) == 1
    assert "Priya Nair" in browser.get(page).text
    browser.post(page, {"finding": "She copied a list of the school’s."})
    assert ManyComparisons.objects.get().looked_into_by == officer
    assert "Priya Nair" in signed_in(ada).get(reverse("audit_compared")).text
    for somebody in (ada, priya):
        assert signed_in(somebody).get(page).status_code == 403


def test_two_records_can_never_both_have_a_settled_number(case, tamsin):
    make_child(nhs_number="9434765919")
    with pytest.raises(Exception, match="one_child_per_settled_nhs_number"):
        Child.objects.filter(pk=tamsin.pk).update(nhs_number="9434765919")


def test_the_hidden_record_shows_its_managers_who_touched_it(case, priya, elsewhere, head, signed_in):
    hidden = hide(elsewhere, head, nhs_number="9434765919")
    case.child.change(by=priya, through=case, nhs_number="9434765919")
    assert "Priya Nair" in signed_in(head).get(reverse("case_readers", args=[hidden.reference])).text
    assert Case.objects.visible_to(priya).count() == 1
