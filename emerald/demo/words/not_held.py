"""Sessions that did not take place, and what workers think after those that did. {they} and {them} as elsewhere."""

from interventions.sessions.models.attendance import Attendance, CancelledBy

# (whether it was missed or cancelled, by whom, why and what was done about it)
NOT_HELD = (
    (Attendance.MISSED, "", "{name} was not at school today. I rang the carer, who had seen {them} at breakfast, and "
                            "texted {name} that I was sorry to have missed {them}."),
    (Attendance.MISSED, "", "Nobody answered the door. I rang at once: {name} was safe at a friend’s and had thought "
                            "it was tomorrow. From now on I send a text in the morning."),
    (Attendance.CANCELLED, CancelledBy.CHILD, "{name} texted that today was too much. I thanked {them} for telling me "
                                              "and offered Thursday, which {they} took."),
    (Attendance.CANCELLED, CancelledBy.CARER, "The carer rang: the car had broken down. We agreed that I come to the "
                                              "house next time."),
    (Attendance.CANCELLED, CancelledBy.WORKER, "I was called to an urgent strategy discussion. I rang {name} myself to "
                                               "say so, and we agreed another day."),
    (Attendance.MISSED, "", "{name} was not in the café. I waited half an hour, then texted: no harm done, shall we "
     "try "
                            "the walk instead? The answer was a thumb."),
    (Attendance.MISSED, "", "The bus did not come and {name} had no credit to say so. The carer told me in the "
     "evening; "
                            "from next week I fetch {them}."),
    (Attendance.CANCELLED, CancelledBy.CHILD, "{name} had a temperature and told me so {them}self, with a picture of "
                                              "the thermometer. Moved by a week."),
    (Attendance.CANCELLED, CancelledBy.CARER, "A cousin’s wedding. I had not asked about the date and have put it in "
                                              "my diary now."),
    (Attendance.CANCELLED, CancelledBy.OTHER, "School was closed for the day because of a burst pipe. {name} and I "
                                              "spoke on the telephone instead, for five minutes."),
    (Attendance.CANCELLED, CancelledBy.WORKER, "I was ill. A colleague rang {name} the same morning, as we had agreed "
                                               "for such days."),
)
LATE = (
    "I went from this session straight into a strategy discussion for another child and then had two days of court.",
    "On leave from the next morning. Written up from my notebook on the first day back.",
    "I was ill and had left a message with my manager.",
    "Training for three days; I should have written this up on the first evening.",
    "The laptop was in repair, and I did not want to type this on a telephone.",
)
PUT_RIGHT = (
    "To be exact: it was the aunt who opened the door, and not the grandmother.",
    "I had left out that {name} asked for the next meeting to be at the youth centre.",
    "The time on the bus ticket was twenty past four, so we began a little later than planned.",
    "{name} has since told me that I may share the part about school with the head of year.",
    "The carer rang to add that {name} had slept well that night.",
)
OTHER_TIME = "Confirm the time of the next visit by text"
THOUGHTS = (
    "Trust is growing, slowly. The pace should stay {name}’s.",
    "I think {name} knows more about the risk than {they} can say yet. No pressing.",
    "The wish to please older friends is still strong; what helps is having one adult who answers.",
    "The protective side of home is stronger than the last assessment says.",
    "The friendship group is changing, and that protects more than anything I do.",
    "Tiredness explains part of it. I should like the GP to have a look.",
    "What {name} likes doing is the way in; the serious part came by itself.",
    "I hold two explanations and will not choose yet: fear of somebody, or a plain bad week.",
    "{name} tests whether adults come back. So far we have.",
    "I am more worried than last time, because {name} has stopped talking about the weekends.",
)
