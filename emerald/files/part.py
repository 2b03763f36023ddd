"""Files: those brought for a draft go along with it."""

from emerald.files.cleanup import bring_along
from emerald.parts import NOTHING, Drafts, Part

PART = Part(
    title="Files",
    place=112,
    due_sources=NOTHING,
    drafts=(Drafts(kinds=NOTHING, taken_over=(bring_along,)),),
    people=NOTHING,
    evidence=NOTHING,
    prompts=NOTHING,
)
