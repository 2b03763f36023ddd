"""What was done in a session, continued: feelings, school, family, looking back."""

EMOTIONAL = (
    ("We made a box of things that help on bad days. {name} put in a song list, a stone and a photograph.",
     "The stone’s from before everything.", "Print the second photograph"),
    ("{name} described the bad dreams a little. We practised the five-senses exercise until it was easy.",
     "It sort of works. Don’t tell anyone I said so.", "Ask the CAMHS practitioner about sleep"),
    ("{name} was angry and had every reason to be. We tore up newspapers and then swept them up together.",
     "Better than hitting the wall.", ""),
    ("We drew the last year as a road with hills. {name} saw how far {they} had come.",
     "I forgot about that bit. That was a good bit.", ""),
    ("{name} talked about missing an old friend. We wrote a letter that need not be sent.",
     "I’m keeping it.", ""),
    ("We looked at what makes a day a seven instead of a four. Sleep and Nan came out on top.",
     "Today’s a six. Six and a half.", ""),
)
EDUCATION = (
    ("We met the head of year. {name} said clearly what helps: a seat near the door and no questions in class.",
     "Can it just be normal?", "Write to school with what was agreed"),
    ("{name} has been in school for nine days of ten. We planned how to manage the tenth.",
     "Wednesdays are the worst because of PE.", "Ask school about another changing room"),
    ("We filled in the college form. {name} would like to work with animals.",
     "They don’t ask you stuff.", "Arrange a visit to the animal-care course"),
    ("We looked at the bus times so that {name} need not wait at the stop where the cars come.",
     "The 8.10 goes from the other side.", ""),
    ("{name} read me an essay. It was good. We wrote to the English teacher to say thank you.",
     "I might show my mum.", ""),
)
FAMILY = (
    ("With {name}'s agreement we talked with Mum about what helps when {name} comes home upset. Mum wrote it down.",
     "Just don’t shout first.", "Ring Mum on Friday"),
    ("{name} and the carers agreed on times in the evening. Everybody gave a little.",
     "It’s fairer than before.", ""),
    ("{name}'s brother joined for the last half hour. They talked about who knows what, and what stays private.",
     "He’s all right, my brother.", ""),
    ("We practised how {name} could tell Dad that {they} would be called as a witness.",
     "I’ll do it when we’re driving. You don’t have to look at each other.", "Ask {name} how the talk with Dad went"),
    ("Grandmother, {name} and I made a plan for the weekend, when there is most to worry about.",
     "We’re doing a film night. She picks rubbish films.", ""),
)
REVIEW = (
    ("We looked back over the last weeks and {name} scored each part of the plan. Most scores had gone up.",
     "I’d give myself a seven. You can have an eight.", "Bring the scores to the review"),
    ("We prepared for the review: what {name} wants said, who says it, and what stays unsaid.",
     "I want to say the first bit myself.", ""),
    ("{name} chose three aims for the next two months and put a date on each.",
     "Get my hair done. Pass maths. Not look at his page.", "Look at the three aims in a month"),
    ("We talked about how it will be when our meetings become fewer. {name} would like to know long beforehand.",
     "Don’t just stop coming.", ""),
)
OTHER = (
    ("I took {name} to the sexual health clinic, at {their} wish, and waited outside.",
     "It was OK. She explained everything.", ""),
    ("{name} visited the court building with the witness service and saw the room with the screen.",
     "It’s smaller than on TV.", "Tell the witness service that {name} would like the screen"),
    ("We collected {name}'s things from the old address with the social worker, on a day when nobody was there.",
     "I only wanted the blanket.", ""),
)
