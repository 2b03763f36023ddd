"""Every number of direct work and other contacts with guidance behind it, named once, with its source."""

from datetime import timedelta

LOCKED_AFTER = timedelta(hours=24)  # DOMAIN.md section 2.6 (REC 24 h): a note is locked; corrections are addenda
WRITTEN_UP_WITHIN = 2  # working days; DOMAIN.md section 2.6 (REC): contact or visit within 2 WD, else a late_reason
PLANNED_AHEAD = timedelta(days=366)  # ours, check locally: further ahead a day is more likely mistyped than planned
CHILDREN_IN_A_GROUP = 12  # ours, check locally: more parts than one person can write of children they worked with
MINUTES_WITHIN = 5  # working days; DOMAIN.md section 2.6 (REC): the minutes of a meeting
