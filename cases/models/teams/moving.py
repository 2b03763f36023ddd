"""Cases go to another team, one or many, in a constant number of writes whatever their number."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models.access import locks
from cases.models.access import rights as access
from cases.models.chronology.entries import ChronologyEntry, Kind, moment_of
from cases.models.teams.change import MoveKind, TeamChange, TeamMove, team_on
from cases.models.teams.told import managers_who_see, tell
from emerald.accounts.models import Team, User
from emerald.accounts.permissions import Right, SiteRight
from emerald.database.identity import acting_as_emerald
from emerald.day_rules import why_in_future
from emerald.guards import NotYet, NotYours
from emerald.words import day_in_words

SHOWN = 5


@transaction.atomic
def move_cases(
    cases: Any, *, to: Team, by: User, because: str, on: date | None = None, kind: str = MoveKind.MOVE
) -> TeamMove:
    """Give `cases` (a queryset of Case, open or closed, all with one team on that day) to the team `to` from `on` (a
    date in London, default today; it may be written down later, and out of order).

    `by` may allocate on each, and either changes teams by their role or works in both. Rights, what is due and who is
    told follow in the same transaction; who works the cases stays. Raises NotYours, NotYet with the sentences, and
    then nothing has changed.
    """
    (locks.hold_everybody if cases.count() > locks.MOST else locks.share)()
    locked = list(cases.select_for_update(of=("self",), no_key=True).order_by("pk"))
    ask_to_move(locked, to=to, by=by)
    return move_held(locked, to=to, by=by, because=because, on=on or timezone.localdate(), kind=kind)


def may_move_to(team: Team, to: Team, by: User) -> bool:
    """Whether `by` may give cases of `team`, on which they may allocate, to `to`."""
    return by.has_site_right(SiteRight.CHANGE_TEAMS) or by.memberships.filter(team__in={team, to}).count() == 2


def teams_to_move_to(team: Team, by: User) -> Any:
    """Those `by` may give cases of `team` to."""
    others = Team.objects.in_use().exclude(pk=team.pk)
    if by.has_site_right(SiteRight.CHANGE_TEAMS):
        return others
    return others.filter(memberships__user=by) if by.memberships.filter(team=team).exists() else others.none()


def teams_of(manager: User) -> tuple[Any, set[int], bool]:
    """(the teams there are for this manager, each with how many work in it; the keys of those they work in; whether
    they change teams). Who changes teams reads of all of them, the ended ones too."""
    mine, changes = set(manager.teams.values_list("pk", flat=True)), manager.has_site_right(SiteRight.CHANGE_TEAMS)
    teams = Team.objects.with_numbers().select_related("joined_into")
    return teams if changes else teams.filter(pk__in=mine), mine, changes


def ask_to_move(cases: Collection[Any], *, to: Team, by: User) -> None:
    """Raises NotYours unless `by` may give each of these cases to `to`."""
    model = TeamChange._meta.get_field("case").related_model
    theirs = model.objects.visible_to(by, Right.ALLOCATE).filter(pk__in=[case.pk for case in cases])  # type: ignore[union-attr]  # Case
    if theirs.count() < len(cases):
        raise NotYours("One of these cases is not yours to move. Ask a manager of its team.")
    if not all(may_move_to(team, to, by) for team in {case.team for case in cases}):
        raise NotYours("Only a service manager moves cases to a team that you do not work in. Ask one of them.")


def move_held(
    cases: Collection[Any], *, to: Team, by: User, because: str, on: date, kind: str = MoveKind.MOVE
) -> TeamMove:
    """The same for whoever holds these cases and asked the right. Raises NotYet."""
    if obstacles := why_not_move(cases, to=to, on=on, because=because):
        raise NotYet(*obstacles)
    keys = [case.pk for case in cases]
    with acting_as_emerald("move cases"):
        before = managers_who_see(keys)
        move = TeamMove.objects.create(
            kind=kind,
            from_team_id=_teams_on(cases, on).popitem()[0],
            to_team=to,
            effective_on=on,
            because=because.strip(),
            moved_by=by,
        )
        TeamChange.objects.bulk_create(
            [TeamChange(case_id=key, team=to, move=move, effective_on=on) for key in keys], batch_size=2_000
        )
        _tell_the_chronologies(cases, move)
        access.sync_rights_of_children({case.child_id for case in cases})
        tell(move, before=before, after=managers_who_see(keys))
    return move


@acting_as_emerald("move cases")
def why_not_move(cases: Collection[Any], *, to: Team, on: date, because: str) -> list[str]:
    """The sentences that stand in the way."""
    if not cases:
        return ["Select at least one case to move."]
    sentences = [] if because.strip() else ["Enter why the cases move."]
    if to.has_ended:
        sentences.append(f"{to.name} has ended and is given nothing any more.")
    if ahead := why_in_future(on, "The day"):
        return [*sentences, *ahead]
    if early := [case.reference for case in cases if on < case.opened_on]:
        sentences.append(f"On {day_in_words(on)} there was no case yet of: {_few(early)}.")
    then = _teams_on(cases, on)
    if same := then.get(to.pk):
        sentences.append(f"With {to.name} already on {day_in_words(on)}: {_few(same)}.")
    if len(then.keys() - {to.pk}) > 1:
        sentences.append("These cases were with several teams on that day. Move those of one team at a time.")
    return sentences


def _teams_on(cases: Collection[Any], day: date) -> dict[int, list[str]]:
    """{key of a team: references of those of `cases` that were with it on `day`}."""
    there = type(next(iter(cases))).objects.filter(pk__in=[case.pk for case in cases])
    found: dict[int, list[str]] = {}
    for team, reference in there.annotate(then=team_on(day)).order_by("pk").values_list("then", "reference"):
        found.setdefault(team, []).append(reference)
    return found


def days_to_move_on(cases: Collection[Any], on: date) -> list[tuple[date, list[Any]]]:
    """[(day, cases)]: each as early as it can leave its team for good: on `on`, when it opened, or when it came there,
    whichever was last. For a team that must be left with nothing, whatever day is written down late."""
    came = TeamChange.objects.filter(case__in=[case.pk for case in cases]).values_list("case", "effective_on")
    last = dict(came.order_by("effective_on", "pk"))
    days: dict[date, list[Any]] = {}
    for case in cases:
        days.setdefault(max(on, case.opened_on, last.get(case.pk, on)), []).append(case)
    return sorted(days.items())


def _few(references: list[str]) -> str:
    more = len(references) - SHOWN
    return f"{', '.join(references[:SHOWN])}{f' and {more} more' if more > 0 else ''}"


def _tell_the_chronologies(cases: Collection[Any], move: TeamMove) -> None:
    ChronologyEntry.objects.bulk_create(
        [
            ChronologyEntry(
                case_id=case.pk,
                kind=Kind.ALLOCATION,
                recorded_by=move.moved_by,
                **moment_of(move.effective_on),
                sentence=f"The case went from {move.from_team.name} to {move.to_team.name}.",
                significant=True,
                page="case_allocation",
                page_args={"reference": case.reference},
            )
            for case in cases
        ],
        batch_size=2_000,
    )
