"""People: whether everybody is in the groups of their teams."""

from emerald.accounts.audit_checks import people_are_in_the_groups_of_their_teams
from emerald.audit.verify import Check
from emerald.parts import NOTHING, Part

PART = Part(
    title="People",
    place=111,
    due_sources=NOTHING,
    drafts=NOTHING,
    people=NOTHING,
    evidence=(Check("people are in the groups of their teams", people_are_in_the_groups_of_their_teams),),
    prompts=NOTHING,
)
