"""In what way a contact came about, and with whom: what must be written down for each kind."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from cases.models.document import DocumentKind
from interventions.timescales import MINUTES_WITHIN, WRITTEN_UP_WITHIN


class ContactKind(models.TextChoices):
    """Wording is the team's own (REC)."""

    PHONE = "phone", "Phone or video call"
    MESSAGE = "message", "Text or other message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    MEETING = "meeting", "Professionals’ meeting"
    FAMILY = "family", "Meeting with family or carers"
    VISIT = "visit", "Visit where the child was not seen"
    OTHER = "other", "Something else"


class Direction(models.TextChoices):
    MADE = "made", "We did"
    RECEIVED = "received", "They did"
    NO_ANSWER = "no_answer", "We tried, and there was no answer"


class With(models.TextChoices):
    CHILD = "child", "The child"
    CARER = "carer", "A parent or carer"
    FAMILY = "family", "Somebody else of the family, or a friend"
    PROFESSIONAL = "professional", "A professional"


# Only what is sent from one to another has a direction, and only a call or a message can be left without an answer.
SENT = [ContactKind.PHONE, ContactKind.MESSAGE, ContactKind.EMAIL, ContactKind.LETTER]
ANSWERED = [ContactKind.PHONE, ContactKind.MESSAGE]
NOUNS = {
    ContactKind.PHONE: "call",
    ContactKind.MESSAGE: "message",
    ContactKind.EMAIL: "e-mail",
    ContactKind.LETTER: "letter",
    ContactKind.MEETING: "professionals’ meeting",
    ContactKind.FAMILY: "meeting with family or carers",
    ContactKind.VISIT: "visit, the child was not seen",
    ContactKind.OTHER: "contact",
}
# What is added to one of these is most likely the letter or the minutes themselves.
FILED_AS: dict[str, DocumentKind] = {
    ContactKind.MESSAGE: DocumentKind.LETTER,
    ContactKind.EMAIL: DocumentKind.LETTER,
    ContactKind.LETTER: DocumentKind.LETTER,
    ContactKind.MEETING: DocumentKind.PLAN,
    ContactKind.FAMILY: DocumentKind.PLAN,
}
WHOM = {
    With.CHILD: "the child",
    With.CARER: "a parent or carer",
    With.FAMILY: "somebody of the family or a friend",
    With.PROFESSIONAL: "a professional",
}


def within_days(kind: str) -> int:
    """The working days within which a contact of this kind is written up without a reason."""
    return MINUTES_WITHIN if kind == ContactKind.MEETING else WRITTEN_UP_WITHIN


class How(models.Model):
    """The part of a contact that says how and with whom."""

    kind = models.CharField(max_length=10, choices=ContactKind)
    direction = models.CharField(max_length=10, choices=Direction, blank=True)
    with_whom = models.CharField(max_length=15, choices=With)
    with_name = models.CharField(max_length=200, blank=True)  # their name and, for a professional, their job
    agency = models.CharField(max_length=160, blank=True)
    present = models.CharField(max_length=1000, blank=True)  # who else took part in a meeting

    if TYPE_CHECKING:  # what it needs of the contact
        recorded_by: Any

    class Meta:
        abstract = True

    @property
    def is_meeting(self) -> bool:
        return self.kind == ContactKind.MEETING

    @property
    def filed_as(self) -> DocumentKind:
        """The kind of document that the files added to it are."""
        return FILED_AS.get(self.kind, DocumentKind.OTHER)

    @property
    def was_answered(self) -> bool:
        return self.direction != Direction.NO_ANSWER

    @property
    def sentence(self) -> str:
        """The contact in one sentence without its text and without anybody's name but the worker's."""
        noun, whom = NOUNS[ContactKind(self.kind)], WHOM[With(self.with_whom)]
        link = {"": "with", Direction.RECEIVED: "from"}.get(self.direction, "to")
        end = "" if self.kind in (ContactKind.MEETING, ContactKind.FAMILY, ContactKind.VISIT) else f" {link} {whom}"
        return f"{self.recorded_by.name} recorded: {noun}{end}{'' if self.was_answered else ', no answer'}."

    @property
    def sentence_in_full(self) -> str:
        """For those who read contacts: the same, since it holds nothing that is not for everybody who hears of them."""
        return self.sentence


def why_not_contact(
    kind: str,
    *,
    direction: str = "",
    with_whom: str = "",
    agency: str = "",
    present: str = "",
    what_was_said: str = "",
    childs_words: str = "",
    decisions: str = "",
    **_: Any,
) -> list[str]:
    """What is missing, or too much, for a contact of this kind."""
    is_meeting, unanswered = kind == ContactKind.MEETING, direction == Direction.NO_ANSWER
    told = {
        "Say who it was with.": with_whom,
        "Say who made the contact.": direction or kind not in SENT,
        "Only calls, messages, e-mails and letters are made by one side.": not direction or kind in SENT,
        "Only a call or a message can go without an answer.": not unanswered or kind in ANSWERED,
        "Say which agency the professional belongs to.": agency or with_whom != With.PROFESSIONAL,
        "Only a professional has an agency.": not agency or with_whom == With.PROFESSIONAL,
        "Say who took part in the meeting.": present or not is_meeting,
        "Only a meeting has people who took part and decisions.": is_meeting or not (present or decisions),
        "Say what was said, or what happened.": what_was_said or unanswered,
        "There was no answer, so leave the child’s own words empty.": not (unanswered and childs_words),
    }
    return [sentence for sentence, holds in told.items() if not holds]


CONTACT_CONSTRAINTS = [
    models.CheckConstraint(
        name="contact_sent_has_a_direction",
        condition=(
            Q(kind__in=ANSWERED) & ~Q(direction="")
            | Q(kind__in=[ContactKind.EMAIL, ContactKind.LETTER], direction__in=[Direction.MADE, Direction.RECEIVED])
            | ~Q(kind__in=SENT) & Q(direction="")
        ),
    ),
    models.CheckConstraint(
        name="contact_professional_has_an_agency",
        condition=(
            Q(with_whom=With.PROFESSIONAL) & ~Q(agency="") | ~Q(with_whom__in=["", With.PROFESSIONAL]) & Q(agency="")
        ),
    ),
    models.CheckConstraint(
        name="contact_meeting_has_people",
        condition=(
            Q(kind=ContactKind.MEETING) & ~Q(present="") | ~Q(kind=ContactKind.MEETING) & Q(present="", decisions="")
        ),
    ),
    models.CheckConstraint(
        name="contact_says_something",
        condition=(
            ~Q(direction=Direction.NO_ANSWER) & ~Q(what_was_said="") | Q(direction=Direction.NO_ANSWER, childs_words="")
        ),
    ),
]
