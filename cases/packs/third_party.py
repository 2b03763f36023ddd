"""What in a pack may be somebody else's, or may put a child in danger: looked for before the file exists.

DOMAIN.md section 8 (subject access, withhold rules): third-party data is withheld unless there is consent or it is
reasonable to give it, professionals' names are not normally withheld, and an address that is sensitive must not reach
the wrong person. A person decides about each thing found; this only finds. It errs on the side of finding too much.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.db.models import TextChoices, Value
from django.db.models.functions import Concat

from cases.models import Address, Case, Child
from emerald.accounts.models import User
from emerald.accounts.permissions import Right

BLACKED_OUT = "[blacked out]"
PLACES_SHOWN = 3
# Words a sentence begins with; before a name their capital says nothing.
OPENERS = frozenset(
    [
        "A",
        "After",
        "An",
        "And",
        "As",
        "At",
        "Because",
        "Before",
        "But",
        "By",
        "During",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "I",
        "If",
        "In",
        "It",
        "Later",
        "Met",
        "My",
        "On",
        "Our",
        "Saw",
        "She",
        "Since",
        "The",
        "Their",
        "Then",
        "They",
        "This",
        "To",
        "Today",
        "Told",
        "Until",
        "We",
        "When",
        "While",
        "With",
    ]
)


class Found(TextChoices):
    """What a passage is, most dangerous first: that is the order of the page."""

    SENSITIVE = "sensitive", "Sensitive address"
    CHILD = "child", "Another child’s name"
    CARER = "carer", "Somebody of the child’s family or carers"
    NAME = "name", "May be somebody’s name"
    PHONE = "phone", "Telephone number"
    EMAIL = "email", "E-mail address"
    POSTCODE = "postcode", "Postcode"
    ADDRESS = "address", "Address"
    PROFESSIONAL = "professional", "Professional’s name"
    STAFF = "staff", "Name of a member of staff"


@dataclass(frozen=True)
class Passage:
    """A text of the pack. `place` tells where it stands; `key` which entry or section it belongs to."""

    key: str
    place: str
    text: str


Known = tuple[re.Pattern[str], Found | None, str]


@dataclass
class Finding:
    """The same words wherever they stand in the pack: decided once."""

    kind: Found
    words: str
    why: str = ""
    spots: list[Passage] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The name of its question in the form; says nothing about the words."""
        return f"{self.kind}_{sha256(self.words.lower().encode()).hexdigest()[:12]}"

    @property
    def places(self) -> list[Passage]:
        """Each text it stands in, once."""
        return list(dict.fromkeys(self.spots))

    @property
    def keys(self) -> set[str]:
        return {one.key for one in self.spots}


_PHONE = re.compile(r"(?<![\w+])(?:\+44\s?\(?0?\)?|\(?0)(?:[\s()-]*\d){9,10}(?!\d)")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
# Two or more words that begin with a capital beside each other, in any script that has capitals.
_NAME = re.compile(r"(?:\b[^\W\d_a-z][\w’'-]+)(?:[ \t]+[^\W\d_a-z][\w’'-]+)+")


def find(passages: list[Passage], case: Case, by: User) -> list[Finding]:
    """The Findings in `passages` of `case`, of what `by` may know; costs the same three questions however many texts.

    Longer words win over shorter ones inside them, and more dangerous kinds over others.
    """
    texts = [one for one in passages if one.text]
    known = _known(case, by, {name for one in texts for name in _pairs(one.text)})
    found: dict[tuple[Found, str], Finding] = {}
    for passage in texts:
        for kind, words, why in _in(passage.text, known):
            finding = found.setdefault((kind, words.lower()), Finding(kind, words, why))
            finding.spots.append(passage)
    order = list(Found)
    return sorted(found.values(), key=lambda one: (order.index(one.kind), one.words.lower()))


def black_out(text: str, findings: Collection[Finding]) -> str:
    """`text` without the words of `findings`. What is taken away leaves no trace of its length."""
    if not findings:
        return text
    words = sorted({one.words for one in findings}, key=len, reverse=True)
    return re.sub("|".join(_loosely(one) for one in words), BLACKED_OUT, text, flags=re.IGNORECASE)


