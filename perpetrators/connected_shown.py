"""What places, connections and the network show on the pages of records and cases, told at start-up."""

from cases.pages import add_page
from cases.registries.noticed import add_noticer
from emerald.accounts.permissions import Right
from perpetrators.comparing.told import notices_connection
from perpetrators.models import PersonOfConcern, Place
from perpetrators.tabs import add_tab

add_noticer(notices_connection)

add_tab(PersonOfConcern, "Connections", "person_connections", place=40)
add_tab(PersonOfConcern, "Network", "person_network", place=50)
add_tab(PersonOfConcern, "Same person?", "alike_persons", place=60)
add_tab(Place, "Place", "place", place=10)
add_tab(Place, "Plan", "place_plan", place=20)
add_tab(Place, "Connections", "place_connections", place=40)
add_tab(Place, "Network", "place_network", place=50)

add_page("case_connections", "what connects the child's details with the register", needs=Right.READ_SUSPECTS)
add_page("ask_about_child", "the page for asking about a connection", needs=Right.RECORD_SUSPECTS)
add_page("case_network", "the network around the child", needs=Right.READ_SUSPECTS)
add_page("case_officers", "the police liaison officers joined through persons of concern", needs=Right.ANSWER_FOR_CHILD)
add_page("decide_admission", "the decision about a police liaison officer", needs=Right.ANSWER_FOR_CHILD)
add_page("end_admission", "the page for ending what joins a police liaison officer", needs=Right.ANSWER_FOR_CHILD)
add_page("person_network", "the network around a person of concern")
add_page("place_network", "the network around a place")
