"""How children arrive, by temperament and by the stretch of the year they are in. Small words, seen and not judged."""

START, HARD, GAINS, END = "start", "hard", "gains", "end"

ARRIVED = {
    "quiet": {
        START: ("{name} sat by the window and answered with nods.", "Few words today, and no need for more.",
                "{name} listened to how I work and asked one question, a good one."),
        HARD: ("{name} kept the hood up. I said that I was glad to see {them} anyway.",
               "It took half an hour until {name} looked up.", "{name} wrote the answers down instead of saying them."),
        GAINS: ("{name} began before I had put my bag down.",
                "{name} spoke more in ten minutes than in all of last month.",
                "A calm hour. {name} filled the silences {them}self."),
        END: ("{name} had prepared what to say and said it without looking at the paper.",)},
    "quick": {
        START: ("{name} had nine questions for me and counted them off on both hands.",
                "{name} talked fast and about everything, and I let it come.", "{name} made me laugh within a minute."),
        HARD: ("The jokes came faster than usual, and I said that I had noticed.",
               "{name} changed the subject whenever it came near, and we let it stay away.",
               "{name} was short with me, then rang an hour later to say sorry."),
        GAINS: ("{name} stopped in the middle of a joke and said how the week had really been.",
                "{name} had thought about last time and disagreed with me on two points, rightly.",
                "{name} was early and had ordered for us both."),
        END: ("{name} had written a quiz about our year. I got six out of ten.",)},
    "wary": {
        START: ("{name} wanted to know who sends me, who reads this and who can stop it. I answered each.",
                "{name} stood for the first part and sat down for the second.",
                "{name} asked to see my badge again. I showed it, as often as it takes."),
        HARD: ("{name} said that talking had made things worse last year. I believe it did, and said so.",
               "{name} nearly left. We agreed that leaving is always allowed, and then {name} stayed.",
               "Somebody had parked outside for too long. We changed rooms and began again."),
        GAINS: ("{name} chose the chair with the back to the door, for the first time.",
                "{name} told me something before I could hear it from anybody else.",
                "No questions about the badge or the notes today."),
        END: ("{name} asked to read the last three notes and agreed with all but one word, which I noted.",)},
    "warm": {
        START: ("{name} had made tea for both of us and a plan for the hour.",
                "{name} hugged the carer and shook my hand.",
                "{name} asked after my journey before anything else."),
        HARD: ("{name} looked after everybody in the room but {them}self, and I said so gently.",
               "{name} cried early on and was cross about it.",
               "{name} said yes to everything. We practised saying no, about biscuits first."),
        GAINS: ("{name} said no to one of my ideas, kindly and clearly.",
                "{name} had rung a friend instead of sitting alone on Friday.",
                "{name} let somebody else make the tea."),
        END: ("{name} had baked for the last meeting and for the office as well.",)},
    "restless": {
        START: ("We walked the whole hour, because sitting does not suit {name}.",
                "{name} took my pen apart while I explained.",
                "Three short stretches with breaks in between worked well."),
        HARD: ("{name} had hardly slept and could not settle; we did twenty minutes and ended well.",
               "{name} walked out twice and came back twice.", "We threw a ball to and fro, one sentence a throw."),
        GAINS: ("{name} sat through a whole conversation and was surprised at the clock.",
                "{name} noticed the fidgeting before I did and asked to go outside.",
                "{name} had been still enough at school to be told so."),
        END: ("We walked our first round once more, the other way about.",)},
    "careful": {
        START: ("{name} had a list and wanted the rules first.",
                "{name} corrected the spelling of the school in my form.",
                "We went through what happens in which order, until {name} could tell it back."),
        HARD: ("The change of room had upset {name}. We used the plan for changed plans.",
               "{name} had counted the days since the last time: eleven. It had been too many.",
               "{name} answered each question with “depends”, and it did."),
        GAINS: ("{name} managed without the list and noticed it afterwards.",
                "{name} had changed one thing on the timetable without being asked to.",
                "{name} explained to the carer how the plan works, in order."),
        END: ("{name} ticked the last line of the list and asked to keep it.",)},
}

# What a worker notes at the end, by how they write.
CLOSED_WITH = {
    "terse": {
        START: ("Next: same day, same place.", "No new concerns. Carer told.",
                "Fine for a second meeting. More next week."),
        HARD: ("Worried. Told my manager today.", "Harder week. Visit brought forward.",
               "No disclosure. No pressing either."),
        GAINS: ("Good hour.", "Small steps, and they hold.", "Nothing new on risk. Mood better."),
        END: ("Ready to stop. Says so too.",)},
    "warm": {
        START: ("I left thinking that this young person has been let down before and is giving us a chance.",
                "I thanked {name} for the trust it takes to meet a stranger.",
                "We parted at the gate, and {name} turned round once."),
        HARD: ("It is a heavy time and I told {name} that I will keep coming, whatever sort of day it is.",
               "None of this is {name}’s doing, and I said that again before I left.",
               "I rang the carer in the evening, as agreed, only to say that today had been hard and had been got "
               "through."),
        GAINS: ("It was a joy to see {name} so much at ease.", "I drove back smiling.",
                "{name} is finding out what {they} like, and it suits {them}."),
        END: ("I shall miss our hours and told {name} that missing is allowed on both sides.",)},
    "precise": {
        START: ("Agreed: contact by text, reply by the next day; carer informed with {name}’s knowledge.",
                "Explained: what is kept, who reads it, what I must pass on. Understood, in {name}’s words.",
                "Level of risk unchanged. Sources: {name}, the carer, school."),
        HARD: ("Seen: tired, pale, not hurt. Heard: two bad nights. My view: more worried than a fortnight ago.",
               "Checked the safety plan: number on the fridge, phone charged, lift on Friday agreed.",
               "Shared with the social worker at 16:40, with {name}’s knowledge; reply expected tomorrow."),
        GAINS: ("Attendance this fortnight: nine days of ten. Sleep: through, on most nights.",
                "Two of the three aims of the plan can be ticked; the third has a new date.",
                "No missing episode and no unknown contact since the last note."),
        END: ("All actions done; {name} and the carer know whom to ring, and when.",)},
}
STYLE = {"priya.nair": "warm", "tobin.ashwick": "terse", "folasade.oyelowe": "precise", "callum.reidpath": "terse",
         "gwen.prothery": "warm", "yusuf.demirkan": "precise", "niamh.kellehan": "terse", "marek.wojtasik": "warm"}
