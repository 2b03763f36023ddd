"""A team is split, joined to another, or ends: what goes along, who gains what, and what stands in the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.models import Case, TeamMove
from cases.models.access.rights import differences
from cases.models.teams.splitting import split_team
from emerald.accounts.models import Appointment, Team
from emerald.accounts.models.team_ending import end_team, join_teams, why_not_end
from emerald.accounts.permissions import Right
from emerald.accounts.roles import CASEWORKER, ROLES
from emerald.guards import NotYet, NotYours
from interventions.consultations.models import Consultation
from perpetrators.models import PersonOfConcern
from tests.factories.children import close, make_case
from tests.factories.people import make_team, make_user


@pytest.fixture
def sunita(team, elsewhere):
    """Service manager of both teams."""
    return make_user(role="service_manager", name="Sunita Rao", teams=[team, elsewhere])


@pytest.fixture
def gwen(elsewhere):
    return make_user(role="practice_manager", name="Gwen Parry", teams=[elsewhere])


def no_right_is_wrong():
    return not any(len(missing) or len(too_many) for missing, too_many in differences(Case.objects.all()))


def sees(person):
    return set(Case.objects.visible_to(person, Right.READ_CHILD).values_list("reference", flat=True))


class TestSplit:
    def test_the_new_teams_manager_sees_the_cases_of_her_own_workers_and_no_other(self, case, sunita, morag, priya):
        stays = make_case(manager=morag)
        new = split_team(
            case.team,
            name="Emerald West",
            going=[morag, priya],
            in_both=[],
            cases=Case.objects.filter(pk=case.pk),
            by=sunita,
            because="Too many for one team.",
        )
        assert sees(morag) == {case.reference} and sees(sunita) == {case.reference, stays.reference}
        assert set(new.memberships.values_list("user", flat=True)) == {morag.pk, priya.pk, sunita.pk}
        assert no_right_is_wrong()

    def test_a_split_shows_nobody_a_case_they_did_not_see(self, case, sunita, morag):
        seen = {who: sees(who) for who in (sunita, morag)}
        new = split_team(
            case.team,
            name="Emerald West",
            going=[],
            in_both=[morag],
            cases=Case.objects.filter(pk=case.pk),
            by=sunita,
            because="Too many.",
        )
        assert {who: sees(who) for who in (sunita, morag)} == seen and new in morag.teams

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"name": "EMERALD south"}, "a team of this name"),
            ({"name": " "}, "Enter the name"),
            ({"going": ["owen"]}, "Not of Emerald North: Owen Marsh"),
            ({"going": ["morag"], "in_both": ["morag"]}, "Either goes or works in both"),
            ({"cases": []}, "at least one case"),
        ],
        ids=["a name there is", "no name", "somebody of another team", "both at once", "no case"],
    )
    def test_a_split_makes_sense_or_changes_nothing(self, case, sunita, morag, owen, facts, sentence):
        people = {"owen": owen, "morag": morag}
        facts = {"name": "Emerald West", "going": [], "in_both": [], "cases": [case.pk]} | facts
        facts |= {key: [people[one] for one in facts[key]] for key in ("going", "in_both")}
        facts["cases"] = Case.objects.filter(pk__in=facts["cases"])
        with pytest.raises(NotYet, match=sentence):
            split_team(case.team, by=sunita, because="Too many.", **facts)
        assert Team.objects.count() == 2 and not TeamMove.objects.exists()

    def test_only_a_service_manager_of_the_team_splits_it(self, case, morag, elsewhere):
        far = make_user(role="service_manager", teams=[elsewhere])
        for who in (morag, far):
            with pytest.raises(NotYours):
                split_team(case.team, name="W", going=[], in_both=[], cases=Case.objects.all(), by=who, because="-")


class TestJoin:
    def test_all_a_team_has_goes_along_restricted_and_closed_cases_too(
        self, case, sunita, morag, priya, gwen, elsewhere, man
    ):
        old, closed, hidden = case.team, make_case(manager=morag), make_case(manager=morag)
        close(closed, morag, sunita)
        hidden.restrict(by=sunita, category="other", because="A relative works here.", named=[])
        make_case(manager=gwen)
        morag.take_up(ROLES["practice_manager"], teams=[old, elsewhere])
        PersonOfConcern.objects.update(area=old)
        on = timezone.localdate() - timedelta(days=3)
        join_teams(old, elsewhere, by=sunita, because="One team less.", on=on)
        old.refresh_from_db()
        assert (old.ended_on, old.joined_into) == (on, elsewhere) and not old.memberships.exists()
        assert not Case.objects.filter(team=old).exists()
        assert {case.reference, closed.reference} <= sees(gwen) and hidden.reference not in sees(gwen)
        assert list(priya.teams) == [elsewhere] and list(morag.teams) == [elsewhere]
        assert not PersonOfConcern.objects.exclude(area=elsewhere).exists()
        assert no_right_is_wrong()

    def test_who_would_see_another_teams_cases_by_it_is_approved_first(self, case, sunita, morag, elsewhere, gwen):
        theirs = make_case(manager=gwen)
        with pytest.raises(NotYet, match="Morag Ellis, practice manager"):
            join_teams(case.team, elsewhere, by=sunita, because="One team less.")
        assert theirs.reference not in sees(morag) and not TeamMove.objects.exists()

    def test_only_a_service_manager_of_both_teams_joins_them(self, case, morag, elsewhere):
        one = make_user(role="service_manager", teams=[elsewhere])
        morag.take_up(ROLES["practice_manager"], teams=[case.team, elsewhere])
        for who in (one, morag):
            with pytest.raises(NotYours):
                join_teams(case.team, elsewhere, by=who, because="One team less.")

    def test_advice_given_by_a_team_is_read_by_the_managers_of_the_one_it_was_joined_to(
        self, case, sunita, morag, priya, gwen, elsewhere
    ):
        given = Consultation.objects.create(
            team=case.team,
            given_by=priya,
            given_at=timezone.now(),
            to_name="Ms Ash",
            to_agency="School",
            kind="law",
            question="May we?",
            advice="Ask.",
        )
        morag.take_up(ROLES["practice_manager"], teams=[case.team, elsewhere])
        assert given not in Consultation.objects.visible_to(gwen)
        third = make_team()
        join_teams(case.team, elsewhere, by=sunita, because="One team less.")
        assert given in Consultation.objects.visible_to(gwen)
        for one in (sunita, gwen, morag):
            one.take_up(ROLES[one.role], teams=[elsewhere, third])
        join_teams(elsewhere, third, by=sunita, because="One team less.")
        assert given in Consultation.objects.visible_to(gwen)

    def test_a_case_that_came_to_the_team_after_the_day_written_down_late_goes_as_well(
        self, case, sunita, morag, priya, elsewhere
    ):
        late = make_case(manager=morag, opened_on=timezone.localdate())
        morag.take_up(ROLES["practice_manager"], teams=[case.team, elsewhere])
        join_teams(case.team, elsewhere, by=sunita, because="-", on=timezone.localdate() - timedelta(days=9))
        late.refresh_from_db()
        assert late.team == elsewhere


class TestEnd:
    def test_a_team_with_anything_open_does_not_end_and_says_what(self, case, sunita, morag, man):
        close(make_case(manager=morag), morag, sunita)
        PersonOfConcern.objects.update(area=case.team)
        told = " ".join(why_not_end(case.team))
        assert "In no other team: Morag Ellis" in told
        assert "1 open case" in told and "1 closed case" in told and "of the register" in told
        assert case.reference not in told and "Quillfeather" not in told
        with pytest.raises(NotYet):
            end_team(case.team, by=sunita)

    def test_an_empty_team_ends_and_is_offered_nowhere(self, sunita, elsewhere, team):
        leaver = make_user(role="caseworker", teams=[elsewhere], is_active=False)
        end_team(elsewhere, by=sunita)
        elsewhere.refresh_from_db()
        assert elsewhere.has_ended and elsewhere not in Team.objects.in_use()
        assert list(sunita.teams) == [team] and not leaver.teams.exists()
        with pytest.raises(NotYet, match="ended already"):
            end_team(elsewhere, by=sunita)

    def test_a_role_that_waits_keeps_a_team(self, elsewhere, owen):
        admin = make_user(role="system_administrator")
        owen.take_up(CASEWORKER, teams=[])
        Appointment.ask(owen, role=CASEWORKER, teams=[elsewhere], because="Back.", by=admin)
        with pytest.raises(NotYet, match="A role for Owen Marsh in Emerald South waits"):
            end_team(elsewhere, by=make_user(role="service_manager"))

    def test_only_a_service_manager_ends_a_team(self, elsewhere):
        for role in ("caseworker", "practice_manager", "system_administrator"):
            with pytest.raises(NotYours, match="service manager"):
                end_team(elsewhere, by=make_user(role=role))

    def test_a_joined_team_has_ended_and_not_into_itself(self, elsewhere, team, db):
        for facts in ({"joined_into": team}, {"joined_into": elsewhere, "ended_on": timezone.localdate()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Team.objects.filter(pk=elsewhere.pk).update(**facts)
