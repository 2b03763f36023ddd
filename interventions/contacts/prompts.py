"""The prompts a text about another contact begins with, by its kind; as those of `interventions.sessions.prompts`."""

from emerald.wording.writing_kinds import lines
from interventions.contacts.models.how import ContactKind

CONTACT = "contact"

WHY, SAID, AGREED = "Why we spoke or wrote:", "What they told me, and how they know it:", "What we agreed, and by when:"
ABOUT_THE_CHILD = "How the child is, as they see it:"
BEGIN_WITH = {
    ContactKind.PHONE: lines(WHY, SAID, ABOUT_THE_CHILD, AGREED),
    ContactKind.MESSAGE: lines("What was written, word for word:", "What I answered:"),
    ContactKind.EMAIL: lines(WHY, "What was asked or told:", AGREED),
    ContactKind.LETTER: lines(WHY, "What was asked or told:"),
    ContactKind.MEETING: lines(
        "Why we met:", "What each agency knew:", "What we know of the child’s own view:", "Where we did not agree:"
    ),
    ContactKind.FAMILY: lines(
        "Why we met:", SAID, ABOUT_THE_CHILD, "What would help them keep the child safe:", AGREED
    ),
    ContactKind.VISIT: lines(
        "Why I went:", "Whom I met, and what I saw and heard:", "Why the child was not seen, and what I did about it:"
    ),
    ContactKind.OTHER: lines(WHY, SAID, AGREED),
}
