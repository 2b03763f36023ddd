"""A case moves once however many try at the same moment, and its state stays protected (RELIABILITY.md section 2)."""

import pytest
from django.utils import timezone

from cases.models import Case, Closure
from cases.models.access.allocation import Part
from emerald.accounts.models import User
from emerald.guards import ChangedMeanwhile, NotYet
from tests.access.racing import race
from tests.factories.people import make_user

THREADS = 12
S47 = {"rationale": "Disclosure.", "section_47": True, "section_47_reason": "Agreed at the strategy discussion."}


def refuses_assignment(case):
    with pytest.raises(AttributeError, match="not allowed"):
        case.state = "closed"
    return True


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("page_made_from", "refusal"), [(None, NotYet), (1, ChangedMeanwhile)])
def test_of_twelve_who_move_a_case_at_once_one_wins_and_one_line_is_written(case, morag, page_made_from, refusal):
    def identify():
        by = User.objects.get(pk=morag.pk)
        return Case.objects.get(pk=case.pk).identify_as_victim(by=by, version=page_made_from, **S47)

    ends = race(*[identify] * THREADS)
    won = [end for end in ends if not isinstance(end, Exception)]
    assert [type(end) for end in ends if isinstance(end, Exception)] == [refusal] * (THREADS - 1)
    assert list(case.state_changes.filter(to_state="victim")) == won
    assert Case.objects.get(pk=case.pk).version == 2


@pytest.mark.django_db(transaction=True)
def test_of_twelve_who_approve_a_closure_at_once_one_closes_it(case, morag, sunita):
    closure = case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    ends = race(*[lambda: Closure.objects.get(pk=closure.pk).approve(by=User.objects.get(pk=sunita.pk))] * THREADS)
    assert sorted(type(end).__name__ for end in ends) == ["NoneType"] + ["NotYet"] * (THREADS - 1)
    assert case.state_changes.filter(to_state="closed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_case_stays_protected_while_eight_threads_refresh_it(case):
    def refresh():
        mine = Case.objects.get(pk=case.pk)
        for _ in range(300):
            mine.refresh_from_db()
            refuses_assignment(mine)
        return mine.state

    assert race(*[refresh] * 8) == ["at_risk"] * 8
    assert Case._meta.get_field("state").protected


@pytest.mark.django_db
def test_a_case_stays_protected_when_its_row_has_gone(case):
    ghost = Case(pk=case.pk + 1_000_000, state="at_risk")
    with pytest.raises(Case.DoesNotExist):
        ghost.refresh_from_db()
    assert ghost.state == "at_risk"
    assert refuses_assignment(ghost) and refuses_assignment(case)


@pytest.mark.django_db
def test_a_refresh_of_other_fields_keeps_the_state_and_its_protection(case):
    case.refresh_from_db(fields=["version"])
    assert case.state == "at_risk"
    assert refuses_assignment(case)


@pytest.mark.django_db
def test_a_refresh_shows_the_move_somebody_else_made(case, morag):
    seen = Case.objects.get(pk=case.pk)
    case.identify_as_victim(by=morag, **S47)
    seen.refresh_from_db()
    assert (seen.state, seen.version) == ("victim", 2)


@pytest.mark.django_db
def test_a_move_is_saved_by_its_verb_and_not_left_to_a_later_save(case, morag):
    case.identify_as_victim(by=morag, **S47)
    case.last_seen_on = timezone.localdate()
    case.save(update_fields=["last_seen_on"])
    assert Case.objects.get(pk=case.pk).state == "victim"


@pytest.mark.django_db
def test_an_old_copy_that_saves_one_field_does_not_undo_the_move(case, morag):
    old = Case.objects.get(pk=case.pk)
    case.identify_as_victim(by=morag, **S47)
    old.child_was_seen(timezone.localdate())
    now = Case.objects.get(pk=case.pk)
    assert (now.state, now.last_seen_on) == ("victim", timezone.localdate())


@pytest.mark.django_db
def test_a_refused_move_changes_neither_the_row_nor_its_history(case, morag):
    case.identify_as_victim(by=morag, **S47)
    before = list(case.state_changes.values())
    with pytest.raises(NotYet, match="Only a child at risk"):
        case.identify_as_victim(by=morag, **S47)
    assert list(case.state_changes.values()) == before
    assert (case.state, Case.objects.get(pk=case.pk).version) == ("victim", 2)


@pytest.mark.django_db
def test_a_refresh_forgets_who_worked_the_case_when_it_was_read(case, morag, team):
    seen = Case.objects.with_people().get(pk=case.pk)
    jo = make_user(role="caseworker", teams=[team])
    case.allocate(jo, part=Part.LEAD, by=morag)
    seen.refresh_from_db()
    assert seen.lead == jo
