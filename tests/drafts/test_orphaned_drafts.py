"""A draft holds what its author typed and not what others wrote; where its door is closed a manager gives it out."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.draft_kinds import drafts, people_of_drafts
from cases.models import Address
from cases.models.access.allocation import EndReason, Part
from emerald.accounts.models import User
from emerald.audit.models.access_entry import AccessEntry
from emerald.drafts.baseline import only_what_differs, shown_by
from emerald.drafts.models import Draft
from emerald.drafts.orphaned import find, give_back
from emerald.drafts.tasks import forget_old_drafts
from emerald.govuk.fields import (
    CheckboxesField,
    DateField,
    LongTextField,
    RadioField,
    SelectField,
    ShortTextField,
    TickField,
    YesNoField,
)
from emerald.govuk.forms import DraftData, GovukForm
from emerald.guards import NotYours
from tests.factories.children import make_case
from tests.factories.people import make_team, make_user
from tests.factories.register import link_child, make_officer, make_person

OTHERS = "Her brother waits at the blue gate."
SECRET = "9 Refuge Lane"


class Everything(GovukForm):
    name = ShortTextField("Name", required=False)
    text = LongTextField("Text", required=False)
    day = DateField("Day", required=False)
    tick = TickField("Tick", required=False)
    radio = RadioField("Radio", choices=[("a", "A"), ("b", "B")], required=False)
    one = SelectField("One", choices=[("a", "A"), ("b", "B")], required=False)
    many = CheckboxesField("Many", choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)
    yes = YesNoField("Yes", required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def sent(answers):
    """What a browser sends for these answers."""
    day = answers["day"]
    typed = {
        "name": [answers["name"]],
        "text": [answers["text"].replace("\n", "\r\n")],
        "one": [answers["one"]],
        "many": list(answers["many"]),
        "version": ["1"],
        **{f"day_{part}": [str(getattr(day, part)) if day else ""] for part in ("day", "month", "year")},
    }
    typed |= {"tick": ["on"]} if answers["tick"] else {}
    typed |= {"radio": [answers["radio"]]} if answers["radio"] else {}
    typed |= {"yes": ["yes" if answers["yes"] else "no"]} if answers["yes"] is not None else {}
    return {name: texts for name, texts in typed.items() if texts}


texts = st.sampled_from(["", "a", "b", "é <b>", "two\nlines", "=1+1"])
answers = st.fixed_dictionaries(
    {
        "name": texts.map(lambda text: text.replace("\n", "")),
        "text": texts,
        "day": st.sampled_from([None, date(2011, 5, 4), date(2011, 5, 14), date(2012, 5, 4)]),
        "tick": st.booleans(),
        "radio": st.sampled_from(["", "a", "b"]),
        "one": st.sampled_from(["", "a", "b"]),
        "many": st.sampled_from([[], ["a"], ["a", "c"], ["b"]]),
        "yes": st.none() | st.booleans(),
    }
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the drafts
@given(answers, answers, answers)
def test_only_what_differs_is_kept_and_is_laid_over_the_record_as_it_is_by_then(shown, typed, by_then):
    writing = uuid4()
    kept, whole = only_what_differs(sent(typed), shown_by(Everything(initial=shown | {"version": 1}), writing), writing)
    assert not whole
    changed = {name for name in shown if shown[name] != typed[name]}
    assert {name.split("_")[0] for name in kept} - {"version"} == changed
    again = Everything(DraftData(kept, whole=False), initial=by_then | {"version": 2})
    for name in shown:
        expected = typed[name] if name in changed else by_then[name]
        assert Everything.base_fields[name].clean(_as_typed(again, name)) == Everything.base_fields[name].clean(
            _as_typed(Everything(initial={name: expected}), name)
        )


def _as_typed(form, name):
    value = form[name].value()
    return sorted(value or []) if name == "many" else value


@pytest.mark.parametrize("signed", ["", "nonsense", "a:b", None])
def test_without_a_list_of_this_page_s_own_everything_is_kept(signed):
    signed = shown_by(Everything(initial={"text": "x"}), uuid4()) if signed is None else signed
    assert only_what_differs({"text": ["x"]}, signed, uuid4()) == ({"text": ["x"]}, True)


@pytest.fixture
def needs(case, morag):
    case.child.change(by=morag, through=case, safe_contact_notes=OTHERS, school="Treloy School")
    return reverse("child_needs", args=[case.reference])


@pytest.fixture
def begun(opens, priya, needs):
    """Priya changed the school, and nothing of what Morag wrote."""
    page = opens(priya, needs)
    typed = {name: [str(text)] for name, text in page.fields.items()} | {"school": ["Brannel School"]}
    assert page.send_typed(typed).json()["saved_at"]
    return Draft.objects.get()


def lose(case, morag):
    case.end_allocation(case.allocations.get(), by=morag, reason=EndReason.HANDED_OVER, on=timezone.localdate())


def test_a_draft_keeps_what_was_typed_and_not_what_others_wrote(begun, case):
    assert (begun.whole, begun.reference) == (False, case.reference)
    assert begun.typed == {"school": ["Brannel School"], "version": ["2"]}


def test_a_page_sent_with_a_mistake_keeps_no_more(opens, priya, case):
    address = Address.objects.create(child=case.child, lines=SECRET, sensitive=True, why_sensitive="Refuge")
    page = opens(priya, reverse("change_child_detail", args=[case.reference, "address", address.pk]))
    answer = page.save(kind="")
    assert "There is a problem" in answer.text
    assert {name for name in Draft.objects.get().typed if name != "version"} == {"kind"}


def test_a_kept_draft_is_laid_over_what_others_wrote_meanwhile(begun, opens, priya, case, morag, needs):
    case.child.change(by=morag, through=case, safe_contact_notes="Never ring.")
    page = opens(priya, needs, draft=begun.pk)
    assert page.fields["school"] == "Brannel School"
    assert "Never ring." in page.text
    assert OTHERS not in page.text


def test_whoever_lost_the_record_is_told_whom_to_ask_and_reads_nothing(begun, opens, priya, case, morag, signed_in):
    browser = signed_in(priya)
    assert "Brannel School" in browser.get(reverse("draft", args=[begun.pk])).text
    lose(case, morag)
    listed = browser.get(reverse("unfinished")).text
    assert "You cannot open this record now. What you typed is kept." in listed
    answer = browser.get(reverse("draft", args=[begun.pk]))
    assert answer.status_code == 403
    assert "Ask Morag Ellis, practice manager." in answer.text
    for hidden in ("Brannel", "Tamsin", "Quillfeather", OTHERS):
        assert hidden not in listed
        assert hidden not in answer.text
    assert browser.get(begun.place, {"draft": begun.pk}).status_code == 404
    assert AccessEntry.objects.filter(subject="draft", subject_id=begun.pk, outcome="refused").exists()


def test_of_a_restricted_record_only_managers_who_are_named_are_told(begun, case, priya, morag, team, signed_in):
    head = make_user(role="service_manager", name="Sunita Rao", teams=[team])
    case.restrict(by=head, category="staff", because="Relative.", named=[])
    assert signed_in(priya).get(reverse("draft", args=[begun.pk])).status_code == 403
    assert people_told(case) == {head.pk}
    assert find(morag, case.reference, begun.pk) is None


def people_told(case):
    assert [row[2] for row in drafts()] == [case.reference]
    return {person for key, person, _ in people_of_drafts() if key == case.pk}


def test_managers_are_told_and_give_it_back(begun, case, priya, morag, signed_in):
    lose(case, morag)
    forget_old_drafts()
    page, manager = reverse("kept_draft", args=[case.reference, begun.pk]), signed_in(morag)
    assert page in manager.get(reverse("due")).text
    assert "Brannel School" in manager.get(page).text
    assert "Select what becomes of it" in manager.post(page, {}).text
    manager.post(page, {"what": "back"})
    assert "Brannel School" in signed_in(priya).get(reverse("draft", args=[begun.pk])).text
    assert page not in manager.get(reverse("due")).text
    assert AccessEntry.objects.filter(subject="draft", verb="moved", actor_id=morag.pk).exists()


def test_a_manager_carries_on_with_it_and_saves_it_on_the_record(begun, case, priya, morag, opens, needs):
    lose(case, morag)
    forget_old_drafts()
    page = opens(morag, reverse("kept_draft", args=[case.reference, begun.pk]))
    page.browser.post(page.place, {"what": "mine"})
    again = opens(morag, needs, draft=begun.pk)
    assert again.save().status_code == 302
    case.child.refresh_from_db()
    assert (case.child.school, case.child.safe_contact_notes) == ("Brannel School", OTHERS)
    assert not Draft.of(priya).exists()


def test_a_kept_draft_is_not_there_for_anybody_else(begun, case, priya, morag, owen, signed_in):
    page = reverse("kept_draft", args=[case.reference, begun.pk])
    assert signed_in(morag).get(page).status_code == 404  # while its author may open the record
    lose(case, morag)
    forget_old_drafts()
    for somebody in (priya, owen):
        assert signed_in(somebody).get(page).status_code == 404
        with pytest.raises(NotYours):
            give_back(Draft.objects.get(), by=somebody)
    assert find(morag, "EM-1999-0001", begun.pk) is None


def test_a_leaver_s_text_is_told_to_managers_too(begun, case, priya, morag):
    priya.is_active = False
    priya.save()
    forget_old_drafts()
    assert morag.pk in people_told(case)


def test_a_kept_draft_stays_as_long_as_a_manager_has_to_decide(begun, case, morag):
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=40))
    lose(case, morag)
    forget_old_drafts()
    assert Draft.objects.exists()
    Draft.objects.update(closed_at=timezone.now() - timedelta(days=29))
    forget_old_drafts()
    assert not Draft.objects.exists()


def test_a_door_that_opens_again_gives_it_back_by_itself(begun, case, priya, morag, signed_in):
    lose(case, morag)
    forget_old_drafts()
    case.allocate(priya, part="lead", by=morag)
    assert "Brannel School" in signed_in(priya).get(reverse("draft", args=[begun.pk])).text
    forget_old_drafts()
    assert Draft.objects.get().closed_at is None


@pytest.fixture
def later(case, morag, priya):
    """The next episode of the same child, another team's; Priya has a part in both."""
    elsewhere = make_team(name="Emerald West")
    head = make_user(role="service_manager", teams=[case.team, elsewhere])
    case.propose_closure(by=morag, reason="C3", summary="Safer.", views="-").approve(by=head)
    manager = make_user(role="practice_manager", name="Nils Aaby", teams=[elsewhere])
    again = make_case(manager=head, team=elsewhere, child=case.child, opened_on=timezone.localdate())
    again.allocate(priya, part=Part.LEAD, by=manager)
    return again


