"""The prompts a text about a session or a contact begins with, by what it was.

Facts first and the child's voice throughout (DOMAIN.md section 2.6). Managers change them on the page Wording.
"""

from interventions.models.how import ContactKind
from interventions.models.session import Work

SESSION, CONTACT = "session", "contact"


def lines(*prompts):
    return "\n\n".join(prompts)


PLANNED, SEEMED = "What we had planned:", "How they seemed when we met:"
TOLD, WATCHED, NEXT = "What they told me:", "What I saw and heard:", "What we agreed to do next:"

BEGIN_WITH = {
    Work.RELATIONSHIP: lines(
        SEEMED,
        "What we did together:",
        "What they like and what matters to them:",
        TOLD,
        "What helped them feel at ease:",
        NEXT,
    ),
    Work.SAFETY: lines(
        PLANNED,
        SEEMED,
        "What worries them, and where and when:",
        "Who and what keeps them safe now:",
        "What others will do to keep them safe:",
        "What they would do, and whom they would call, if they felt unsafe:",
        NEXT,
    ),
    Work.HEALTHY_RELATIONSHIPS: lines(
        PLANNED,
        SEEMED,
        "What we talked about and used:",
        "What they think a kind relationship is like:",
        TOLD,
        "What they would like to come back to:",
        NEXT,
    ),
    Work.ONLINE: lines(
        PLANNED,
        SEEMED,
        "Which apps and games they use, and what they like about them:",
        "Who has contacted them, and how:",
        "What they would do if somebody asked for pictures:",
        "What we set up together to keep them safe:",
        NEXT,
    ),
    Work.EMOTIONAL: lines(
        SEEMED,
        "How they said they have been feeling, sleeping and eating:",
        TOLD,
        "What makes it easier and what makes it harder:",
        "Who they can talk to between sessions:",
        "Any worry about harm or self-harm, and whom I told:",
        NEXT,
    ),
    Work.EDUCATION: lines(
        PLANNED,
        SEEMED,
        "How school, training or work is going, in their view:",
        "What gets in the way:",
        "What adults there have done or will do:",
        NEXT,
    ),
    Work.FAMILY: lines(
        "Who was there:",
        PLANNED,
        "What the family or carers told me:",
        WATCHED,
        "What the child wants them to know, and what stays private:",
        "What the family or carers will do to keep the child safe:",
        NEXT,
    ),
    Work.REVIEW: lines(
        SEEMED,
        "What has changed since we began:",
        "What helped, and what did not:",
        "What they want to be different:",
        "How safe they feel now, in their view:",
        "Who stays in their life when our work ends:",
        NEXT,
    ),
    Work.OTHER: lines(PLANNED, SEEMED, WATCHED, TOLD, NEXT),
}

WHY, SAID, AGREED = "Why we spoke or wrote:", "What they told me, and how they know it:", "What we agreed, and by when:"
ABOUT_THE_CHILD = "How the child is, as they see it:"
BEGIN_A_CONTACT = {
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
