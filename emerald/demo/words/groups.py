"""What is written of sessions with several children. The part for the group names no child."""

COOKING = (
    "Four pizzas and a row about pineapple. Everybody washed up. We talked about who decides what goes on top, and "
    "found "
    "that this is a question about more than pizza.",
    "Soup for six. Each had a task and kept to it. We spoke about asking before taking, with carrots as the example.",
    "Flatbread in the pan. It was loud and good. The cards on friendship came out after the meal.",
    "Dumplings, folded badly and eaten quickly. They compared what a good host does.",
    "The group cooked for two workers who had never cooked. They explained each step with great patience.",
)
FOOTBALL = (
    "Passing in pairs, then three against two with the youth worker. Nobody kept the score for long.",
    "Rain. They played on and warmed up in the café. Talk of teams one can leave and teams one cannot.",
    "Short games and a long breakfast. They agreed on the rules themselves and kept them.",
)
ART = (
    "Large paper on the floor and one drawing for all. Nobody had to explain anything.",
    "Masks: outside what others see, inside what they do not. The inside was nobody’s business.",
    "Clay. It was quiet for half an hour, and then they all talked at once.",
    "They hung their pictures in the library and wrote the labels. A librarian asked to keep them for a month.",
)
TOWN = (
    "We walked the way from the bus station to school and marked where there is light and where somebody would answer.",
    "The map of safe places was drawn out clean. They would like the bus company to have a copy.",
)
# Of one child in the group: what was seen, and the child's own words.
PARTS = (
    ("{name} arrived early and laid the table without being asked.", "I like it when it’s all set out."),
    ("{name} stayed near the door at first and near the middle at the end.", ""),
    ("{name} helped one of the others and did not make anything of it.",
     "It’s easier showing someone than being shown."),
    ("{name} left the room once, came back alone and said so.", "I just needed air. It’s allowed, isn’t it?"),
    ("{name} disagreed out loud with the rest, and it was all right.", "I thought they’d hate me. They didn’t."),
    ("{name} was tired and watched, more than took part; that had been agreed beforehand.", ""),
    ("{name} laughed until the tears came.", "That was the best bit of my week."),
    ("{name} said little and stayed to tidy up with me.", "Are we doing it again?"),
)
TIMES = ("It was the first time together.", "The second time; names are known now.",
         "The third time; they greet each other outside, too.",
         "The fourth time. They ask after who is missing.", "The fifth and last of this round.")
MISSED = "{name} did not come. I rang in the evening: a cold, no more, and a wish to be there next time."
AIMS = ("Look back at the month and choose what comes next.", "Go through the safety plan before the holidays.",
        "Prepare what is to be said at the review.", "Walk, and hear how the new timetable works.",
        "Finish the picture.",
        "Talk about the message that was saved, if the wish is still there.")
SPECIAL = {6: "put_off", 11: "called_off"}
PLACE = "Family centre"
PUT_OFF = "A school trip I had not known of; moved by a day, and the young person agreed by text."
CALLED_OFF = "A hospital appointment for the younger brother. I offered another day and wait to hear."
REPEATED = "Short note from the telephone: met {name} ({place}), all well, the long note follows."
REPEATED_BECAUSE = "Written up twice: this is the short note from the telephone, the full one is kept."
