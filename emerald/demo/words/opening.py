"""How a session began and how it ended. {name} is the child; {they}, {them}, {their} follow the child's sex."""

PLACES = (
    "School, quiet room", "School, library", "Home, kitchen", "Home, sitting room", "Café by the river",
    "Walk along the canal", "Worker's car after school", "Youth centre", "Family centre", "Foster carers' home",
    "Leisure centre café", "Emerald's small room", "Park, on the bench by the pond", "College, student services",
)
OUT_OF_SCHOOL = tuple(place for place in PLACES if not place.startswith(("School", "College", "Worker's car")))
BEGAN = (
    "{name} had asked for somewhere out of doors, so we walked first and sat down later.",
    "{name} came in smiling and had brought the drawing from last time.",
    "A quiet start. {name} kept {their} coat on for the first quarter of an hour, which was fine.",
    "{name} had nearly not come and said so. I thanked {them} for coming.",
    "We made hot chocolate first. {name} chose the music.",
    "{name} looked tired after a bad night. We agreed to keep it short and stop whenever {they} wanted.",
    "{name} talked from the moment {they} sat down, mostly about the football at the weekend.",
    "School had had a difficult morning with {name}. {name} wanted to tell it from {their} side first, so I listened.",
    "The dog joined us, which helped. {name} talked while stroking it.",
    "{name} asked who reads what I write. I explained it again and showed {them} where to ask.",
    "{name} was on time, for the fourth time running, and I said that I had noticed.",
    "We began with the cards that show feelings. {name} picked “worn out” and “a bit hopeful”.",
    "{name} wanted to cook, so we made pancakes and talked over the pan.",
    "{name} had got a good mark in art and wanted to begin with that.",
    "It rained, so we stayed in the car with the heater on, looking out at the park.",
    "{name} was cross with everybody today, me included. We stayed with that for a while.",
    "{name} had written down three things to talk about. We went through them in {their} order.",
    "The carers let me in and went out to the shops, so that {name} could talk freely.",
)
ENDED = (
    "We ended on time, as promised.",
    "{name} left lighter than {they} came.",
    "We agreed to meet in the same place.",
    "{name} chose what we do next time: nails and a quiz.",
    "I rang the carer afterwards with {name}'s agreement and told only what we had agreed.",
    "{name} asked to leave ten minutes early. We did.",
    "I told {name} what I would write down, and {they} agreed with it.",
    "Nothing today that raises the level of risk.",
    "{name} took the card with the numbers for the night and put it inside {their} telephone case.",
    "We finished with five minutes of breathing together. {name} laughed, but did it.",
    "I shared one worry with the social worker the same day and had told {name} that I would.",
    "{name} waved from the window, which is new.",
)
