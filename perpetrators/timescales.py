"""Every number of the register's lists and alerts, named once, with its source. Days are calendar days."""

EXPIRING_WITHIN = 28  # days; DOMAIN.md section 3.1 (REC): the first alert before an end
UNSERVED_AFTER = 3  # days from being made; DOMAIN.md section 3.1 (REC)
# Ages at which protection changes: notices under section 2 end at the 16th birthday, those under section 49 at the 18th
# (DOMAIN.md section 3.2, CAWN), and birthdays are alerts of their own (section 3.1).
BIRTHDAYS = (16, 18)
UNSERVED_TO_PRACTICE_MANAGER = 1  # working days after that (REC): an order nobody served binds nobody
UNSERVED_TO_SERVICE_MANAGER = 5  # working days (REC)
