"""The lists of oversight that can be taken away: of cases and of consultations. How: `emerald.papers.sheets`."""

from typing import Any

from cases.models.base.states import ClosureReason, State
from emerald.papers.sheets import Sheet
from emerald.words import day_in_words, moment


def _row(case: Any) -> tuple[Any, ...]:
    return (
        case.reference,
        case.child.name,
        case.team_name,
        State(case.state_then).label,
        case.lead_name,
        day_in_words(case.opened_on),
        day_in_words(case.closed_then),
        ClosureReason(case.reason_then).label if case.reason_then else "",
    )


def _advice_row(one: Any) -> tuple[Any, ...]:
    return (
        moment(one.given_at),
        one.given_by.name_at(one.given_at),
        one.team.name,
        one.to_name,
        one.to_role,
        one.to_agency,
        one.get_kind_display(),
        one.case.reference if one.case else "",
    )


CASES = Sheet(
    "Cases",
    (
        "Reference",
        "Child",
        "Team on the day",
        "Status on the day",
        "Lead worker on the day",
        "Opened",
        "Closed",
        "Reason for closing",
    ),
    _row,
)
CONSULTATIONS = Sheet(
    "Consultations",
    ("Given", "Given by", "Team", "Given to", "Their job", "Agency", "What it was about", "Case"),
    _advice_row,
)
