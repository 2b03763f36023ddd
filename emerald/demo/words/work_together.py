"""What was done in a session: (what happened, the child's own words, a next step or nothing), by kind of work."""

RELATIONSHIP = (
    ("We played cards and found out what we both like. I said what my work is and what I must pass on.",
     "You’re not what I thought a worker would be.", ""),
    ("{name} told me about the people who matter. We drew them as planets, near and far.",
     "My nan is the sun.", "Ask {name} whether Nan may be rung"),
    ("{name} tested whether I would mind silence. I did not. After a while {they} talked about {their} old street.",
     "I don’t like it when people fill the gaps.", ""),
    ("We agreed how {name} wants to be contacted and what I do when there is no answer.",
     "Text, don’t ring. I never pick up.", "Send a text the evening before each visit"),
    ("{name} showed me {their} sketchbook and explained each page. Drawing is what calms {them} most.",
     "No one else has seen the end ones.", "Bring charcoal and a bigger pad"),
)
SAFETY = (
    ("We went through the safety plan line by line. {name} crossed out two people and put in an aunt.",
     "She actually answers.", "Give the aunt a copy of the plan"),
    ("{name} practised what to say to get out of a car or a house, and found words of {their} own.",
     "I’ll say my mum tracks my phone. She does anyway.", ""),
    ("We agreed a code word with {name} and the carer for “come and get me, no questions”.",
     "It has to be something I’d never say.", "Check with the carer that the word is understood"),
    ("We walked the way home from school and looked for shops where {name} could go in and ask for help.",
     "The lady in the bakery is all right.", ""),
    ("{name} told me about a message on Sunday that felt wrong. We looked at it together and saved it for the police.",
     "I thought I’d be in trouble for showing you.", "Pass the saved message to the police liaison officer"),
    ("{name} marked on a map where {they} felt safe, not sure and not safe. Two places were new to me.",
     "It’s different at night.", "Tell the contextual safeguarding lead about the two places, without {name}'s name"),
)
HEALTHY_RELATIONSHIPS = (
    ("We sorted cards into “care” and “control”. {name} moved three of them across while we talked.",
     "I used to think that one was romantic.", ""),
    ("We talked about what it means to say yes freely, with examples from a series {name} likes.",
     "So if you’re scared to say no it isn’t a yes.", ""),
    ("{name} wrote a list of what a good friend does. We kept it for the wall.",
     "Doesn’t make you pay it back.", ""),
    ("{name} asked whether it was {their} fault. I said no, and why, as often as was needed.",
     "You say it like you mean it.", "Ask CAMHS whether the letter exercise would help"),
    ("We looked at how somebody can be kind and unkind in turns, and what that does to a person.",
     "It messes with your head because he was nice first.", ""),
    ("We talked about the difference between a secret and a surprise. {name} gave examples of both.",
     "Surprises end.", ""),
)
ONLINE = (
    ("We went through the privacy settings of each app. {name} did it {them}self and showed me one I did not know.",
     "You lot are so slow at this.", ""),
    ("{name} blocked an account and reported it while I sat beside {them}. We kept a picture of the screen first.",
     "I’ve wanted to do that for ages.", "Pass the picture of the account to the police"),
    ("We talked about how people online can pretend. {name} explained to me how to tell.",
     "They never want to video call.", ""),
    ("{name} used the removal service for a picture, with my help. We did it in ten minutes.",
     "I thought it was out there for ever.", "Check after seven days that the picture has gone"),
    ("We agreed with the carer that the telephone stays in the kitchen at night. {name} proposed midnight; ten it is.",
     "Fine, but everyone’s phone, not just mine.", ""),
)
