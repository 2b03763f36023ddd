"""A case goes from one team to another: who may move it, what follows, and what the database holds beside the verb."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case, MoveTold, TeamChange, TeamMove
from cases.models.access.allocation import Part
from cases.models.access.rights import differences_of
from cases.models.access.visible import rights_on
from cases.models.teams.moving import move_cases
from emerald.accounts.models import Team
from emerald.accounts.permissions import Right
from emerald.accounts.roles import ROLES
from emerald.guards import NotYet, NotYours
from tests.factories.children import close, make_case
from tests.factories.people import make_user


def only(case):
    return Case.objects.filter(pk=case.pk)


@pytest.fixture
def manager_elsewhere(elsewhere):
    return make_user(role="practice_manager", name="Gwen Parry", teams=[elsewhere])


def test_the_new_teams_manager_sees_a_moved_case_at_once_and_the_old_ones_no_more(
    case, sunita, morag, elsewhere, manager_elsewhere
):
    assert Right.SEE_CASE not in rights_on(case, manager_elsewhere)
    move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.")
    case.refresh_from_db()
    assert case.team == elsewhere
    assert {Right.READ_CHILD, Right.ALLOCATE} <= rights_on(case, manager_elsewhere)
    assert not rights_on(case, morag) and not rights_on(case, sunita)
    assert not any(map(len, differences_of([case.child_id])))


def test_whoever_works_a_case_goes_on_working_it_in_another_team(case, sunita, priya, elsewhere):
    move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.")
    case.refresh_from_db()
    assert case.lead == priya and Right.RECORD_SESSION in rights_on(case, priya)


def test_both_teams_managers_are_told_once_and_who_moved_it_is_not(case, sunita, morag, elsewhere, manager_elsewhere):
    other = make_user(role="business_support", teams=[elsewhere])
    move = move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.")
    assert {(one.manager, one.cases) for one in move.told.all()} == {(morag, 1), (manager_elsewhere, 1)}
    assert other.pk not in set(MoveTold.objects.values_list("manager", flat=True))
    told = move.told.get(manager=morag)
    with pytest.raises(NotYours):
        told.read(by=manager_elsewhere)
    told.read(by=morag)
    assert {one.manager for one in MoveTold.objects.unread()} == {manager_elsewhere}


def test_the_chronology_says_that_the_case_changed_teams(case, sunita, team, elsewhere):
    on = timezone.localdate() - timedelta(days=3)
    move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.", on=on)
    line = case.entries.order_by("-pk").first()
    assert line.sentence == f"The case went from {team.name} to {elsewhere.name}."
    assert timezone.localdate(line.happened_at) == on and line.significant


def test_a_service_manager_moves_a_case_to_a_team_not_theirs_and_a_practice_manager_only_between_their_own(
    case, morag, sunita, elsewhere
):
    with pytest.raises(NotYours, match="Only a service manager"):
        move_cases(only(case), to=elsewhere, by=morag, because="The family moved.")
    morag.take_up(ROLES["practice_manager"], teams=[case.team, elsewhere])
    move_cases(only(case), to=elsewhere, by=morag, because="The family moved.")
    case.refresh_from_db()
    assert case.team == elsewhere and Right.ALLOCATE in rights_on(case, morag)


def test_nobody_moves_a_case_that_is_not_theirs_to_allocate(case, priya, elsewhere, manager_elsewhere):
    far = make_user(role="service_manager", teams=[elsewhere])
    for who in (priya, manager_elsewhere, far):
        with pytest.raises(NotYours):
            move_cases(only(case), to=elsewhere, by=who, because="I want it.")
    assert not TeamMove.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"because": " "}, "Enter why"),
        ({"on": timedelta(days=1)}, "cannot be in the future"),
        ({"on": timedelta(days=-61)}, "there was no case yet"),
        ({"to": "team"}, "already on"),
    ],
    ids=["no reason", "a day to come", "before it opened", "the team it is with"],
)
def test_a_move_makes_sense_or_nothing_is_moved(case, sunita, team, elsewhere, facts, sentence):
    facts = {"because": "The family moved.", "to": elsewhere} | facts
    facts["to"] = team if facts["to"] == "team" else facts["to"]
    if "on" in facts:
        facts["on"] = timezone.localdate() + facts["on"]
    with pytest.raises(NotYet, match=sentence):
        move_cases(only(case), by=sunita, **facts)
    assert not TeamChange.objects.exists()


def test_cases_of_two_teams_are_not_moved_together(case, sunita, elsewhere, db):
    sunita.take_up(ROLES["service_manager"], teams=[case.team, elsewhere])
    other = make_case(team=elsewhere)
    third = Team.objects.found("Emerald West")
    with pytest.raises(NotYet, match="several teams"):
        move_cases(Case.objects.filter(pk__in=[case.pk, other.pk]), to=third, by=sunita, because="One team less.")


def test_a_move_written_down_late_does_not_undo_a_later_one(case, sunita, elsewhere, team):
    third, today = Team.objects.found("Emerald West"), timezone.localdate()
    sunita.take_up(ROLES["service_manager"], teams=[team, elsewhere])
    move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.", on=today - timedelta(days=5))
    move_cases(only(case), to=third, by=sunita, because="They had moved before.", on=today - timedelta(days=20))
    case.refresh_from_db()
    assert (case.team, case.opened_in) == (elsewhere, team)
    with pytest.raises(NotYet, match="already on"):
        move_cases(only(case), to=third, by=sunita, because="Again.", on=today - timedelta(days=19))


def test_a_restricted_record_stays_with_those_named_whichever_team_has_it(case, sunita, morag, manager_elsewhere):
    case.restrict(by=sunita, category="other", because="A relative works here.", named=[])
    move = move_cases(only(case), to=manager_elsewhere.teams.get(), by=sunita, because="The family moved.")
    case.refresh_from_db()
    assert Right.READ_CHILD in rights_on(case, sunita)
    assert not rights_on(case, morag) and not rights_on(case, manager_elsewhere)
    assert not move.told.exists()


def test_a_closed_case_goes_to_another_team_as_well(case, sunita, morag, elsewhere, manager_elsewhere):
    close(case, morag, sunita)
    move_cases(only(case), to=elsewhere, by=sunita, because="The team is given up.")
    case.refresh_from_db()
    assert {Right.REOPEN, Right.READ_CHILD} <= rights_on(case, manager_elsewhere) and not rights_on(case, morag)


def refused(*acts):
    for act in acts:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_no_team_changes_without_its_line_and_no_line_is_changed(case, sunita, elsewhere, team):
    refused(lambda: Case.objects.update(team=elsewhere), lambda: Case.objects.update(opened_in=elsewhere))
    move = move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.")
    refused(
        lambda: TeamChange.objects.update(team=team),
        TeamChange.objects.all().delete,
        lambda: TeamChange.objects.create(
            case=case, team=team, move=move, effective_on=case.opened_on - timedelta(days=1)
        ),
        lambda: TeamMove.objects.update(because=""),
        lambda: TeamMove.objects.update(to_team=team),
    )


def test_a_team_that_has_ended_is_given_no_case_whatever_writes_it(case, sunita, elsewhere, team):
    elsewhere.ended_on = timezone.localdate()
    elsewhere.save()
    with pytest.raises(NotYet, match="has ended"):
        move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.")
    move = TeamMove.objects.create(
        from_team=team, to_team=elsewhere, effective_on=timezone.localdate(), because="-", moved_by=sunita
    )
    refused(
        lambda: TeamChange.objects.create(case=case, team=elsewhere, move=move),
        lambda: make_case(team=elsewhere),
        lambda: make_user(role="caseworker", teams=[elsewhere]),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        team.ended_on = timezone.localdate()
        team.save()


def test_a_linked_professional_keeps_what_they_were_linked_to(case, sunita, morag, elsewhere):
    nurse = make_user(role="camhs_practitioner")
    case.allocate(nurse, part=Part.LINKED, by=morag)
    move_cases(only(case), to=elsewhere, by=sunita, because="The family moved.")
    assert Right.READ_CHILD in rights_on(case, nurse)
