"""What a case, a person of concern and a place link to about measures, told at start-up."""

from cases.pages import add_page
from emerald.accounts.permissions import Right
from perpetrators.models import PersonOfConcern, Place
from perpetrators.tabs import add_tab

add_page("measure", "a measure of disruption", needs=Right.READ_SUSPECTS)

add_tab(PersonOfConcern, "Measures", "person_measures", place=30)
add_tab(Place, "Measures", "place_measures", place=30)
