"""How a case ended: summaries by reason, and what the child and the carers thought of it."""

SUMMARY = {
    "C1": (
        "Twelve months of direct work. The man who exploited the child is on conditional bail and has a warning "
        "notice; there has been no contact since. Lives safely at home, attends school, and has a circle of friends "
        "of the same age.",
        "Direct work, a move of placement and police action together ended the abuse. Reviews at twelve and six weeks "
        "found no missing episodes and nothing new online. The trauma service carries on.",
        "The child gave evidence by video with their worker beside them. The perpetrator is in prison. Safety plan "
        "reviewed with the family, who know whom to ring.",
    ),
    "C2": (
        "Online contact turned into an attempt to meet. The child's parents saw it and acted at once; police were "
        "there. The risk has been low since. Parents have had advice on devices and feel sure of themselves.",
        "Risk rose sharply within a week when an adult came to the area. Foster carers and police kept the child safe "
        "throughout; the adult has been charged. No further contact.",
    ),
    "C3": ("Risk reduced over two reviews. The child can name what grooming looks like and whom to tell. Never became "
           "a victim.",),
    "C4": ("The locality team carries on under a child-in-need plan. Emerald stays available for advice.",),
    "C5": ("Assessed over six weeks. The worries had another explanation and the family has the help they need.",),
    "C6": ("The family moved. The receiving authority has accepted the case in writing and has had the full record.",),
}
VIEWS = (
    "She says she is ready: “I know what I’d do now.” Her mother would like one telephone call in a month's time.",
    "He is proud of himself and a little sorry to stop. His carers feel safe and know whom to ring.",
    "“It’s good it’s over but I liked our Thursdays.” Grandmother agrees with the closing and thanks the worker.",
    "The young person asked that school keeps the quiet room pass. Both parents agree with the closing.",
    "“I don’t check over my shoulder any more.” Foster carers agree; the placement is settled.",
)
RETURNED = "Please ask her school for their view first, and say who will answer if the adult gets in touch again."
RECEIVER = {"receiving_authority": "Eastmarch County Council", "receiving_person": "Duty manager, exploitation team"}
