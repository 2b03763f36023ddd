"""Sessions that did not take place, and what workers think after those that did. {they} and {them} as elsewhere."""

from interventions.models.attendance import Attendance, CancelledBy

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
)
OTHER_TIME = "Offer another time and ask what would make it easier"
THOUGHTS = (
    "Trust is growing, slowly. The pace should stay {name}’s.",
    "I think {name} knows more about the risk than {they} can say yet. No pressing.",
    "The wish to please older friends is still strong; what helps is having one adult who answers.",
    "The protective side of home is stronger than the last assessment says.",
    "I am more worried than last time, because {name} has stopped talking about the weekends.",
)
