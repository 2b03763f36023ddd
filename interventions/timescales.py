"""Every number of direct work with guidance behind it, named once, with its source."""

from datetime import timedelta

LOCKED_AFTER = timedelta(hours=24)  # DOMAIN.md section 2.6 (REC 24 h): a note is locked; corrections are addenda
WRITTEN_UP_WITHIN = 2  # working days; DOMAIN.md section 2.6 (REC): contact or visit within 2 WD, else a late_reason

# Calendar days between times the child is seen; DOMAIN.md section 2.4 (REC defaults: high 2-weekly contact, medium 4,
# low 6). Before anybody assessed the risk it is taken for medium. Check locally.
SEEN_EVERY = {"high": 14, "medium": 28, "low": 42}
SEEN_EVERY_UNTIL_ASSESSED = SEEN_EVERY["medium"]
