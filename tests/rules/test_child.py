"""What holds for a child's record, whoever writes it."""

import pytest

from cases.models import AlsoKnownAs, Carer, Case, Child
from emerald.guards import ChangedMeanwhile, NotYours
from emerald.text.spelling import sounds_of
from tests.factories.children import make_case


def test_a_caseworker_puts_the_details_right_and_everything_else_stays(case, priya):
    changed = case.child.change(by=priya, through=case, version=1, school="Moor School")
    now = Child.objects.get(pk=case.child_id)
    assert (changed, now.school, now.version, now.given_names) == (["school"], "Moor School", 2, "Tamsin")


def test_nothing_is_told_when_nothing_changed(case, priya):
    before = case.entries.count()
    assert case.child.change(by=priya, through=case, given_names="Tamsin") == []
    assert (case.entries.count(), case.child.version) == (before, 1)


def test_the_chronology_holds_no_value(case, priya):
    case.child.change(by=priya, through=case, school="Moor School", nhs_number="9434765919", given_names="Zoë")
    sentence = case.entries.newest_first().first().sentence
    assert sentence == "Names, school and NHS number changed."


def test_who_only_reads_a_case_cannot_change_the_child(case, morag, ada):
    case.allocate(ada, part="linked", by=morag)
    with pytest.raises(NotYours, match="Ask Morag Ellis, practice manager"):
        case.child.change(by=ada, through=case, school="Elsewhere")
    with pytest.raises(NotYours):
        case.child.add_detail(Carer, by=ada, through=case, name="X", relationship="father")


def test_a_right_on_one_case_is_no_right_on_another_child(case, morag):
    other = make_case(manager=morag)
    with pytest.raises(NotYours):
        other.child.change(by=morag, through=case, school="Elsewhere")


def test_an_overtaken_change_is_refused_and_says_who_was_quicker(case, morag, priya):
    case.child.change(by=priya, through=case, school="Moor School")
    mine = Case.objects.get(pk=case.pk)
    with pytest.raises(ChangedMeanwhile, match=r"Priya Nair changed the child’s details \(School changed\)\."):
        mine.child.change(by=morag, through=mine, version=1, school="Hill School")


def test_who_was_quicker_through_another_case_is_not_named(case, morag):
    Child.objects.update(version=7)
    with pytest.raises(ChangedMeanwhile, match="somebody changed the child’s details"):
        case.child.change(by=morag, through=case, version=1, school="Hill School")


def test_a_child_is_found_by_every_name_and_no_longer_by_a_removed_one(case, morag):
    tell = {"by": morag, "through": case}
    other = case.child.add_detail(AlsoKnownAs, **tell, name="Wren")
    assert set(sounds_of("Wren")) <= set(Child.objects.get(pk=case.child_id).sounds)
    case.child.remove_detail(other, **tell, because="typed in error")
    assert not set(sounds_of("Wren")) & set(Child.objects.get(pk=case.child_id).sounds)


def test_what_was_removed_stays_in_the_kept_history(case, morag):
    carer = case.child.add_detail(Carer, by=morag, through=case, name="Ann", relationship="mother")
    case.child.remove_detail(carer, by=morag, through=case, because="recorded twice")
    history = Carer.pgh_event_models["delete"].objects
    assert history.get(pgh_label="delete").name == "Ann"
