"""The words of a saved e-mail, and of all that is attached to it."""

import io
import re
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from emerald.files.active_message import is_harmless
from emerald.files.kinds import MAIL, PICTURES, Format
from emerald.files.messages import Attached, Message, read_mail, read_outlook
from emerald.files.office_parts import TooLong
from emerald.files.told_by_content import by_its_beginning, format_of
from emerald.guards import Refused

Texts = list[tuple[str, str]]
RICH = "Its text is kept in a way that cannot be read here (rich text): open the file itself."
UNREAD = {"style", "script", "title", "head"}
BLOCKS = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote"}
SHOWN = {"alt", "title", "href"}


def read_message(stream: BinaryIO, found: Format, until: float, texts_of: Callable[..., Texts]) -> Texts:
    """(heading, text) of the message and of each thing attached. `texts_of(stream, format, until)` reads those."""
    return list(_of(read_mail(stream) if found == MAIL else read_outlook(stream), until, texts_of))


def _of(message: Message, until: float, texts_of: Callable[..., Texts]) -> Iterator[tuple[str, str]]:
    if time.monotonic() > until:
        raise TooLong
    yield "E-mail", "\n".join(f"{name}: {text}" for name, text in message.lines)
    yield "Text", "\n".join([*message.texts, *([RICH] if message.has_unread_text else [])])
    yield "The same or more, as a page", "\n".join(_plain(html) for html in message.html)
    for one in message.attached:
        yield "Attached", one.name
        yield from ((f"Attached: {heading}", text) for heading, text in _of_attached(one, until, texts_of))


def _of_attached(one: Attached, until: float, texts_of: Callable[..., Texts]) -> Iterator[tuple[str, str]]:
    if one.message is not None:
        yield from _of(one.message, until, texts_of)
    elif one.content:
        try:
            yield from _of_file(one.name, one.content, until, texts_of)
        except Refused as refusal:
            yield "Left out", str(refusal)


def _of_file(name: str, content: bytes, until: float, texts_of: Callable[..., Texts]) -> Texts:
    if is_harmless(name, content):
        if content.startswith((b"GIF8", b"II*\0", b"MM\0*")) or by_its_beginning(content[:4096], name) in PICTURES:
            raise Refused("It is a picture, and what is on it cannot be read here.")
        return [("Text", content.decode("utf-8", "replace"))] if not name.lower().endswith(".p7s") else []
    stream = io.BytesIO(content)
    return texts_of(stream, format_of(stream, name), until)


class _Words(HTMLParser):
    """The words of a page, also those of links and pictures, and of what a style hides."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        self.pieces += ["\n"] if tag in BLOCKS else []
        self.pieces += [f" {value} " for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self.unread = max(self.unread - (tag in UNREAD), 0)

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.pieces.append(data)


def _plain(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    return re.sub(r"[ \t\r]*\n\s*", "\n", re.sub(r"[ \t\u00a0]+", " ", "".join(words.pieces))).strip()
