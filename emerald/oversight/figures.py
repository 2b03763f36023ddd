"""The one table of what is counted. A number on the page and the list behind it both come from its line here."""

from dataclasses import dataclass, field

from django.db.models import Q

from cases.models.base.states import REASON_RULES, ClosureReason, State


@dataclass(frozen=True)
class Figure:
    """`among` names the set of cases of a Caseload, `where` which of them count."""

    key: str
    title: str
    among: str
    where: Q = field(default_factory=Q)

    @property
    def alias(self) -> str:
        return self.key.replace("-", "_")


@dataclass(frozen=True)
class Split:
    """The children supported, by a column of the list: each value is a figure of its own."""

    key: str
    title: str
    column: str
    nobody: str


COUNTED = [reason for reason, rule in REASON_RULES.items() if rule.counted]
UNCOUNTED = [reason for reason, rule in REASON_RULES.items() if not rule.counted]

SUPPORTED = Figure("supported", "Children supported", "open")
STATUS = (
    Figure("victims", "Victims", "open", Q(state_then=State.VICTIM)),
    Figure("at-risk", "At risk", "open", Q(state_then=State.AT_RISK)),
)
LEAD = (
    Figure("with-lead", "With a lead worker", "open", Q(lead_then__isnull=False)),
    Figure("without-lead", "Without a lead worker", "open", Q(lead_then__isnull=True)),
)
MOVEMENT = (
    Figure("before", "Supported on the day looked back to", "before"),
    Figure("opened", "Opened since then", "opened"),
    Figure("closed", "Closed since then", "closed", Q(reason_then__in=COUNTED)),
)
REASONS = tuple(
    Figure(f"closed-{reason.lower()}", ClosureReason(reason).label, "closed", Q(reason_then=reason))
    for reason in COUNTED
)
LEFT_OUT = Figure("left-out", "Opened in error or a duplicate", "closed", Q(reason_then__in=UNCOUNTED))

FIGURES = {figure.key: figure for figure in (SUPPORTED, *STATUS, *LEAD, *MOVEMENT, *REASONS, LEFT_OUT)}
SPLITS = {
    split.key: split
    for split in (
        Split("team", "By team", "team_then", nobody="No team"),
        Split("lead", "By lead worker", "lead_then", nobody="Nobody yet"),
    )
}


def figure_of_split(split: Split, value: int | None, name: str, status: Figure | None = None) -> Figure:
    """The figure for one value of a split (None for nobody), whole or of one status figure (`victims`, `at-risk`)."""
    where = Q(**{split.column: value}) if value is not None else Q(**{f"{split.column}__isnull": True})
    key = f"{split.key}-{value or 0}"
    if status is None:
        return Figure(key, f"{name}: children supported", "open", where)
    return Figure(f"{key}-{status.key}", f"{name}: {status.title.lower()}", "open", where & status.where)
