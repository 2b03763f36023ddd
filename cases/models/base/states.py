"""The states of a case and the reasons for closing one. Source: DESIGN.md section 5, DOMAIN.md sections 2.1 and 2.2."""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    AT_RISK = "at_risk", "At risk"
    VICTIM = "victim", "Victim"
    CLOSED = "closed", "Closed"


OPEN_STATES = (State.AT_RISK, State.VICTIM)

# Every move a case can make. A closed case stays closed: reopening starts a new episode.
# The database refuses any other pair (a trigger on Case), because QuerySet.update walks past the model.
MOVES = (
    (State.AT_RISK, State.VICTIM),
    (State.VICTIM, State.AT_RISK),
    (State.AT_RISK, State.CLOSED),
    (State.VICTIM, State.CLOSED),
)


class ClosureReason(TextChoices):
    """Codes and meaning: DOMAIN.md section 2.2. The first two are the kinds the cabinet report counts."""

    VICTIM_REMOVED = "C1", "Specialist intervention and pursuit of the perpetrator removed the child from abuse"
    PROTECTED_AFTER_ESCALATION = "C2", "Risk rose sharply, but protective factors protected the child"
    RISK_REDUCED = "C3", "Risk reduced and the child never became a victim"
    STEPPED_DOWN = "C4", "Stepped down to the locality team, a child-in-need plan or early help"
    NO_CSE_FOUND = "C5", "Screened or assessed, and no sexual exploitation found"
    TRANSFERRED = "C6", "Transferred to another local authority"
    ADULT_SERVICE = "C7", "Turned 18, and adult services accepted"
    NO_ADULT_SERVICE = "C8", "Turned 18, with no adult service"
    DISENGAGED = (
        "C9",
        "Our support did not reach the child or family; what risk is left, and what happens then, is written down",
    )
    UNTRACEABLE = "C10", "Moved abroad, or untraceable after escalation"
    DIED = "C11", "The child died"
    OPENED_IN_ERROR = "C12", "Opened in error, or a duplicate"


@dataclass(frozen=True)
class ReasonRule:
    """What a reason asks of the case. `census`: the CIN census reason (DOMAIN.md section 2.2), blank if none fits."""

    fits: tuple[State, ...] = OPEN_STATES
    census: str = ""
    from_age: int | None = None  # the child has had this birthday
    needs_receiver: bool = False  # the authority that takes over, its named person and when they accepted in writing
    needs_day_of_death: bool = False  # on the child's own record, from which what rests on the child's life ends
    counted: bool = True  # False: left out of statistics


REASON_RULES = {
    ClosureReason.VICTIM_REMOVED: ReasonRule(fits=(State.VICTIM,)),
    ClosureReason.PROTECTED_AFTER_ESCALATION: ReasonRule(),
    ClosureReason.RISK_REDUCED: ReasonRule(fits=(State.AT_RISK,), census="RC7"),
    ClosureReason.STEPPED_DOWN: ReasonRule(census="RC9"),
    ClosureReason.NO_CSE_FOUND: ReasonRule(fits=(State.AT_RISK,), census="RC8"),
    ClosureReason.TRANSFERRED: ReasonRule(census="RC5", needs_receiver=True),
    ClosureReason.ADULT_SERVICE: ReasonRule(census="RC6", from_age=18),
    ClosureReason.NO_ADULT_SERVICE: ReasonRule(census="RC7", from_age=18),
    ClosureReason.DISENGAGED: ReasonRule(census="RC7"),
    ClosureReason.UNTRACEABLE: ReasonRule(census="RC7"),
    ClosureReason.DIED: ReasonRule(census="RC2", needs_day_of_death=True),
    ClosureReason.OPENED_IN_ERROR: ReasonRule(counted=False),
}
