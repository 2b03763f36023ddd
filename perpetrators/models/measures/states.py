"""The states of a measure and the moves between them. Source: DOMAIN.md section 3.1."""

from django.db.models import TextChoices


class State(TextChoices):
    CONSIDERED = "considered", "Considered"
    APPLIED = "applied", "Applied for"
    INTERIM = "interim", "Interim"
    IN_FORCE = "in_force", "In force"
    VARIED = "varied", "In force, varied"
    BREACHED = "breached", "Breached, still in force"
    EXPIRED = "expired", "Expired"
    DISCHARGED = "discharged", "Discharged"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MISTAKEN = "mistaken", "Recorded by mistake"  # neither live nor over: it never was (`mistake`)


# What a report counts at a day (DOMAIN.md section 3.1): a person in prison for a breach still counts.
LIVE = (State.INTERIM, State.IN_FORCE, State.VARIED, State.BREACHED)
PENDING = (State.CONSIDERED, State.APPLIED)
# What an interim order becomes without being made in full: it can still be, or be refused (`Measure.is_interim`).
STILL_INTERIM = (State.VARIED, State.BREACHED)
ENDED_BY_STEP = (State.DISCHARGED, State.REFUSED, State.WITHDRAWN)
OVER = (State.EXPIRED, State.DISCHARGED, State.REFUSED, State.WITHDRAWN)

_MADE = [
    (before, made) for before in (*PENDING, State.INTERIM) for made in (State.INTERIM, State.IN_FORCE) if before != made
]
_LATER = [
    (live, later)
    for live in LIVE
    for later in (State.VARIED, State.BREACHED, State.EXPIRED, State.DISCHARGED, State.WITHDRAWN)
    if live != later
]
# Every move there is; the database refuses any other pair. A breached measure that is varied stays "breached": its
# breach is not undone.
MOVES = tuple(
    pair
    for pair in [
        (State.CONSIDERED, State.APPLIED),
        *_MADE,
        *_LATER,
        *[(before, over) for before in PENDING for over in (State.REFUSED, State.WITHDRAWN)],
        *[(interim, State.REFUSED) for interim in (State.INTERIM, *STILL_INTERIM)],
        *[(interim, State.IN_FORCE) for interim in STILL_INTERIM],
        # Taken before it ran out and written down only afterwards, or made in full after its interim order ran out.
        *[(State.EXPIRED, later) for later in (*LIVE, State.DISCHARGED, State.REFUSED, State.WITHDRAWN)],
        (State.BREACHED, State.INTERIM),  # by nothing but a mistake
        *[(State.DISCHARGED, live) for live in LIVE],  # by a later order that did not end it after all
        *[(state, State.MISTAKEN) for state in State if state != State.MISTAKEN],
    ]
    if pair != (State.BREACHED, State.VARIED)
)
# The steps that nobody took: their lines are told in the name of whoever recorded the measure, and say that.
BY_ITSELF = ("expired", "followed")
