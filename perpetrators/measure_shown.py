"""What a case links to about measures, told at start-up."""

from cases.pages import add_page
from emerald.accounts.permissions import Right

add_page("measure", "a measure of disruption", needs=Right.READ_SUSPECTS)
