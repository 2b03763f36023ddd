"""How long each right on a case lasts: as long as the episode's record, as somebody's part, or as the child's present.

A case is one episode. When it closes, who worked it keeps what belongs to that episode, and nothing of what is true of
the child today, or becomes true later. The table says for each right which of the three it is; the rows are made
of it by `cases.models.access.rights`. A new right must be put here (a test asks for it); one that is missing goes with
the part.
"""

from collections.abc import Iterable
from enum import StrEnum

from emerald.accounts.permissions import Right


class Reach(StrEnum):
    """What a right on a case belongs to."""

    EPISODE = "the record of this episode: stays with whoever worked it until it closed"
    WORK = "work on this episode: ends with one's part, stays with the team"
    CHILD = "the child, today: only through the latest episode"


REACH = {
    Right.SEE_CASE: Reach.EPISODE,
    Right.KNOW_CHILD: Reach.EPISODE,
    Right.READ_DECISIONS: Reach.EPISODE,
    Right.HEAR_OF_SESSIONS: Reach.EPISODE,
    Right.READ_SESSIONS: Reach.EPISODE,
    Right.READ_PLAN: Reach.EPISODE,
    Right.READ_OVERSIGHT: Reach.EPISODE,
    Right.READ_RISK: Reach.EPISODE,
    Right.READ_ASSESSMENTS: Reach.EPISODE,
    # These three write nothing any more once a case is closed, but for an addition below one's own note: the closed
    # case itself refuses, and what was being typed while it closed comes back in the form instead of being lost.
    Right.RECORD_SESSION: Reach.EPISODE,
    Right.EDIT_PLAN: Reach.EPISODE,
    Right.ASSESS_RISK: Reach.EPISODE,
    Right.MOVE_NOTE: Reach.WORK,
    Right.HOLD_REVIEW: Reach.WORK,
    Right.OVERSEE: Reach.WORK,
    Right.SIGN_OFF_RISK: Reach.WORK,
    Right.CHANGE_STATUS: Reach.WORK,
    Right.ALLOCATE: Reach.WORK,
    Right.PROPOSE_CLOSURE: Reach.WORK,
    Right.APPROVE_CLOSURE: Reach.WORK,
    Right.PIN_ENTRIES: Reach.WORK,
    Right.READ_CHILD: Reach.CHILD,
    Right.EDIT_CHILD: Reach.CHILD,
    Right.HEAR_OF_MEASURES: Reach.CHILD,
    Right.HEAR_OF_SUSPECTS: Reach.CHILD,
    Right.READ_SUSPECTS: Reach.CHILD,
    Right.RECORD_SUSPECTS: Reach.CHILD,
    Right.KEEP_MEASURES: Reach.CHILD,
    # A pack holds the child's details, and names carers and addresses while one decides what to black out.
    Right.MAKE_PACKS: Reach.CHILD,
    # Who opens an old case, and which page of it, tells that the child is worked with again.
    Right.SEE_READERS: Reach.CHILD,
    # Officers joined through a person of concern, and records on which the same stands: both tell of the child today.
    Right.ANSWER_FOR_CHILD: Reach.CHILD,
    Right.REOPEN: Reach.CHILD,
    Right.RESTRICT: Reach.CHILD,
}


def of_the_record(rights: Iterable[Right]) -> frozenset[Right]:
    """Those that stay with somebody who worked an episode until it closed."""
    return frozenset(right for right in rights if REACH.get(right) == Reach.EPISODE)


def of_the_team(rights: Iterable[Right]) -> frozenset[Right]:
    """Those that stay with the team of an episode while a later one is another team's."""
    return frozenset(right for right in rights if REACH.get(right) in {Reach.EPISODE, Reach.WORK})
