"""Whether a browser is told to forget what is typed, read from the source of a page."""

import re

# Words that tell a password store what belongs where; of nothing else may a browser keep the answers.
OF_SIGNING_IN = ("username", "current-password", "new-password", "one-time-code")
CONTROL = re.compile(r"<(?:input|textarea|select)\b[^>]*>")
KEEPS_NOTHING = re.compile(r'\b(?:readonly|type="(?:hidden|radio|checkbox|submit|button|file)")')
FORGOTTEN = re.compile(rf'\bautocomplete="(?:off|{"|".join(OF_SIGNING_IN)})"')


def remembered(page):
    """The controls whose answers the browser would offer to whoever comes next."""
    return [one for one in CONTROL.findall(page) if not KEEPS_NOTHING.search(one) and not FORGOTTEN.search(one)]
