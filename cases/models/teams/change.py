"""Which team had a case from which day. Never changed: what was written down wrongly a later line of that day replaces.

`Case.team` is what these lines say of today, kept by the database; a case without a line has been with the team that it
was opened in all the time.
"""

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from emerald.accounts.models import Team
from emerald.audit.append_only import AppendOnly
from emerald.audit.history import track_history
from emerald.audit.transaction_clock import TransactionNumber
from emerald.clock import end_of, now


class MoveKind(models.TextChoices):
    """What the cases were moved by."""

    MOVE = "move", "Cases moved"
    SPLIT = "split", "Team split"
    JOIN = "join", "Teams joined"


@track_history()
class TeamMove(models.Model):
    """One act by which cases went from one team to another. Written through `cases.models.teams.moving` alone."""

    kind = models.CharField(max_length=10, choices=MoveKind, default=MoveKind.MOVE)
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    effective_on = models.DateField()
    because = models.CharField(max_length=300)
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(default=now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~Q(from_team=F("to_team")), name="team_move_goes_to_another"),
            models.CheckConstraint(condition=~Q(because=""), name="team_move_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.from_team} to {self.to_team}"


class TeamChange(models.Model):
    """From `effective_on` (Europe/London) the case was with `team`, until the next line in order of days; of two lines
    of one day the one recorded last counts."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, db_index=False, related_name="team_changes")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    move = models.ForeignKey(TeamMove, on_delete=models.PROTECT, related_name="changes")
    effective_on = models.DateField(default=timezone.localdate)
    at = models.DateTimeField(default=now)
    xid = models.BigIntegerField(db_default=TransactionNumber(), editable=False)  # by which the row is sealed

    class Meta:
        default_permissions = ()
        ordering = ["-effective_on", "-pk"]
        indexes = [models.Index(fields=["case", "-effective_on", "-id"], name="team_change_of_case")]
        constraints = [models.UniqueConstraint(fields=["case", "move"], name="moved_once_by_one_move")]
        triggers = [
            AppendOnly(),
            pgtrigger.Trigger(
                name="case_follows",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                declare=[("written", "int")],
                func=pgtrigger.Func("""
                    UPDATE cases_case
                    SET opened_in_id = coalesce(opened_in_id, team_id),
                        team_id = (SELECT line.{columns.team} FROM {meta.db_table} line
                                   WHERE line.{columns.case} = NEW.{columns.case}
                                   ORDER BY line.{columns.effective_on} DESC, line.{columns.id} DESC LIMIT 1)
                    WHERE id = NEW.{columns.case} AND opened_on <= NEW.{columns.effective_on};
                    GET DIAGNOSTICS written = ROW_COUNT;
                    IF written = 0 THEN  -- hidden from whoever writes, or a day before there was the case
                        RAISE EXCEPTION 'whoever moves a case sees it, and moves it on a day on which it was there'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} from {self.effective_on}"


TEAM_TRIGGERS = [
    # What is read of an earlier day is worked out from the lines, so nothing else changes the team.
    pgtrigger.Trigger(
        name="team_changes_by_a_line",
        operation=pgtrigger.UpdateOf("team_id", "opened_in_id"),
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "pg_trigger_depth() = 0 AND (OLD.team_id <> NEW.team_id"
            " OR OLD.opened_in_id IS DISTINCT FROM NEW.opened_in_id)"
        ),
        func=pgtrigger.Func("""
            RAISE EXCEPTION 'a case changes its team with a line of history' USING ERRCODE = 'check_violation';
        """),
    ),
    pgtrigger.Trigger(
        name="team_is_still_there",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("team_id"),
        when=pgtrigger.Before,
        func=pgtrigger.Func("""
            IF TG_OP = 'INSERT' OR NEW.{columns.team} <> OLD.{columns.team} THEN
                PERFORM 1 FROM accounts_team WHERE id = NEW.{columns.team} AND ended_on IS NULL FOR SHARE;
                IF NOT FOUND THEN
                    RAISE EXCEPTION 'a team that has ended has no case' USING ERRCODE = 'check_violation';
                END IF;
            END IF;
            RETURN NEW;
        """),
    ),
]


def team_lines(case: Any) -> list[TeamChange]:
    """The lines of a case with what they were written by, the last day first; empty where it never changed teams."""
    return list(case.team_changes.select_related("team", "move__moved_by"))


def team_on(day: date, known_on: date | None = None) -> Case:
    """The key of the team that a case was with at the end of `day` (Europe/London), as was known at the end of
    `known_on`; None: as is known now. For a queryset of cases. Of those that were never moved nothing more is
    asked than their row."""
    lines = TeamChange.objects.filter(case=OuterRef("pk"), effective_on__lte=day)
    known = lines if known_on is None else lines.filter(at__lt=end_of(known_on))
    since = Subquery(known.order_by("-effective_on", "-pk").values("team")[:1])
    return Case(
        When(opened_in=None, then=F("team_id")),
        default=Coalesce(since, F("opened_in_id")),
        output_field=BigIntegerField(),
    )
