"""Every number of the register with guidance or a recommendation behind it. What the law fixes stands in the catalogue
(`models.law.catalogue`) and the stages of bail (`models.law.bail`), each with its source."""

from datetime import timedelta

# REC, no guidance names a number: check locally. The risk is looked at again after a measure was broken.
RISK_AFTER_BREACH_WORKING_DAYS = 2
# REC: a case closes only when each live measure that protects the child was looked at within these days
# (DESIGN.md section 5).
LOOKED_AT_WITHIN_DAYS = 28

# REC: while the clock of pre-charge bail stands still nothing ends it, so somebody looks after so many days whether it
# still does; again after each review.
LOOK_AT_THE_CLOCK_AFTER = timedelta(days=28)

# The lists and alerts. Days are calendar days unless said.
EXPIRING_WITHIN = 28  # days; DOMAIN.md section 3.1 (REC): the first alert before an end
UNSERVED_AFTER = 3  # days from being made; DOMAIN.md section 3.1 (REC)
# Ages at which protection changes: notices under section 2 end at the 16th birthday, those under section 49 at the 18th
# (DOMAIN.md section 3.2, CAWN), and birthdays are alerts of their own (section 3.1).
BIRTHDAYS = (16, 18)
UNSERVED_TO_PRACTICE_MANAGER = 1  # working days after that (REC): an order nobody served binds nobody
UNSERVED_TO_SERVICE_MANAGER = 5  # working days (REC)
# Days within which the owner of a record answers a request about a connection (REC): who asks waits with a child.
ANSWER_WITHIN = 5
# Days within which a manager decides whether the officer of a person of concern is joined to a linked child (REC): the
# officer keeps the record without seeing the child meanwhile.
ADMIT_WITHIN = 5
# Days for which a merge of two records can be undone (REC): long enough that somebody who knows the person meets it.
UNDO_MERGE_WITHIN = 30
# Days within which a second person decides whether something was recorded by mistake (REC): until then it counts.
DECIDE_MISTAKE_WITHIN = 5
