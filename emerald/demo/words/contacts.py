"""Calls, messages and meetings around a child, and advice to other professionals. Nobody here exists."""

from interventions.consultations.models import Advice
from interventions.contacts.models.how import ContactKind, Direction, With

SCHOOL, SOCIAL_CARE, HEALTH = "School", "Children's social care", "Community health"
# (kind, who made it, with whom, their name and job, agency, what was said, the child's own words)
CONTACTS = (
    (ContactKind.MESSAGE, Direction.RECEIVED, With.CHILD, "", "",
     "{name} asked whether Thursday still stands. It does.",
     "r u still coming thurs"),
    (ContactKind.MESSAGE, Direction.MADE, With.CHILD, "", "",
     "Wished {name} luck for the test tomorrow. A smile came back.", ""),
    (ContactKind.MESSAGE, Direction.NO_ANSWER, With.CHILD, "", "", "", ""),
    (ContactKind.PHONE, Direction.MADE, With.CARER, "", "", "The weekend was calm. {name} was home by nine on both "
     "nights, as "
     "agreed, and the carer had said that it was noticed.", ""),
    (ContactKind.PHONE, Direction.RECEIVED, With.CARER, "", "",
     "A car had stood outside for twenty minutes. The carer had written "
     "down part of the number. I passed it to police liaison at once and rang back.", ""),
    (ContactKind.PHONE, Direction.NO_ANSWER, With.CARER, "", "", "", ""),
    (ContactKind.PHONE, Direction.RECEIVED, With.CHILD, "", "",
     "{name} rang from the bus to say that the meeting with the head of "
     "year had gone well.", "She actually listened this time."),
    (ContactKind.PHONE, Direction.MADE, With.PROFESSIONAL, "Osgood Pellerin, safeguarding lead", SCHOOL,
     "Attendance is up to nine days of ten. {name} uses the quiet room less than in spring.", ""),
    (ContactKind.PHONE, Direction.RECEIVED, With.PROFESSIONAL, "Thora Lindqvist-Day, school nurse", HEALTH,
     "{name} had come about headaches. Sleep and screens were talked about; nothing more for now.", ""),
    (ContactKind.EMAIL, Direction.MADE, With.PROFESSIONAL, "Lindiwe Brackenbury, social worker", SOCIAL_CARE,
     "Sent the dates of the next three visits and asked to be told of any change of placement beforehand.", ""),
    (ContactKind.EMAIL, Direction.RECEIVED, With.PROFESSIONAL, "PC Ambrose Tulley, missing-persons officer", "Police",
     "Confirmed that the bail conditions have been extended and include this school’s street.", ""),
    (ContactKind.FAMILY, "", With.CARER, "", "", "Sat with the carers in the kitchen for an hour. They would like "
     "evenings to be less "
     "of a fight; we agreed on two rules and let go of four.", ""),
    (ContactKind.FAMILY, "", With.FAMILY, "", "", "The older sister came to the office. She would like to help and "
     "asked how much she "
     "may know. {name} had agreed to this talk beforehand.", ""),
    (ContactKind.VISIT, "", With.CARER, "", "", "{name} was still at a friend’s, with the carer’s knowledge. I left "
     "the book we had "
     "talked about and a note.", ""),
    (ContactKind.LETTER, Direction.MADE, With.CARER, "", "",
     "A letter with the three telephone numbers and the date of the review, "
     "in plain words.", ""),
    (ContactKind.PHONE, Direction.MADE, With.FAMILY, "", "",
     "The grandmother will fetch {name} on Fridays until the end of term.", ""),
)
# (present, what was said, decisions)
MEETINGS = (
    ("Head of year, school nurse, social worker", "How {name} can come back to lessons after two hard weeks. School "
     "had noticed the "
     "tiredness first.", "Later start on Mondays for four weeks (school). Nurse sees {name} on Thursday. Worker "
     "rings on Friday."),
    ("Social worker, police liaison, carers", "What is known of the car and who looks into it. Carers keep a short "
     "log.",
     "Police ask about the number this week. Carers ring 101 and then us. {name} is told by the worker, today."),
    ("Social worker, foster carers, school", "How the first half term in the placement went. All see more laughter "
     "and earlier nights.",
     "Same plan for six weeks. School looks for a place in the art club."),
    ("CAMHS, social worker, school", "Who offers what, so that {name} is not asked the same thing three times.",
     "CAMHS leads on sleep, worker on safety, school on lessons. One shared page, written by the worker."),
)
CONTACT_LATE = ("Three days of court in another matter; written from my notes.",
                "I was on leave the day after and wrote it up on return.")

