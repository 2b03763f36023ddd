"""What nobody should type into a form, and ways in which nobody should send one."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from urllib.parse import quote_plus, urlencode

from django.utils import timezone

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=edge"
# Each stands in every kind of box in turn. They differ from one another wherever one is put, so that each is found
# again on the page that comes back.
TYPED = (
    "<script>alert(document.cookie)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><b>bold</b>",
    "{{ 7*'7' }}",
    "{% include 'settings.py' %}",
    "${7*7}#{7*7}",
    "%(limit_value)s %s %d %%",
    "{0.__class__} {version}",
    "'; DROP TABLE cases_case; --",
    "1' OR '1'='1",
    "%' ESCAPE '!",
    "\\x27\\u0000\\",
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "9" * 10,
    "9" * 20,
    str(2**63),
    "-" + "9" * 19,
    "1" * 5000,
    "1e400",
    "NaN",
    "0x1F",
    "٤٢",
    "１２３",
    "²",
    "31",
    "-1",
    "0",
    "2026-02-30",
    "99:99",
    "1:30am",
    "before\x00after",
    "a lone \ud800 half",
    "مريم ‏الزهراني",
    "\u202egnol si siht",
    "👩‍👧 brave 💚",
    "Z\u0351\u036b\u0343algo\u0300\u0301\u0302",
    "\u200b\ufeff\u00ad",
    "line\r\nbreak\n\tand tab",
    "../../etc/passwd",
    "None",
    "[object Object]",
)
MEGABYTE = "long " * 210_000
UNKNOWN = ("nobody-offers-this", "9" * 30, "-1", "\x00", "<b>", "1' OR '1'='1")
DATES = (
    ("31", "12", "9999"),
    ("31", "12", "2199"),
    ("1", "1", "1900"),
    ("9" * 12, "3", "2026"),
    ("3", "9" * 12, "2026"),
    ("29", "2", "2025"),
    ("1" * 5000, "1" * 5000, "9" * 10),
    ("٣", "٣", "0001"),
)
WRONG_WAYS = 12  # that `wrong_ways` knows
PARTS_OF_A_DATE = ("_day", "_month", "_year")


@dataclass(frozen=True)
class Round:
    """One way of filling in a whole form. `number` turns everything a step further."""

    number: int
    stale: bool = False  # as a page that was opened before a colleague changed the record
    alone: bool = False  # one box is overfilled, and the others are left as they were

    def fill(self, form):
        """[(name, text)] for every question of `form` (a QuestionReader)."""
        texts = islice(cycle(TYPED), self.number * 11, None)
        sent = dict(form.fields)
        if self.alone:
            return self._hidden(sent | dict.fromkeys(form.typed_into[self.number % 5 :: 40][:1], MEGABYTE))
        for name in form.typed_into:
            sent[name] = next(texts)
        for name in form.days:
            sent |= dict(zip((name + part for part in PARTS_OF_A_DATE), self._day(), strict=True))
        for place, (name, offered) in enumerate(form.offered.items()):
            sent[name] = self._choice(offered, place)
        return self._hidden(sent)

    def _day(self):
        turn = self.number % (len(DATES) + 2)
        if turn < len(DATES):
            return DATES[turn]
        day = timezone.localdate() - timedelta(days=turn)
        return str(day.day), str(day.month), str(day.year)

    def _choice(self, offered, place):
        """Mostly what may be chosen, so that what hangs on it is asked; else what nobody offers, or all at once."""
        turn = self.number % 4
        if turn == 0 or not offered:
            return UNKNOWN[(self.number + place) % len(UNKNOWN)]
        return offered[(self.number // 2 + place) % len(offered)] if turn < 3 else [*offered, offered[0], UNKNOWN[0]]

    def _hidden(self, sent):
        if self.stale and sent.get("version", "").isdecimal():
            sent["version"] = str(int(sent["version"]) - 1)
        if self.number % 5 == 4:  # what the page wrote itself
            sent |= {name: TYPED[self.number] for name in ("once", "draft", "as_shown", "looked") if name in sent}
        return [(name, text) for name, texts in sent.items() for text in ([texts] if isinstance(texts, str) else texts)]


def body_of(pairs):
    """As a browser writes a form, and as none does where a text is no text (half a character)."""
    return urlencode([(name, text.encode("utf-8", "surrogatepass")) for name, text in pairs]).encode()


def in_parts(pairs):
    """The same as a form with files is sent, with a file of a strange name for nobody's question."""
    edge = b"--edge\r\nContent-Disposition: form-data; name="
    fields = [
        edge + b'"%s"\r\n\r\n%s\r\n' % (name.encode(), text.encode("utf-8", "surrogatepass")) for name, text in pairs
    ]
    file = edge + b'"files"; filename="../\x00 \xed\xa0\x80.exe"\r\nContent-Type: \x01/x\r\n\r\nMZ\x00\r\n--edge--\r\n'
    return b"".join(fields) + file


def wrong_ways(pairs):
    """(content type, body): ways of sending the same that no form of ours is sent in."""
    body = body_of(pairs)
    raw = "&".join(f"{name}={text}" for name, text in pairs).encode("utf-16", "surrogatepass")
    yield f"{FORM}; charset=utf-16", raw
    yield f"{FORM}; charset=utf-16", quote_plus(raw).encode()
    yield f"{FORM}; charset=no-such-thing", body
    yield "application/json", b'{"version": 1e400, "name": ["\\ud800", {"$ne": null}]}'
    yield "text/plain", body
    yield "", body
    yield "multipart/form-data", in_parts(pairs)
    yield "multipart/form-data; boundary=", in_parts(pairs)
    yield PARTS, in_parts(pairs)[:-9]
    yield f"{PARTS}; charset=utf-16", in_parts(pairs)
    yield FORM, body + b"&a[]=1&a[b][c]=2&" + b"&".join(b"again=%d" % one for one in range(1200))
    yield FORM, b"%&=&&=%00&;%zz=%ff&" + body
