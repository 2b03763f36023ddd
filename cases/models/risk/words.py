"""The lists of the risk assessment: kinds, sources, ways of being exploited (DOMAIN.md sections 1 and 2.3)."""

from datetime import date

from django.db.models import TextChoices


class AssessmentKind(TextChoices):
    SCREENING = "screening", "Screening"
    ASSESSMENT = "assessment", "Assessment"
    REVIEW = "review", "Review assessment"


class Status(TextChoices):
    DRAFT = "draft", "Being written"
    SUBMITTED = "submitted", "Waiting for sign-off"
    RETURNED = "returned", "Returned"
    SIGNED_OFF = "signed_off", "Signed off"


BEING_WRITTEN = (Status.DRAFT, Status.RETURNED)


class EvidenceSource(TextChoices):
    """Where an answer comes from."""

    CHILD = "child", "The child"
    CARER = "carer", "Parent or carer"
    SCHOOL = "school", "School or college"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    SOCIAL_CARE = "social_care", "Children’s social care"
    OURSELVES = "ourselves", "What we saw ourselves"
    OTHER = "other", "Somebody else"


class Exploitation(TextChoices):
    """How a child is, or may be, exploited; several can be true (DOMAIN.md section 2.3)."""

    LONE_ADULT = "lone_adult", "By one adult"
    PEER = "peer", "By other young people"
    GROUP = "group", "By a group or gang"
    ONLINE = "online", "Only online"
    PARTY = "party", "At parties or in hotels"
    TRAFFICKED = "trafficked", "Taken from place to place within the UK"
    FAMILY = "family", "With a link to the family"
    COMMERCIAL = "commercial", "For money"


class YesNoUnknown(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Definition(TextChoices):
    """Which statutory definition of child sexual exploitation was in force (DOMAIN.md section 1 [C1])."""

    OF_2009 = "2009", "Statutory guidance of 2009"
    OF_2017 = "2017", "Statutory definition of February 2017"


SINCE_2017 = date(2017, 2, 16)  # DOMAIN.md section 2.8 names the month; the day is general knowledge


def definition_on(day: date) -> Definition:
    return Definition.OF_2017 if day >= SINCE_2017 else Definition.OF_2009
