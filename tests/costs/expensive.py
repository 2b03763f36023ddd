"""What costs more than a page may, and why. A page that was cured is taken off: a test asks for it."""

KINDS = "each kind of detail, note or paper on it is a list of its own"
ALIKE = "what was found alike is asked of particulars and traces, and of persons, places and children who may see it"
STANDING = "where they stand with the law is told in the header, offence by offence, and each step below it"
FORM = "a form beside the page: its draft and files, who else is here, and what it offers to choose from"
# Page -> (how many queries it may ask, why it needs more than a dozen). As the role that needs most.
QUERIES = {
    "home": (16, "of a manager three lists of cases beside what is due and what waits for an answer"),
    "due_team": (17, "what is due by two audiences, and of the cases on each"),
    "connection_requests": (13, "requests to answer, requests made, and what was found, each with its people"),
    "case_closure": (17, "each kind of thing that stands in the way of closing is asked of its own room"),
    "propose_closure": (17, "the same, and a form"),
    "make_pack": (27, "everything that a pack may hold, and whoever the record knows, by room"),
    "session": (16, KINDS),
    "measure": (19, KINDS),
    "person_of_concern": (17, STANDING),
    "place_network": (13, "links from both ends, and how many more each of those at the other end has"),
    "person_timeline": (17, KINDS),
    "risk_assessment": (13, KINDS),
    "write_assessment": (16, FORM),
    "choose_level": (13, FORM),
    "hold_review": (16, FORM),
    "record_together": (14, FORM),
    "record_planned": (13, FORM),
    "choose_children_planned": (15, "the children of one's other cases, and who of them may be there"),
    "record_planned_together": (19, "the same, and a form for each child"),
    "person_connections": (18, ALIKE),
    "place_connections": (17, ALIKE),
    "case_connections": (16, ALIKE),
    "alike_persons": (23, ALIKE),
    "merge_persons": (40, "of both records how much of each kind rests on it; opened a few times a month"),
    "ask_undoing": (14, "the merge, and what was added since it, by kind"),
    "decide_undoing": (13, "the same"),
    "case_disruption": (13, "what protects the child, who is of concern, and what a manager has to decide about both"),
    "caseload": (13, "the figures of a day, and what has gone to another team since"),
    "end_team": (25, "each kind of thing that is with a team is counted in its own room"),
    "person_network": (16, "links from both ends, and how many more each of those at the other end has"),
    "case_network": (14, "the same"),
    "operations": (32, "each part of the house tells how it is; it is read by two people a day"),
}
# (page, table) -> why it reads this large table from end to end.
SCANS = {}
