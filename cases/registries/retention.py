"""How long what is recorded is kept: the classes that parts name for their records (DOMAIN.md section 2.7).

Nothing is ever deleted by itself, and no period is counted yet: how long a child's record is kept follows from what
the child was (looked after, a victim, in need), and each council decides it. What is written here is with which record
a row is kept or disposed of, so that the rule needs to be said once when the council has decided.
"""

WITH_THE_CHILD = (
    "With the child’s record: as long as the longest class that applies to the child. The council has not set it yet."
)
WITH_THE_REGISTER = (
    "With the record of the person or place of concern, and as long as a measure or a child’s record names it. The "
    "council has not set a period yet."
)
WITH_THE_ACCESS = "As long as the access it gives: it follows from a connection and goes when that ends."
WITH_THE_EVIDENCE = "With the access log: at least as long as the record it tells of, and six years more."
SHORT_LIVED = "Minutes: it says who has a page open and is thrown away."
CLASSES = (WITH_THE_CHILD, WITH_THE_REGISTER, WITH_THE_ACCESS, WITH_THE_EVIDENCE, SHORT_LIVED)