ROLES = (("Halcyon Dreyfus", "Head of year", "Harrowmere Academy"), ("Marguerite Oyelaran-Pike", "GP",
                                                                     "Weir Street Surgery"),
         ("Tobias Wendlebury", "Youth worker", "Aldermoor Youth Centre"), ("Ines Cartmell-Roy", "Health visitor",
                                                                           "Community health"),
         ("Fergus Applethwaite", "Housing officer", "Kingsbarrow Homes"), ("Roisin Vanterpool", "Social worker",
                                                                           "Children's social care"),
         ("Bartholomew Quince", "Licensing officer", "District council"), ("Aminata Soll", "Learning mentor",
                                                                           "The Bridge"))
# (kind, question, advice, follow-up)
ADVICE = (
    (Advice.SIGNS, "A pupil of fourteen has two telephones and comes in tired on Mondays. Is that enough to worry?",
     "It is enough to ask kindly and to write down. Talked through the signs and what else could explain them.",
     "Rings again in a fortnight."),
    (Advice.THRESHOLD, "Should this go to the MASH now or be watched?",
     "Now: an adult unknown to the family has given money twice. "
     "Agreed what to write and that the family is told first, unless that would bring danger.", ""),
    (Advice.TALKING, "How do I begin without frightening the child off?",
     "Begin with something you do together, say what you have "
     "seen, do not ask why. Sent the two pages on first talks.", ""),
    (Advice.SAFETY, "A young person is afraid of the way home from training. What can the club do?",
     "Change the time of the last "
     "session, a second adult at the gate, a lift agreed with the carers.", "Club tells us in a month how it went."),
    (Advice.LAW, "Neighbours speak of a flat with many young visitors. What can housing do?",
     "Collect dates, not rumours; tell police "
     "liaison; tenancy conditions and closure orders explained.", "Joint visit with the police being arranged."),
    (Advice.SIGNS, "A driver always asks for the same school run. Is that odd?",
     "It is worth a call to licensing and to us. Agreed that "
     "nobody confronts the driver.", ""),
    (Advice.TALKING, "A mother asks whether she should take the telephone away.",
     "Taking it away closes the one window. Advised to look at "
     "it together at an agreed hour, and to keep any message.", ""),
    (Advice.OTHER, "May I offer a training evening for our volunteers?",
     "Yes; the team gives one every quarter. Dates sent.", ""),
)

# What happened outside the pages of Emerald: (kind of event, text, source)
EVENTS = (
    ("school", "Moved to the smaller tutor group, at the child’s own wish.", "Head of year, by telephone"),
    ("good_news", "Picked for the county art show.", "School newsletter"),
    ("move", "Moved to an aunt for the summer, by agreement of all.", "Social worker"),
    ("police", "Officers visited to return the telephone.", "Police liaison"),
    ("court", "Hearing adjourned for six weeks; the special measures stay.", "Witness service"),
    ("family", "A baby brother was born. Everybody is well.", "Carer"),
    ("health", "Began with new glasses after months of headaches.", "School nurse"),
    ("good_news", "Passed the food hygiene certificate.", "The child, with the paper in hand"),
    ("hospital", "Seen at the minor injuries unit after a fall at football; home the same evening.", "Carer"),
    ("school", "Returned to full days.", "Safeguarding lead"),
    ("good_news", "Twelve weeks at home every night.", "Carer and return interviews"),
    ("other", "The adult named in the plan was told by the police to stay away and has signed for it.",
     "Police liaison"),
)
PINNED = ("Read this before ringing the family.", "Worth telling at the next review.", "",
          "Tell anybody who stands in for the worker.")
