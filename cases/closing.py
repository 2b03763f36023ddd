"""What must be done before a case can close. Rooms further out add their own checks at start-up (DESIGN.md section 2).

A check is a callable `(case) -> list of sentences`; an empty list means nothing stands in the way.
"""

_checks = []


def before_closing(check):
    """Register `check`; used as a decorator, from an AppConfig's ready() at the latest."""
    if check not in _checks:
        _checks.append(check)
    return check


def outstanding(case):
    """Every sentence of every check."""
    return [sentence for check in _checks for sentence in check(case)]
