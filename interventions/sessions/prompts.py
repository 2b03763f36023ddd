"""The prompts a text about a session begins with, by what was done.

Facts first and the child's voice throughout (DOMAIN.md section 2.6). Managers change them on the page Wording.
"""

from emerald.wording.writing_kinds import lines
from interventions.sessions.models.work import Work

SESSION = "session"


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
