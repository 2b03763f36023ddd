"""What workers write in risk assessments: what is known and from whom, never what a child is to blame for."""

# One for each of the questions the house comes with, in their order: (what was seen or told, where from, who and when).
EVIDENCE = (
    ("Reported missing by home on two nights; found safe both times.", "police", "Missing-persons officer"),
    ("Left school at lunch twice and came home at seven.", "school", "Attendance officer"),
    ("Came home after midnight on four Fridays and could not yet say from where.", "carer", "At the home visit"),
    ("Attendance fell from 94 to 71 per cent this term.", "school", "Head of year"),
    ("Moved school in the spring after a move of home.", "social_care", "Locality social worker"),
    ("Treated twice this year; the clinic is worried and shared it with agreement.", "health", "Sexual health nurse"),
    ("Shared with us by the nurse, with the child’s agreement; no detail is needed here.", "health", "School nurse"),
    ("An injury that the family cannot explain; seen at the walk-in centre.", "health", "Letter from the centre"),
    ("Spoke of not wanting to wake up; a safety plan was made the same day.", "child", "In our last session"),
    ("Told us about drinking with older people at weekends.", "child", "In our last session"),
    ("Tired in lessons and eats little, since about the summer.", "school", "Form tutor"),
    ("A man of about thirty was seen waiting at the gate three times.", "school", "Safeguarding lead"),
    ("Named by the police as a contact of somebody under investigation.", "police", "At the strategy discussion"),
    ("Old friends no longer call; the new ones are known by nicknames only.", "carer", "By telephone"),
    ("Two friends are supported by us as well.", "ourselves", "Our own records"),
    ("Looks at the telephone before answering and asks to leave when it rings.", "ourselves", "In two sessions"),
    ("An account nobody in the family knows asked for pictures.", "carer", "Screenshots kept by the mother"),
    ("Is in touch every night with somebody met in a game.", "child", "In our last session"),
    ("A second telephone was found and handed to us by the carers.", "carer", "At the home visit"),
    ("Third new number since the summer.", "carer", "By telephone"),
    ("New clothes and top-ups that the family has not paid for.", "carer", "By telephone"),
    ("Was given drinks and a place to sleep and told that a favour was owed.", "child", "Over two sessions"),
    ("Dropped off by a car that nobody at home recognises.", "ourselves", "Seen on arrival for a visit"),
    ("Found in a flat with adults whom nobody in the family knows.", "police", "Neighbourhood team"),
    ("Seen twice at the arcade that the panel has discussed.", "police", "Neighbourhood team"),
    ("A train ticket to a town ninety miles away, bought by somebody else.", "carer", "At the home visit"),
    ("Support in place at school; understands best with pictures.", "school", "Special needs coordinator"),
    ("Two moves in eight months.", "social_care", "Chronology of the social worker"),
    ("Known from the earlier plan; support continues.", "social_care", "Locality social worker"),
    ("Lost a grandparent in the winter and misses them very much.", "child", "In our last session"),
    ("Has told nobody at home yet and asked us to keep it so.", "child", "In our last session"),
    ("One carer is ill and the other works nights; help has been asked for.", "social_care", "Locality social worker"),
    ("Rings us at once when something is wrong.", "carer", "Since the first visit"),
    ("Named a teacher they would go to first.", "child", "In our last session"),
    ("Has never missed a session without sending word.", "ourselves", "Our own record"),
    ("In lessons every day this half-term and in the school play.", "school", "Form tutor"),
    ("Two friends from the football club who come to the house.", "carer", "At the home visit"),
    ("Drew the plan together with us and keeps it on the telephone.", "child", "In our last session"),
)
SPOKEN_TO = (
    "The child at school and on the way home; one carer by telephone; the locality social worker.",
    "The child on two occasions, alone; both carers at home; the head of year.",
    "The child and the foster carer. The school nurse could not be reached before the day of writing.",
    "The child in the café of the leisure centre; the designated safeguarding lead; the police liaison officer.",
    "The child, who asked that an aunt be there; the GP’s letter was read.",
)
VIEWS = (
    "“I know you are worried. Some of it worries me too now.”",
    "“People talk as if I was stupid. You don’t.”",
    "Would like fewer people asking the same things, and would like school to be told by one person.",
    "“I feel safer at Nan’s. I want that written down.”",
    "Does not agree that the friendship is a risk and wants that to stand here as well.",
    "“It’s better than it was. I still sleep with the light on.”",
)
PROTECTS = (
    "An aunt rings every evening. The bus pass was sorted out, so no lifts are needed.",
    "The football club on Thursdays, and a coach who notices.",
    "Both carers came to every meeting and changed the router’s settings together with the child.",
    "Keeps the pictures of the plan on the telephone and has used the code word once.",
    "",
)
WHY_HIGHER = (
    "Much is still unknown, and what was said between the lines worries me more than the sum does.",
    "The police information is new and one of the adults has not been identified.",
)
WHY_LOWER = (
    "Most of these answers describe last year. Nothing was seen or told for three months and the carers watch well.",
    "The plan is used and three agencies agree that contact has ended. I would rather review soon than keep it higher.",
)
SIGNED = ("", "", "Thank you. Please bring this to our next supervision.", "Agreed: a clear picture of the child.")
RETURNED = ("A good picture of the child. Please add what the school says about the last four weeks, and ask the carer "
            "about the second telephone, before I sign.")
