"""Every number of the register with guidance or a recommendation behind it. What the law fixes stands in the catalogue
(`models.kinds`) and the ladder of bail (`models.bail`), each with its source."""

# REC, no guidance names a number: check locally. The risk is looked at again after a measure was broken.
RISK_AFTER_BREACH_WORKING_DAYS = 2
# REC: a case closes only when each live measure that protects the child was looked at so recently (DESIGN.md 5).
LOOKED_AT_WITHIN_DAYS = 28
