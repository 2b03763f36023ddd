"""The caseload on a day, in numbers, as one person may see it. No number without the cases behind it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from cases.models import Allocation, Case
from cases.models.access.restriction import Restriction
from cases.models.as_at import lead_among, state_on
from cases.models.queries import CaseQuerySet
from cases.models.teams.change import team_on
from emerald.accounts.models import Team, User
from emerald.clock import end_of
from emerald.database.identity import acting_as_emerald
from emerald.oversight.figures import FIGURES, SPLITS, STATUS, UNCOUNTED, Figure, Split, figure_of_split
from emerald.oversight.periods import Period
from emerald.text.compared import in_order

SPLIT_KEY = re.compile(r"(?P<split>team|lead)-(?P<value>[0-9]{1,9})(?:-(?P<status>victims|at-risk))?")
MODELS: dict[str, type[Any]] = {"team": Team, "lead": User}


@dataclass(frozen=True)
class Line:
    """One value of a split: (figure, number) for the whole and for each status."""

    name: str
    whole: tuple[Figure, int]
    parts: tuple[tuple[Figure, int], ...]


@dataclass(frozen=True)
class Caseload:
    """Counts only the cases `user` may see, and leaves out those opened in error (DOMAIN.md section 2.2, C12)."""

    user: User
    period: Period

    @cached_property
    def visible(self) -> CaseQuerySet:
        return Case.objects.visible_to(self.user)

    @property
    def open(self) -> CaseQuerySet:
        return self._open_on(self.period.on)

    @property
    def before(self) -> CaseQuerySet:
        return self._open_on(self.period.since)

    def _open_on(self, day: date) -> CaseQuerySet:
        return self.visible.as_at(day, self.period.known_on).exclude(reason_then__in=UNCOUNTED)

    @property
    def opened(self) -> CaseQuerySet:
        known = self.visible.as_known(self.period.known_on).exclude(reason_then__in=UNCOUNTED)
        return _told_by(self.period, known.filter(self._within("opened_on")))

    @property
    def closed(self) -> CaseQuerySet:
        """Those opened in error too: the figures tell them apart."""
        return _told_by(self.period, self.visible.as_known(self.period.known_on).filter(self._within("closed_then")))

    def _within(self, column: str) -> Q:
        return Q(**{f"{column}__gt": self.period.since, f"{column}__lte": self.period.on})

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Key -> number, for the whole of FIGURES. One query for each set of cases."""
        sets = {figure.among for figure in FIGURES.values()}
        return {key: number for among in sets for key, number in self._numbers_among(among)}

    def _numbers_among(self, among: str) -> list[tuple[str, int]]:
        figures = [figure for figure in FIGURES.values() if figure.among == among]
        counts = (
            getattr(self, among)
            .order_by()
            .aggregate(**{figure.alias: Count("pk", filter=figure.where or None) for figure in figures})
        )
        return [(figure.key, counts[figure.alias]) for figure in figures]

    @cached_property
    def _grid(self) -> list[dict[str, Any]]:
        """How many are open for each team, lead worker and status: both splits are sums of it."""
        return list(self.open.order_by().values("team_then", "lead_then", "state_then").annotate(number=Count("pk")))

    @cached_property
    def by_team(self) -> list[Line]:
        return self._lines(SPLITS["team"])

    @cached_property
    def by_lead(self) -> list[Line]:
        return self._lines(SPLITS["lead"])

    def _lines(self, split: Split) -> list[Line]:
        """The lines of a split by name, those with nobody last."""
        numbers: Counter[tuple[int | None, str]] = Counter()
        for row in self._grid:
            numbers[row[split.column], row["state_then"]] += row["number"]
        values = {value for value, _ in numbers}
        names = {one.pk: one.name for one in MODELS[split.key].objects.filter(pk__in=values)}
        ordered = sorted(values, key=lambda value: (value is None, in_order(names.get(value, ""))))
        return [self._line(split, value, names.get(value, split.nobody), numbers) for value in ordered]

    def _line(self, split: Split, value: int | None, name: str, numbers: Counter[tuple[int | None, str]]) -> Line:
        mine = {state: number for (of, state), number in numbers.items() if of == value}
        parts = tuple(
            (figure_of_split(split, value, name, status), mine.get(_state_of(status), 0)) for status in STATUS
        )
        return Line(name, (figure_of_split(split, value, name), sum(mine.values())), parts)

    def figure(self, key: str) -> Figure:
        """The figure of this key; raises KeyError when there is none."""
        if key in FIGURES:
            return FIGURES[key]
        parts = SPLIT_KEY.fullmatch(key)
        if parts is None:
            raise KeyError(key)
        return self._figure_of_split(SPLITS[parts["split"]], int(parts["value"]) or None, parts["status"])

    def _figure_of_split(self, split: Split, value: int | None, status: str | None) -> Figure:
        name = split.nobody
        if value is not None:
            name = MODELS[split.key].objects.filter(pk=value).values_list("name", flat=True).first()
        if name is None:
            raise KeyError(value)
        return figure_of_split(split, value, name, FIGURES[status] if status else None)

    def rows(self, figure: Figure) -> CaseQuerySet:
        """Exactly the cases that `figure` counts, with child, `state_then`, `lead_then` and `team_then`."""
        return getattr(self, figure.among).filter(figure.where).select_related("child")

    @cached_property
    def moved_away(self) -> int:
        """How many children were supported on the day by a team of `user` whose cases they cannot open any more,
        because another team has them now. Told by number alone, and never of a restricted record."""
        with acting_as_emerald("count what has moved"):
            then = Case.objects.as_at(self.period.on, self.period.known_on).exclude(reason_then__in=UNCOUNTED)
            restricted = Restriction.objects.in_force().filter(child=OuterRef("child"))
            moved = then.exclude(opened_in=None).filter(~Exists(restricted), team_then__in=self.user.teams)
            return moved.exclude(pk__in=self.visible.order_by().values("pk")).count()

    def day_of(self, figure: Figure) -> date:
        """The day whose status and lead worker its rows tell."""
        return self.period.since if figure.among == "before" else self.period.on


def name_those_then(cases: Iterable[Any]) -> list[Any]:
    """Put the names of each case's lead worker and team of that day on it, as `lead_name` and `team_name`. Two queries;
    returns the list."""
    cases = list(cases)
    teams = {team.pk: team.name for team in Team.objects.filter(pk__in={case.team_then for case in cases})}
    names = {user.pk: user.name for user in User.objects.filter(pk__in={case.lead_then for case in cases})}
    for case in cases:
        case.lead_name, case.team_name = names.get(case.lead_then, "Nobody yet"), teams[case.team_then]
    return cases


def _told_by(period: Period, cases: CaseQuerySet) -> CaseQuerySet:
    """As `as_at`, without asking whether they were open: the status by then and the last lead worker until then."""
    leads = Allocation.objects.leads().filter(started_on__lte=period.on)
    if period.known_on:
        leads = leads.filter(made_at__lt=end_of(period.known_on))
    return cases.annotate(
        state_then=state_on(period.on, period.known_on),
        lead_then=lead_among(leads),
        team_then=team_on(period.on, period.known_on),
    )


def _state_of(status: Figure) -> str:
    """The state a status figure counts: its condition has one part, (state_then, state)."""
    parts: Any = status.where.children
    return dict(parts)["state_then"]
