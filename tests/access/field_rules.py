"""Every field of every record about children and persons of concern, and who reads it: decided here, one by one.

A record is opened by those who hold its right (`tests.access.pages`). `AS_THE_RECORD` are fields that whoever opens the
record reads with it, or that nobody reads: keys, days, numbers, what is chosen from a list, who did it and when. Every
field that holds words stands with its rule. A field that stands nowhere fails `test_every_field.py`: whoever adds one
decides here who reads it, and where that is not everybody who may open the record, declares it beside the model too.
"""

from enum import Enum

from emerald.accounts.permissions import Right, SiteRight

AS_THE_RECORD = None


class By(Enum):
    """Who reads words that are not about one case alone."""

    ANYBODY = "anybody who is signed in"
    NAMES = "who hears of the persons of concern to a child, and whoever keeps the register"
    REGISTER = "who reads of suspects through a child, and whoever keeps the register"
    CHILDREN = "who may see every child that the record names or is about"
    KEEPER = "whoever keeps the register, and nobody else"
    NOBODY = "nobody: kept and shown nowhere"


NEEDS = {By.NAMES: Right.HEAR_OF_SUSPECTS, By.REGISTER: Right.READ_SUSPECTS, By.CHILDREN: Right.READ_SUSPECTS}


def may_read(rule, role, connected):
    """Whether somebody of `role`, joined to the case or not, reads words of this rule. Shares no code with the site."""
    keeps, held = SiteRight.KEEP_REGISTER in role.site, role.on_a_case if connected else frozenset()
    if rule is By.ANYBODY or rule is By.NOBODY:
        return rule is By.ANYBODY
    needed = NEEDS.get(rule, rule)
    if rule in (By.NAMES, By.REGISTER, By.KEEPER) and keeps:
        return True
    return needed in held or needed in role.site
