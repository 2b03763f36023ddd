"""Who worked a case before, and what each of them may still read of it, in words: read off the rows of rights."""

from collections import defaultdict
from dataclasses import dataclass

from cases.models import Case, CaseUserObjectPermission, ReadingEnd
from cases.models.access.allocation import Allocation, EndReason
from cases.models.access.visible import permission_ids
from emerald.accounts.models import User
from emerald.accounts.permissions import Right

# In this order. A right that is part of a greater one is not said beside it.
IN_WORDS = {
    Right.KNOW_CHILD: "the child’s name, events and documents of that time",
    Right.READ_SESSIONS: "direct work and contacts in full",
    Right.HEAR_OF_SESSIONS: "that direct work took place",
    Right.READ_PLAN: "the plan and reviews",
    Right.READ_ASSESSMENTS: "risk assessments",
    Right.READ_RISK: "the level of risk",
    Right.READ_DECISIONS: "the reasons for decisions",
    Right.READ_OVERSIGHT: "managers’ decisions",
}
GREATER = {Right.HEAR_OF_SESSIONS: Right.READ_SESSIONS, Right.READ_RISK: Right.READ_ASSESSMENTS}
NOTHING = "Nothing"
LEFT = "Nothing: their access to Emerald has ended"


@dataclass(frozen=True)
class FormerPart:
    """A part that has ended; `reads` says what its person still reads here, `ends` every time a manager ended that."""

    part: Allocation
    reads: str
    ends: list[ReadingEnd]

    @property
    def ended(self) -> ReadingEnd | None:
        """The end that stands, or None."""
        return next((one for one in self.ends if one.given_back_at is None), None)

    @property
    def may_end(self) -> bool:
        """Whether there is anything that a manager could end through this part."""
        return self.part.end_reason == EndReason.CASE_CLOSED and self.ended is None


def formers_of(case: Case) -> list[FormerPart]:
    """Every part in `case` that has ended, the latest first: three queries, however many."""
    parts = list(case.allocations.ended().with_people())
    held, ends = defaultdict(set), defaultdict(list)
    names = {pk: codename for codename, pk in permission_ids().items()}
    for user, right in CaseUserObjectPermission.objects.filter(
        content_object=case, user__in=[one.user_id for one in parts]
    ).values_list("user", "permission"):
        held[user].add(names[right])
    for end in ReadingEnd.objects.filter(allocation__in=parts).in_order():
        ends[end.allocation_id].append(end)
    return [FormerPart(one, _in_words(one.user, held[one.user_id]), ends[one.pk]) for one in parts]


def _in_words(user: User, rights: set[str]) -> str:
    if not user.may_enter():
        return LEFT
    said = [words for right, words in IN_WORDS.items() if right in rights and GREATER.get(right) not in rights]
    if not said:
        return "The status, and who works the case" if Right.SEE_CASE in rights else NOTHING
    together = " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
    return together[:1].upper() + together[1:]
