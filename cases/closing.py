"""What must be done before a case can close. Rooms further out add their own checks at start-up (DESIGN.md section 2).

A check is a callable `(case) -> list of sentences`; an empty list means nothing stands in the way. It says which right
one needs to read its sentences: what has to be finished may tell of direct work or of a measure.
"""

_checks = {}

SOMETHING_ELSE = "Something else has to be finished first, which your role does not show."


def before_closing(*, needs):
    """Register a check; used as a decorator, from an AppConfig's ready() at the latest. `needs`: a Right."""

    def register(check):
        _checks[check] = needs
        return check

    return register


def outstanding(case):
    """Every sentence of every check: for the verb."""
    return [sentence for check in _checks for sentence in check(case)]


def outstanding_for(case, rights):
    """The sentences that somebody with `rights` on the case may read; for the rest together one that tells nothing."""
    told = [(needs in rights, sentence) for check, needs in _checks.items() for sentence in check(case)]
    shown = [sentence for may, sentence in told if may]
    return shown if len(shown) == len(told) else [*shown, SOMETHING_ELSE]
