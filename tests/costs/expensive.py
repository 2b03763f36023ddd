"""What costs more than a page may, and why. A page that was cured is taken off: a test asks for it."""

COMMIT = "a dozen, and before the commit whether anything due was touched"
KINDS = "each kind of detail, note or paper on it is a list of its own"
ALIKE = "what was found alike is asked of particulars and traces, and of persons, places and children who may see it"
FORM = "a form beside the page: its draft and files, who else is here, and what it offers to choose from"
# Page -> (how many queries it may ask, why it needs more than a dozen). As the role that needs most.
QUERIES = {
    "case": (13, COMMIT),
    "case_child": (13, COMMIT),
    "allocate": (13, COMMIT),
    "record_session": (13, COMMIT),
    "change_shared": (13, COMMIT),
    "contact": (13, COMMIT),
    "person_of_concern": (13, COMMIT),
    "place_network": (13, COMMIT),
    "caseload": (13, COMMIT),
    "home": (17, "of a manager three lists of cases beside what is due and what waits for an answer"),
    "due_team": (17, "what is due by two audiences, and of the cases on each"),
    "connection_requests": (14, "requests to answer, requests made, and what was found, each with its people"),
    "case_closure": (18, "each kind of thing that stands in the way of closing is asked of its own room"),
    "propose_closure": (18, "the same, and a form"),
    "make_pack": (24, "everything that a pack may hold, and the names in it that are to be decided on"),
    "session": (17, KINDS),
    "measure": (17, KINDS),
    "person_timeline": (14, KINDS),
    "risk_assessment": (14, KINDS),
    "write_assessment": (17, FORM),
    "choose_level": (14, FORM),
    "hold_review": (17, FORM),
    "record_together": (15, FORM),
    "record_planned": (14, FORM),
    "choose_children_planned": (16, "the children of one's other cases, and who of them may be there"),
    "record_planned_together": (20, "the same, and a form for each child"),
    "person_connections": (17, ALIKE),
    "place_connections": (17, ALIKE),
    "case_connections": (17, ALIKE),
    "alike_persons": (17, ALIKE),
    "merge_persons": (20, "both records, and what each is named in"),
    "person_network": (15, "links from both ends, and how many more each of those at the other end has"),
    "case_network": (15, "the same"),
    "operations": (32, "each part of the house tells how it is; it is read by two people a day"),
}
# (page, table) -> why it reads this large table from end to end.
SCANS = {}
