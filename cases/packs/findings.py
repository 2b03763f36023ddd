"""What was found in a pack, and where it stands."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import TextChoices

BLACKED_OUT = "[blacked out]"
PLACES_SHOWN = 3


class Found(TextChoices):
    """What a passage is, most dangerous first: that is the order of the page."""

    SENSITIVE = "sensitive", "Sensitive address"
    CHILD = "child", "Another child’s name"
    CONCERN = "concern", "Person of concern"
    CARER = "carer", "Somebody of the child’s family or carers"
    NAME = "name", "May be somebody’s name"
    PHONE = "phone", "Telephone number"
    EMAIL = "email", "E-mail address"
    HANDLE = "handle", "Name or page online"
    VEHICLE = "vehicle", "Number plate"
    NUMBER = "number", "NHS number or pupil number"
    POSTCODE = "postcode", "Postcode"
    ADDRESS = "address", "Address"
    PROFESSIONAL = "professional", "Professional’s name"
    STAFF = "staff", "Name of a member of staff"

    @property
    def danger(self) -> int:
        return -list(Found).index(self)


@dataclass(frozen=True)
class Passage:
    """A text of the pack, exactly as it would be printed. `place` tells where it stands; `key` which entry or section
    it belongs to."""

    key: str
    place: str
    text: str


@dataclass(frozen=True)
class Spot:
    """Something found in one text, from `start` to before `end`. The same `form` is the same thing, however it is
    written there."""

    kind: Found
    form: str
    start: int
    end: int
    why: str = ""

    @property
    def of(self) -> tuple[Found, str]:
        return self.kind, self.form


@dataclass
class Finding:
    """The same thing wherever it stands in the pack and however it is written there: decided once. `words` are how it
    was written first; `stands` tells each place: the text, and from where to before where."""

    kind: Found
    form: str
    words: str
    why: str = ""
    stands: list[tuple[Passage, int, int]] = field(default_factory=list)

    @property
    def of(self) -> tuple[Found, str]:
        return self.kind, self.form

    @property
    def key(self) -> str:
        """The name of its question in the form; says nothing about the words."""
        return f"{self.kind}_{sha256(self.form.encode()).hexdigest()[:12]}"

    @property
    def places(self) -> dict[Passage, tuple[int, int]]:
        """Each text it stands in once, with where it stands there first."""
        return {passage: (start, end) for passage, start, end in reversed(self.stands)}

    @property
    def written(self) -> list[str]:
        """Every other way it is written, in their order."""
        ways = dict.fromkeys(in_one_line(passage.text[start:end]) for passage, start, end in self.stands)
        return [way for way in ways if way != self.words]

    @property
    def keys(self) -> set[str]:
        return {passage.key for passage, _, _ in self.stands}


def in_one_line(text: str) -> str:
    return " ".join(text.split())
