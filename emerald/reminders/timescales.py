"""Every number of the reminders, named once. The days of the escalations are our recommendation (REC): check locally.

No national rule says when a worker is reminded; DOMAIN.md section 2.4 sets the days on which things are due.
"""

from datetime import time, timedelta

BEFORE = 5  # working days before: a week in which to arrange a visit (REC)
OVERDUE = 1  # working days after
TO_PRACTICE_MANAGER = 3  # working days overdue (REC)
TO_SERVICE_MANAGER = 10  # working days overdue (REC)
# Calendar days before a measure ends, is reviewed or its subject returns on bail: DOMAIN.md section 3.1 (REC).
FOUR_WEEKS, TWO_WEEKS, ONE_WEEK, DAY_BEFORE = 28, 14, 7, 1

MORNING = time(8)  # Europe/London: when the day's digest goes out
LONGEST_SNOOZE = timedelta(days=14)  # calendar days; longer than that, the date itself is wrong and should be changed

LATE_AFTER = timedelta(minutes=5)  # a delivery overdue for longer turns the health page red
