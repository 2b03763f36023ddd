"""What in a pack may be somebody else's, or may put a child in danger: looked for before the file exists.

DOMAIN.md section 8 (subject access, withhold rules): third-party data is withheld unless there is consent or it is
reasonable to give it, professionals' names are not normally withheld, and an address that is sensitive must not reach
the wrong person. A person decides about each thing found; this only finds. It errs on the side of finding too much.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from cases.models import Case
from cases.packs.findings import BLACKED_OUT, Finding, Found, Passage, Spot, in_one_line
from cases.packs.known import Known, known_in
from cases.packs.needles import Needles
from cases.packs.words_as_names import OPENERS
from emerald.accounts.models import User
from emerald.text.compared import Compared, as_compared
from emerald.text.handles import handle_as_compared
from emerald.text.numbers import numbers_in, postcode_as_compared
from emerald.text.read import as_read

AT = r"\s?(?:@|\(at\)|\[at\]|\{at\})\s?"
# Each begins where its signs begin, and goes on only so far: a text may be one long word.
EMAIL = re.compile(rf"(?<![\w.+'-])[\w.+'-]{{1,320}}{AT}[\w-]+(?:(?:\.|\s?[(\[{{]dot[)\]}}]\s?)[\w-]+)+")
HANDLE = re.compile(
    r"(?<![\w.@])@\w[\w.]{2,}\w|(?:https?://|www\.)[^\s<>\"]+|(?<![\w.-])[\w.-]{1,253}\.[a-z]{2,}/[^\s<>\"]+"
)
# Two or more words beside each other that may begin with a capital, in any script that has capitals.
NAME = re.compile(r"(?<![\w'-])[^\W\d_][\w'-]{1,60}(?:[ \t]+[^\W\d_][\w'-]{1,60})+")
# Also such as no house in the country has.
POSTCODE = re.compile(r"(?<![^\W_])[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}(?![^\W_])")
NUMBERS = {
    "phone": Found.PHONE,
    "vehicle": Found.VEHICLE,
    "postcode": Found.POSTCODE,
    "nhs_number": Found.NUMBER,
    "upn": Found.NUMBER,
}
LEAST_WORDS = 2  # of what may be a name


class Looking:
    """Looks through texts of `case` for what `by` may know of its third parties, and for what could be somebody's.
    Costs the same questions however many texts."""

    def __init__(self, texts: Collection[str], case: Case, by: User) -> None:
        self.texts, self.case, self.by = texts, case, by
        self._seen: dict[str, list[Spot]] = {}
        self._handles: dict[str, str] = {}

    @cached_property
    def known(self) -> Known:
        return known_in(self.case, self.by, {word for text in self.texts for word in _words_in(text)})

    @cached_property
    def needles(self) -> Needles:
        return Needles(self.known.needles)

    @cached_property
    def handles(self) -> set[str]:
        return {form for kind, form in self.known.forms if kind == Found.HANDLE}

    def spots_in(self, text: str) -> list[Spot]:
        """Everything found in `text`, in its order. What lies within something that is as dangerous is not told."""
        if text not in self._seen:
            compared = Compared(text)
            own, others = self._of_the_record(compared)
            found = [*others, *self._online(compared), *self._numbers(compared)]
            found += _names(text, _marked(text, ((one.start, one.end) for one in found)), _marked(text, own))
            self._seen[text] = _uncovered(found)
        return self._seen[text]

    def black_out(self, text: str, chosen: Collection[tuple[Found, str]]) -> str:
        """`text` without what is `chosen`. What is taken away leaves no trace of its length."""
        done, pieces = 0, []
        for spot in self.spots_in(text) if chosen else ():
            if spot.of in chosen and spot.end > done:
                pieces += [text[done : max(spot.start, done)]]
                pieces += [BLACKED_OUT] if spot.start >= done else []
                done = spot.end
        return "".join([*pieces, text[done:]])

    def _of_the_record(self, compared: Compared) -> tuple[list[tuple[int, int]], list[Spot]]:
        """(places of the child's own names, spots of everybody else's)."""
        own, others = [], []
        for one, start, end in self.needles.spots(compared):
            owner = one.owner
            if owner.kind is None:
                own.append((start, end))
            else:
                others.append(Spot(owner.kind, owner.form, start, end, owner.why))
        return own, others

    def _online(self, compared: Compared) -> Iterator[Spot]:
        text = compared.typed
        for start, end in compared.found(EMAIL):
            yield self._spot(Found.EMAIL, _email_form(text[start:end]), start, end)
        for start, end in compared.found(HANDLE):
            if form := self._handle(text[start:end]):
                yield self._spot(Found.HANDLE, form, start, end)
        for match in re.finditer(r"\S+", text) if self.handles else ():
            bare = match[0].strip(".,;:!?()[]{}\"'“”‘’")
            if bare and (form := self._handle(bare)) in self.handles:
                start = match.start() + match[0].find(bare)
                yield self._spot(Found.HANDLE, form, start, start + len(bare))

    def _handle(self, written: str) -> str:
        if written not in self._handles:
            self._handles[written] = handle_as_compared(written)
        return self._handles[written]

    def _numbers(self, compared: Compared) -> Iterator[Spot]:
        text = compared.typed
        for one in numbers_in(text):
            spot = self._spot(NUMBERS[one.kind], one.form, one.start, one.end)
            if spot.kind:
                yield spot
        for start, end in compared.found(POSTCODE):
            form = postcode_as_compared(text[start:end]) or re.sub(r"\W", "", as_compared(text[start:end])).upper()
            yield self._spot(Found.POSTCODE, form, start, end)

    def _spot(self, kind: Found, form: str, start: int, end: int) -> Spot:
        owner = self.known.forms.get((kind, form))
        found = owner.kind if owner else kind
        return Spot(found, form, start, end, owner.why if owner else "")  # type: ignore[arg-type]  # the child's: None


def find(passages: Iterable[Passage], looking: Looking) -> list[Finding]:
    """The Findings in `passages`, the most dangerous first."""
    found: dict[tuple[Found, str], Finding] = {}
    for passage in passages:
        for spot in looking.spots_in(passage.text):
            words = in_one_line(passage.text[spot.start : spot.end])
            finding = found.setdefault(spot.of, Finding(spot.kind, spot.form, words, spot.why))
            finding.stands.append((passage, spot.start, spot.end))
    return sorted(found.values(), key=lambda one: (-one.kind.danger, one.words.lower()))


def _uncovered(found: Iterable[Spot]) -> list[Spot]:
    """Those in their order that do not lie within another which is as dangerous."""
    told: list[Spot] = []
    around: list[Spot] = []  # what began before and may reach beyond
    for one in sorted(dict.fromkeys(found), key=lambda one: (one.start, -one.end, -one.kind.danger)):
        around = [other for other in around if other.end > one.start]
        if not any(_covers(other, one) for other in around):
            told.append(one)
            around.append(one)
    return told


def _covers(other: Spot, one: Spot) -> bool:
    same_place = (other.start, other.end) == (one.start, one.end)
    more = other.kind.danger > one.kind.danger
    return one.end <= other.end and (more or (other.kind == one.kind and not same_place))


def _marked(text: str, places: Iterable[tuple[int, int]]) -> bytearray:
    """A sign for each letter of `text`: whether it lies in one of `places`."""
    marks = bytearray(len(text))
    for start, end in places:
        marks[start:end] = b"\1" * (end - start)
    return marks


def _names(text: str, taken: bytearray, own: bytearray) -> Iterator[Spot]:
    """Capitalised words beside each other that nobody is known by. The child's own names at either end, and the words
    a sentence begins with, are none of it."""
    read = as_read(text.replace("’", "'"))
    for run in NAME.finditer(read.text):
        words = [(match[0], *read.span(*_shifted(match, run))) for match in re.finditer(r"[^ \t]+", run[0])]
        for group in _capitalised(words, text):
            name = _trimmed(group, own, taken)
            if len(name) >= LEAST_WORDS:
                start, end = name[0][1], name[-1][2]
                yield Spot(Found.NAME, _form_of_name(text[start:end]), start, end)


Word = tuple[str, int, int]


def _trimmed(group: list[Word], own: bytearray, taken: bytearray) -> list[Word]:
    """Somebody known at its end was told already; what follows somebody known may be the rest of their name."""
    while group and (group[0][0] in OPENERS or _is_in(group[0], own)):
        group = group[1:]
    while group and (_is_in(group[-1], own) or _is_in(group[-1], taken)):
        group = group[:-1]
    return group


def _capitalised(words: list[Word], text: str) -> Iterator[list[Word]]:
    """Runs of words that begin with a capital, on one line each."""
    group: list[Word] = []
    for word in words:
        broken = bool(group) and "\n" in text[group[-1][2] : word[1]]
        if not word[0][0].isupper() or broken:
            yield group
            group = []
        if word[0][0].isupper():
            group.append(word)
    yield group


def _shifted(match: re.Match[str], run: re.Match[str]) -> tuple[int, int]:
    return run.start() + match.start(), run.start() + match.end()


def _is_in(word: Word, marks: bytearray) -> bool:
    return any(marks[word[1] : word[2]])


def _form_of_name(words: str) -> str:
    return re.sub(r"'s$", "", "".join(re.findall(r"[^\W_]+|'s$", as_compared(words))))


def _email_form(written: str) -> str:
    plain = re.sub(AT, "@", as_compared(written))
    return re.sub(r"\s?[(\[{]dot[)\]}]\s?", ".", plain)


def _words_in(text: str) -> Iterator[str]:
    """The words by which a name in `text` may be known: as they stand, and with what parts them taken away."""
    compared = as_compared(text)
    yield from re.findall(r"[^\W_]+", compared)
    yield from re.findall(r"[^\W_]+", re.sub(r"['.·]|-\s?", "", compared))
