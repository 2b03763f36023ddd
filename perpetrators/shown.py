"""What the register shows on a case's pages, told to the case at start-up: the case does not know this app."""

from cases.pages import add_page
from cases.tabs import add_tab
from emerald.accounts.permissions import Right

add_tab("Disruption", "case_disruption", needs=Right.HEAR_OF_MEASURES, place=33)

add_page("case_disruption", "who is of concern to the child, and what protects them", needs=Right.HEAR_OF_MEASURES)
add_page("record_person_of_case", "the page for recording a person of concern", needs=Right.RECORD_SUSPECTS)
add_page("link_person_of_case", "the page for linking a person of concern", needs=Right.RECORD_SUSPECTS)