def _loosely(words: str) -> str:
    """The words however they are spaced or broken into lines."""
    return r"(?<!\w)" + r"[\s,]+".join(re.escape(part) for part in re.split(r"[\s,]+", words.strip())) + r"(?!\w)"


def _in(text: str, known: list[Known]) -> Iterator[tuple[Found, str, str]]:
    """(kind, words, why) of each thing in `text`; what a more dangerous kind has taken is not found again."""
    taken: list[tuple[int, int]] = []
    for pattern, kind, why in (
        *known,
        (_EMAIL, Found.EMAIL, ""),
        (_PHONE, Found.PHONE, ""),
        (_POSTCODE, Found.POSTCODE, ""),
        (_NAME, Found.NAME, ""),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == Found.NAME:
                if (begins := _after_openers(match)) is None:
                    continue
                start = begins
            if any(start < until and since < end for since, until in taken):
                continue
            taken.append((start, end))
            if kind:
                yield kind, " ".join(text[start:end].split()), why


def _after_openers(match: re.Match[str]) -> int | None:
    """Where the name begins behind the words a sentence begins with; None when less than two words are left."""
    words = list(re.finditer(r"\S+", match.group()))
    while words and words[0].group() in OPENERS:
        words.pop(0)
    return match.start() + words[0].start() if len(words) > 1 else None


def _known(case: Case, by: User, pairs: set[str]) -> list[Known]:
    """(pattern, kind, why) of whoever and whatever is recorded and could stand in the texts."""
    child = case.child.with_details()
    own = _words_of(
        child.given_names, child.family_name, child.preferred_name, *(one.name for one in child.also_known_as.all())
    )
    known: list[tuple[str, Found | None, str]] = [
        (address, Found.SENSITIVE if one.sensitive else Found.ADDRESS, one.why_sensitive)
        for one in sorted(child.addresses.all(), key=lambda one: not one.sensitive)
        for address in _parts_of(one)
    ]
    known += [(name, Found.CHILD, "") for name in _children_named(pairs, child, by)]
    known += [(name, Found.CARER, one.relationship) for one in child.carers.all() for name in _names(one.name, own)]
    known += [
        (name, Found.PROFESSIONAL, one.job) for one in child.professionals.all() for name in _names(one.name, own)
    ]
    known += [(one.name, Found.STAFF, one.role_title) for one in User.objects.filter(name__in=pairs)]
    # The child's own names are no third party's: whatever is left of them is taken and told to nobody.
    known += [(name, None, "") for name in sorted({child.full_name, child.name, *own}, key=len, reverse=True)]
    return [(re.compile(_loosely(words), re.IGNORECASE), kind, why) for words, kind, why in known]


def _parts_of(address: Address) -> list[str]:
    if address.why_not_read:
        return []  # and no pack is made (`packing.Contents.obstacles`)
    lines = [line.strip() for line in re.split(r"[\n,]", address.lines) if re.search(r"\d", line)]
    whole = [" ".join(address.lines.split())]
    return [one for one in [*whole, *lines, address.postcode] if len(one) > 3]


def _children_named(pairs: set[str], child: Child, by: User) -> list[str]:
    """Names of other children `by` can see, of those that stand in the texts."""
    if not pairs:
        return []
    cases = Case.objects.visible_to(by, Right.READ_CHILD)
    named = Child.objects.exclude(pk=child.pk).alias(
        whole=Concat("given_names", Value(" "), "family_name"),
        called=Concat("preferred_name", Value(" "), "family_name"),
    )
    found = named.filter(whole__in=pairs) | named.filter(called__in=pairs)
    return [name for one in found.filter(cases__in=cases).distinct() for name in (one.full_name, one.name)]


def _pairs(text: str) -> Iterator[str]:
    """Every two capitalised words that stand beside each other: the candidates for a name."""
    for run in _NAME.findall(text):
        words = [word.removesuffix("’s").removesuffix("'s") for word in run.split()]
        yield from (" ".join(words[n : n + size]) for size in (2, 3, 4) for n in range(len(words) - size + 1))


def _names(name: str, own: set[str]) -> list[str]:
    """The whole name, and each part of it that is not the child's own."""
    return [name, *(word for word in _words_of(name) if len(word) > 2 and word not in own)]


def _words_of(*names: str) -> set[str]:
    return {word for name in names for word in re.findall(r"[\w’'-]+", name)}
