"""A manager opens no child of another team for themself: neither by a new episode nor in a leaver's name."""

import pytest

from cases.models import Case
from cases.models.access.allocation import Part
from cases.models.access.handing_over import hand_over
from cases.models.opening import open_case
from emerald.guards import NotYours
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
EPISODE = {"status": "at_risk", "rationale": "Referred again"}


@pytest.fixture
def bryn(elsewhere):
    return make_user(role="practice_manager", name="Bryn Hale", teams=[elsewhere])


@pytest.fixture
def closed(case, morag, sunita):
    case.propose_closure(by=morag, reason="C3", summary="Safer now.", views="She is glad.")
    case.closure_waiting.approve(by=sunita)
    return Case.objects.get(pk=case.pk)


def test_a_manager_elsewhere_opens_no_episode_for_a_child_who_is_known(closed, tamsin, elsewhere, bryn):
    with pytest.raises(NotYours, match="known already"):
        open_case(tamsin, team=elsewhere, by=bryn, **EPISODE)
    assert not Case.objects.visible_to(bryn).exists()


def test_a_manager_of_the_team_that_knows_the_child_does(closed, tamsin, team, morag):
    assert open_case(tamsin, team=team, by=morag, **EPISODE).episode == 2


def test_nobody_hands_over_cases_that_are_not_theirs_to_allocate(case, priya, owen, bryn):
    with pytest.raises(NotYours, match="not yours to hand over"):
        hand_over(Case.objects.all(), leaver=priya, to=owen, by=bryn)
    assert not Case.objects.visible_to(owen).exists()


def test_a_caseworker_hands_over_nothing(case, priya, owen):
    with pytest.raises(NotYours):
        hand_over(Case.objects.all(), leaver=priya, to=owen, by=priya)


def test_a_manager_of_the_team_hands_over(case, priya, team, morag):
    jo = make_user(role="caseworker", teams=[team])
    assert hand_over(Case.objects.all(), leaver=priya, to=jo, by=morag) == 1
    assert list(Case.objects.visible_to(jo)) == [case]
    assert case.allocations.current().get().part == Part.LEAD
