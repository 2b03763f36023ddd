"""How long an e-mail is tried, named once."""

from datetime import timedelta

FIRST_RETRY = timedelta(seconds=10)  # doubles with each attempt
LONGEST_RETRY = timedelta(minutes=5)
GIVES_UP_AFTER = timedelta(hours=24)  # then somebody sees it, and can send it again
