"""Every child of the demonstration, by where they stand on the day of loading."""

from emerald.demo.children import at_risk, closed, victims_north, victims_south

OPEN_VICTIMS = (*victims_north.STORIES, *victims_south.STORIES)
OPEN_AT_RISK = at_risk.STORIES
CLOSED_SINCE_LAST_REPORT = closed.SINCE_LAST_REPORT
CLOSED_BEFORE = closed.BEFORE
STORIES = (*OPEN_VICTIMS, *OPEN_AT_RISK, *CLOSED_SINCE_LAST_REPORT, *CLOSED_BEFORE)