def test_what_was_typed_of_the_child_on_a_page_of_an_earlier_episode_is_not_its_team_s(
    needs, case, later, morag, priya, opens, signed_in
):
    typed = {"school": ["Brannel School"]}
    assert opens(priya, needs).send_typed(typed).json()["saved_at"]
    manager = User.objects.get(name="Nils Aaby")
    later.end_allocation(later.allocations.get(), by=manager, reason=EndReason.HANDED_OVER, on=timezone.localdate())
    draft = Draft.objects.get()
    assert signed_in(priya).get(reverse("draft", args=[draft.pk])).status_code == 403
    draft.refresh_from_db()
    assert (draft.reference, draft.place) == (later.reference, needs.replace(case.reference, later.reference))
    assert (find(morag, case.reference, draft.pk), find(morag, later.reference, draft.pk)) == (None, None)
    assert find(manager, later.reference, draft.pk) == draft
    answer = signed_in(manager).get(reverse("kept_draft", args=[later.reference, draft.pk])).text
    assert "Brannel School" in answer
    assert case.reference not in answer


def test_what_was_typed_while_an_episode_ran_stays_its_team_s(begun, case, later, morag, priya, signed_in):
    manager = User.objects.get(name="Nils Aaby")
    later.end_allocation(later.allocations.get(), by=manager, reason=EndReason.HANDED_OVER, on=timezone.localdate())
    assert signed_in(priya).get(reverse("draft", args=[begun.pk])).status_code == 403
    assert find(morag, case.reference, begun.pk) == begun
    assert find(manager, case.reference, begun.pk) is None


def test_of_a_person_of_concern_police_liaison_gives_it_out(case, priya, morag, team, opens, signed_in):
    rhys = make_officer(teams=[team])
    man = make_person(area=team, officer=rhys)
    link = link_child(man, case.child)
    page = opens(priya, reverse("change_person_looks", args=[man.reference]))
    page.send_typed({"description": ["A grey van."]})
    lose(case, morag)
    forget_old_drafts()
    assert link.person == man
    draft = Draft.objects.get()
    kept = reverse("kept_draft", args=[man.reference, draft.pk])
    assert signed_in(priya).get(reverse("draft", args=[draft.pk])).status_code == 403
    assert kept in signed_in(rhys).get(reverse("due")).text
    assert "A grey van." in signed_in(rhys).get(kept).text
