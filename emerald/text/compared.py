"""Text as it is compared: the one notion of when two texts are the same, whoever typed them on whatever keyboard.

Compatible letters are one (NFKD: "ﬁ" is "fi", "①" is "1"). Accents, strokes, ligatures and what cannot be seen are
gone, and so are capitals. Every apostrophe, quotation mark, dash and run of spaces or line breaks is as the plain one.
The database has the same as the function `as_compared` (emerald/accounts/migrations/0007_as_compared.py), on which
columns and indexes stand: whoever changes what is here makes it anew there, and them. A test holds the two together for
every letter of Unicode 14, which is what the oldest PostgreSQL that is taken knows.

Each letter is compared by itself, whatever stands around it: that is why a place in the compared text has a place in
the text as it was typed (`Compared`).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from django.db import models

# What looks like an apostrophe, and what people type instead of one.
APOSTROPHES: Final = "'`´ʹʻʼʽʾʿˈˊˋ΄՚׳ߴߵ᾽᾿‘’‚‛′‵Ꞌꞌ"
QUOTATION_MARKS: Final = '"“”„‟«»‹›〝〞〟״'
DASHES: Final = "-֊־᐀᠆‐‒–—―⁃−⸗⸚⸺⸻⹀⹝〜〰゠𐺭"
# Letters that do not come apart into a letter and its accent, as small ones.
STROKES: Final = "łđøðıħŧĸƀɓƃƈɗƌəɛǝƒǥɠɣɨƙƚɫɬƛɲƞɵɔƥʠɍɽʂƭʈʉɯʋɏƴƶȥȝⱥɇɉⱨⱪⱬꝁꞓ"
WITHOUT: Final = "ldodihtkbbbcddeeefgggikllllnnoopqrrsttuuvyyzzyaejhkzkc"
# Written one way on an Arabic keyboard, another on an Urdu or Persian one.
KEYBOARDS: Final = ("کیىہھەة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "كييهههه01234567890123456789")
ALIKE: Final = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(QUOTATION_MARKS, '"'),
    **dict.fromkeys(DASHES, "-"),
    **dict(zip(STROKES, WITHOUT, strict=True)),
    **dict(zip(*KEYBOARDS, strict=True)),
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŋ": "ng",
    "⁄": "/",
}
# Beside those that Unicode calls format characters: fillers and selectors, and what lengthens an Arabic word.
UNSEEN: Final = "\u034f\u0640\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800"
SELECTORS: Final = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
LAST_KEPT: Final = 0xFFFF  # letters beyond are looked at anew each time, so that no text fills the memory


class _Letters(dict[int, str]):
    """{point: what its letter is compared as}, each worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        compared = _letter(chr(point))
        if point <= LAST_KEPT:
            self[point] = compared
        return compared


def _letter(letter: str) -> str:
    if letter in APOSTROPHES:  # some come apart into a space and an accent
        return "'"
    parts = (part for part in unicodedata.normalize("NFKD", letter) if not _is_unseen(part))
    return "".join(" " if part.isspace() else "".join(ALIKE.get(one, one) for one in part.casefold()) for part in parts)


def _is_unseen(part: str) -> bool:
    """What stands on another letter, controls, and what takes no place at all."""
    if part.isspace():
        return False
    point = ord(part)
    return (
        bool(unicodedata.combining(part))
        or part in UNSEEN
        or unicodedata.category(part) in ("Cc", "Cf")
        or any(first <= point <= last for first, last in SELECTORS)
    )


_LETTERS: Final = _Letters()


def as_compared(text: str) -> str:
    """`text` as it is compared: equal for two texts that are the same. Compared once more it stays as it is."""
    return " ".join(text.translate(_LETTERS).split())


@models.CharField.register_lookup
class InOrder(models.Transform):
    """That by which a list is ordered by names, or by words: where people look for them. Élodie stands at E, ap Rhys at
    A, O'Brien between Obi and Ocean, whatever the collation of the database is: `order_by("name__in_order")`."""

    template = "(translate(as_compared(%(expressions)s), '-''', ' ') COLLATE \"C\")"
    lookup_name = "in_order"
    output_field = models.TextField()


def in_order(text: str) -> str:
    """As `InOrder`, for what is ordered in Python."""
    return as_compared(text).replace("'", "").replace("-", " ")


@models.CharField.register_lookup
class Joined(models.Transform):
    """A name without what parts it: O'Brien and O Brien, Mary-Ann and Maryann."""

    template = "translate(as_compared(%(expressions)s), ' .''-', '')"
    lookup_name = "joined"
    output_field = models.TextField()


def joined(name: str) -> str:
    """As `Joined`, in Python."""
    return as_compared(name).translate(dict.fromkeys(map(ord, " .'-")))


class Compared:
    """A text beside what it is compared as, for whoever has to find something in it and touch what was typed.

    Places are (start, end) in the text as it was typed. A place includes what cannot be seen and the accents that
    follow its letters, and the whole of a letter of which it has a part ("ß" for "s").
    """

    def __init__(self, typed: str) -> None:
        self.typed = typed
        letters: list[str] = []
        starts: list[int] = []
        for place, letter in enumerate(typed):
            for one in _LETTERS[ord(letter)]:
                if one != " " or (letters and letters[-1] != " "):
                    letters.append(one)
                    starts.append(place)
        if letters and letters[-1] == " ":
            letters.pop()
            starts.pop()
        self.text: Final = "".join(letters)  # as `as_compared` has it
        self._starts = starts

    def spans(self, needle: str, *, whole: bool = True) -> Iterator[tuple[int, int]]:
        """Every place where `needle` (as it was typed anywhere) stands: as a whole word or words, so that "Ann" is not
        in "Annual" and is in "Ann's"; with `whole=False` anywhere."""
        if not (sought := re.escape(as_compared(needle))):
            return iter(())
        return self.found(re.compile(rf"(?<!\w){sought}(?!\w)" if whole else sought))

    def found(self, pattern: "re.Pattern[str]") -> Iterator[tuple[int, int]]:
        """Every place where `pattern`, of compared text, is found."""
        return (self.place(*match.span()) for match in pattern.finditer(self.text) if match[0])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the typed text the compared text from `start` to `end` stands."""
        first, last = self._starts[start], self._starts[end - 1]
        return first, self._after(last)

    def _after(self, place: int) -> int:
        """The first letter after `place` that is seen, or the end."""
        at = bisect_left(self._seen, place + 1)
        return self._seen[at] if at < len(self._seen) else len(self.typed)

    @cached_property
    def _seen(self) -> list[int]:
        return [place for place, letter in enumerate(self.typed) if _LETTERS[ord(letter)]]
