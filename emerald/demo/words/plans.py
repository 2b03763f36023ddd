"""What plans, reviews, decisions and supervisions of the demonstration say. Nobody here exists."""

AIMS = (
    "{name} has one adult at school they can go to on a bad day.\nNobody picks {them} up in a car we do not know.",
    "{name} sleeps at home every night of the week and says so is glad of it.\nThe phone is {their} own again.",
    "{name} knows what to do when somebody asks for pictures, and has tried it out.",
    "{name} is back in lessons four days out of five.\nHome is calm enough to talk in the evening.",
    "{name} has friends {their} own age and a place to meet them that is safe.",
    "{name} and the carers agree on when to ring and whom.\nGoing missing becomes rarer and shorter.",
)
CHILDS_VIEWS = (
    "“It’s all right as long as nobody tells the whole school.” {name} wants the meetings kept short.",
    "“I want my phone back and I want to do art.” Both are on the plan.",
    "{name} read the draft and crossed out two lines, which were taken out.",
    "“You can write that I’m tired of questions.” {name} agrees with the part about school.",
    "{name} did not want to talk about it this time and will be asked again; we drew it instead.",
    "“I’d like my nan to be in it.” She was asked and said yes.",
)
CARERS_VIEWS = (
    "Glad that somebody rings back. Would like to know sooner when a session is cancelled.",
    "Worried about evenings. Agreed to ring the number on the fridge before ringing round.",
    "Agrees with the plan and would like help with the younger ones, too.",
    "Could not come; was rung and agrees. Asked for a copy by post.",
    "Thinks it is going too slowly, and was thanked for saying so.",
)
CONTINGENCY = (
    "If {name} is missing overnight: police at once, strategy discussion the next morning.",
    "If the calls start again: save them, tell the worker, police liaison looks the same day.",
    "",
)
ACTIONS = {
    "prevent": ("Healthy relationships course with the school nurse", "Look at the privacy of each account together",
                "Find a boxing or art club that meets on Thursdays", "Meet the head of year about a quiet place"),
    "protect": ("Safety plan on the fridge, with the three numbers", "Change the phone number and tell only the list",
                "Lift home on club days agreed with the carers", "Ask the school to ring by ten when absent"),
    "pursue": ("Pass the registration number to police liaison", "Ask about a warning notice for the older friend",
               "Tell licensing about the car outside school", "Keep the messages for the officer in the case"),
}
DONE = (
    "Done and checked with {name}.", "Took two tries. It holds.", "Done by phone; confirmed in writing the same day.",
    "Done. {name} came along and asked good questions.", "Arranged; first time is next week.",
)
DROPPED = ("{name} found another way that suits {them} better.", "The school had arranged it already.")
DECISIONS = {
    "carry_on": ("The plan is working. Weekly visits go on; school rings as agreed.",
                 "No change this time. {name} asked for the same worker and keeps them.",
                 "Steady. One evening was hard and was handled as planned."),
    "more": ("Two evenings gave cause for worry. Visits twice a week until the next review.",
             "New contact online. Police liaison was told and visits are brought forward."),
    "less": ("Six calm weeks. Visits every fortnight from now on, and {name} may ring in between.",
             "Things are safer at home and at school. Less from us, more from the club."),
    "close": ("Everybody thinks it is time. Closing is to be proposed after one last session.",),
}
THERE = ("Child, mother, school, locality social worker. Health sent a note.", "Carers, school nurse, police liaison.",
         "Child for the first half, carers, head of year.", "Carers by phone, school, worker. Housing did not come.")
MANAGEMENT = (
    ("opened", "Allocate today; first visit within the week; plan within ten working days.",
     "What is known is recent and comes from two sources that do not know of each other."),
    ("review", "Visits stay weekly although the last month was quiet.",
     "The summer holidays are ahead, and last year that was when it started."),
    ("missing", "Strategy discussion asked for after the second night away.",
     "Two nights within three weeks, and each time near the same address."),
    ("other", "The worker goes in pairs to the flat from now on.", "A visitor there was hostile on the stairs."),
)
DISCUSSED = (
    "How {name} reacted to the change of school, and whether the pace is right. The last two sessions were short.",
    "What we know and what we only suppose about the older friend. The two were kept apart in the notes.",
    "The mother’s worry about reprisals. What police liaison can say, and what not.",
    "Whether somebody else should see {name} too. {name} has said no for now.",
)
AGREED = ("Shorter sessions, at school. Look at it again in four weeks.", "Ring police liaison before Friday.",
          "Carry on as planned.", "Ask the mother what would make evenings easier, and write it into the plan.")
