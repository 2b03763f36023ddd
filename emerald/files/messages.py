"""An e-mail as it was saved, read: who wrote to whom, the words, what is attached. `.eml` by Python's own `email`,
`.msg` of Outlook's by python-oxmsg.

Reading changes nothing and opens nothing that is attached. What a message must not hold is `active_message`'s.
"""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import Message as Part
from email.parser import BytesParser
from typing import Any, BinaryIO

from emerald.lazy import lazy

oxmsg = lazy("oxmsg")
oxmsg_properties = lazy("oxmsg.properties")
LONGEST_LINE = 20_000  # signs of one line at the top of a message: some hundreds of recipients
MOST_LINES, MOST_LAYERS = 1_000_000, 40  # beyond these a parser takes minutes
LOCKED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
TOP = ("From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
# Of a message within a .msg, its own properties begin earlier than those of the outer one (MS-OXMSG 2.4.1).
OF_ONE_WITHIN = 24
MESSAGE_INSIDE, METHOD, SHORT_NAME = "__substg1.0_3701000D", 0x3705, 0x3704
BY_LINK, WITHIN, BY_VALUE = {2, 3, 4, 7}, 5, 1
RICH_TEXT = 0x1009


class Tangled(Exception):
    """It is made so that reading it would take very long."""


@dataclass
class Attached:
    """`content` None: what is attached lies elsewhere, or is no file."""

    name: str
    content: bytes | None = None
    message: "Message | None" = None


@dataclass
class Message:
    """`lines`: (name, text) of what stands at its top. `html` is shown to nobody as it is."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    is_locked: bool = False
    has_unread_text: bool = False


def read_mail(stream: BinaryIO) -> Message:
    """The e-mail in `stream`. Raises Tangled, or whatever a parser raises on bytes somebody made up."""
    stream.seek(0)
    content = stream.read().lstrip(b"\xef\xbb\xbf\r\n ")
    layers = len(re.findall(rb"boundary\*?\d*\*?\s*=|message/rfc822", content, re.IGNORECASE))
    if content.count(b"\n") + content.count(b"\r") > MOST_LINES * 2 or layers > MOST_LAYERS:
        raise Tangled
    return _of_part(BytesParser().parsebytes(content))


def _of_part(whole: Part) -> Message:
    message = Message([(name, text) for name in TOP for text in _lines(whole, name)])
    for part in _parts_of(whole):
        kind, name = part.get_content_type(), _decoded(part.get_filename() or "")
        if kind in LOCKED:
            message.is_locked = True
        elif kind == "message/rfc822":
            inner: Any = part.get_payload()
            message.attached += [Attached(name or "message.eml", message=_of_part(one)) for one in inner]
        elif part.get_content_maintype() == "multipart":
            # It says that it has parts, and where they begin nobody can tell: another program may find them.
            message.attached += [Attached(name or "part", content=None)] if str(part.get_payload()).strip() else []
        elif kind in {"text/plain", "text/html"} and not name and part.get_content_disposition() != "attachment":
            (message.html if kind == "text/html" else message.texts).append(_text_of(part))
        else:
            message.attached.append(Attached(name or _name_for(kind), _bytes_of(part)))
    return message


def _parts_of(whole: Part) -> Iterator[Part]:
    """Every part that holds something itself. What is within a message within is that one's."""
    if whole.get_content_type() in LOCKED or whole.get_content_maintype() != "multipart":
        yield whole
    elif whole.is_multipart():
        parts: Any = whole.get_payload()
        for part in parts:
            yield from _parts_of(part)
    else:
        yield whole


def _lines(part: Part, name: str) -> Iterator[str]:
    for raw in part.get_all(name, []):
        if len(str(raw)) > LONGEST_LINE:
            raise Tangled
        yield _decoded(str(raw))


def _decoded(raw: str) -> str:
    """A line as people read it: `=?utf-8?q?Zo=C3=AB?=` is Zoë."""
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (LookupError, ValueError):
        return " ".join(raw.split())


def _name_for(kind: str) -> str:
    """Of something attached without a name; one of no kind is told by its content alone."""
    if kind.partition("/")[0] in {"text", "message"} and kind != "text/html":
        return "part.txt"
    return "part" if kind == "application/octet-stream" else f"part{mimetypes.guess_extension(kind) or ''}"


def _bytes_of(part: Part) -> bytes:
    if part.is_multipart():  # a report of a mail server's, which is made like messages
        parts: Any = part.get_payload()
        return b"\n".join(one.as_bytes() for one in parts)
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else str(part.get_payload()).encode("utf-8", "replace")


def _text_of(part: Part) -> str:
    try:
        return _bytes_of(part).decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return _bytes_of(part).decode("cp1252", "replace")


def read_outlook(stream: BinaryIO) -> Message:
    """The message of Outlook's in `stream`. Raises whatever a reader raises on bytes somebody made up."""
    stream.seek(0)
    return _of_outlook(oxmsg.Message.load(stream.read()))


def _of_outlook(whole: Any) -> Message:
    said = [("From", whole.sender), ("Date", whole.sent_date), ("Subject", whole.subject)]
    said += [("To", f"{one.name} {one.email_address}".strip()) for one in whole.recipients]
    message = Message([(name, " ".join(str(text).split())) for name, text in said if text])
    message.texts = [whole.body] if whole.body else []
    message.html = [whole.html_body] if whole.html_body else []
    rich = whole.properties.binary_prop_value(RICH_TEXT)
    message.has_unread_text = bool(rich) and not message.texts and not message.html
    message.is_locked = "smime" in whole.message_class.lower() and "multipartsigned" not in whole.message_class.lower()
    message.attached = [_attached(one) for one in whole.attachments]
    return message


def _attached(one: Any) -> Attached:
    name = one.file_name or one.properties.str_prop_value(SHORT_NAME) or "attachment"
    how = one.properties.int_prop_value(METHOD)
    if how == WITHIN:
        return Attached(name, message=_message_within(one))
    return Attached(name, None if how in BY_LINK or how != BY_VALUE else one.file_bytes or b"")


def _message_within(one: Any) -> Message | None:
    within = next((storage for storage in one._storage.storages if storage.name == MESSAGE_INSIDE), None)
    if within is None:
        return None
    message = oxmsg.Message(within)
    message.__dict__["_properties"] = oxmsg_properties.Properties(within, properties_header_offset=OF_ONE_WITHIN)
    return _of_outlook(message)
