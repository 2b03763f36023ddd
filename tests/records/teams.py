"""Teams, and which of them had a case from when."""

from datetime import timedelta

from cases.models.teams.moving import move_cases
from emerald.accounts.models import Team
from emerald.accounts.permissions import Right, SiteRight
from tests.access.field_rules import AS_THE_RECORD
from tests.access.page import OWN, WRITES, Page, about_a_case
from tests.factories.people import make_user

PAGES = (
    about_a_case("move_case", Right.ALLOCATE, WRITES),
    Page("my_teams", SiteRight.HAND_OVER),
    Page("move_cases", SiteRight.HAND_OVER, WRITES, ("team",)),
    *(Page(name, SiteRight.CHANGE_TEAMS, WRITES, ("team",)) for name in ("split_team", "join_team", "end_team")),
    Page("team_move", OWN, WRITES, ("told",)),
)
FIELDS = {
    "cases.TeamChange": {AS_THE_RECORD: "case team move effective_on at xid"},
    "cases.TeamMove": {
        Right.ALLOCATE: "because",
        AS_THE_RECORD: "kind from_team to_team effective_on moved_by moved_at",
    },
    "cases.MoveTold": {AS_THE_RECORD: "move manager cases read_at"},
}


def of_everything(case, *, by):
    """It was with another team for a day, and is back: `by` moved it, and their colleague was told."""
    other, colleague = (
        Team.objects.found(f"Emerald Middle {case.pk}"),
        make_user(role="practice_manager", teams=[case.team]),
    )
    mover = make_user(role="service_manager", teams=[case.team, other])
    here, on = type(case).objects.filter(pk=case.pk), case.opened_on
    away = move_cases(here, to=other, by=mover, because="For a day.", on=on)
    move_cases(here, to=case.team, by=mover, because="Back again.", on=on + timedelta(days=1))
    return {"told": away.told.get(manager=colleague).pk}
