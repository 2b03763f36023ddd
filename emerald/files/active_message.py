"""What a saved e-mail must not hold: whatever would not be taken by itself, and what runs in its own text.

What is attached is judged as if somebody had added it by itself. Besides, harmless things go with nearly every mail
and are let through: the pictures of a signature, plain text, an invitation, a card, a certificate.
"""

import io
import re
import time
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO

from emerald.files.kinds import HEAD, MAIL, PICTURES, Format
from emerald.files.messages import Attached, Message, Tangled, read_mail, read_outlook
from emerald.files.told_by_content import by_its_beginning
from emerald.guards import Refused

MOST_DEEP = 4  # e-mails within e-mails
MOST_ATTACHED = 100
SECONDS = 30
PRINT_IT = "Open it in the mail program, print it to a PDF and add that."
SAVE_EACH = "Save the attachments you need and add each one by itself; print the e-mail to a PDF and add that."
DAMAGED = "“{}” is damaged, or no e-mail. Save it from the mail program again and add that."
LOCKED = f"“{{}}” is encrypted, so it cannot be checked. {PRINT_IT}"
TANGLED = f"“{{}}” is too tangled to be checked: it is very large, or holds very many things. {SAVE_EACH}"
RUNS = f"“{{}}” has a program in its text (a script, or another page inside it). {PRINT_IT}"
HOLDS = f"“{{}}” cannot be added because of what is attached to it. {{}} {SAVE_EACH}"
ELSEWHERE = "“{}” lies elsewhere, or is no file that can be checked."
PROTECTED = "“{}” holds words that only its reader’s own mail program unlocks."
WRAPPED = "“{}” holds other attachments in a form only Outlook reads."
TOO_DEEP = "“{}” is an e-mail within an e-mail within others."
ACTIVE = re.compile(
    r"<\s*(script|iframe|frameset|object|embed|applet)\b"
    r"|(href|src|action)\s{0,99}=\s{0,99}(?:[\"']\s{0,99})?(javascript|vbscript|data:text)",
    re.IGNORECASE,
)
FILE_IN_TEXT = re.compile(r"^begin [0-7]{3,4} \S.*\r?\n[!-`]{2,}", re.MULTILINE)
LETTER_ENDINGS = {".txt", ".ics", ".vcf", ".csv", ".log", ".asc", ""}
NO_PLAIN_TEXT = re.compile(rb"<\s*(script|html|svg|!doctype|\?xml|iframe)|^#!|^MZ", re.IGNORECASE)
ACTIVE_BYTES = re.compile(rb"<\s*(script|iframe|object|embed|applet)", re.IGNORECASE)
OTHER_PICTURES = (b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
Judge = Callable[..., Any]


def check_message(stream: BinaryIO, name: str, found: Format, judge: Judge, depth: int = 0) -> None:
    """Raises Refused. `judge(stream, name, size, depth)` looks at what is attached, and raises it too."""
    try:
        message = read_mail(stream) if found == MAIL else read_outlook(stream)
    except Tangled:
        raise Refused(TANGLED.format(name)) from None
    except Exception:  # noqa: BLE001  a reader may fail in any way on bytes somebody made up
        raise Refused(DAMAGED.format(name)) from None
    _look_at(message, name, judge, depth, time.monotonic() + SECONDS)


def _look_at(message: Message, name: str, judge: Judge, depth: int, until: float) -> None:
    if message.is_locked:
        raise Refused(LOCKED.format(name))
    if any(map(ACTIVE.search, message.html)):
        raise Refused(RUNS.format(name))
    if any(map(FILE_IN_TEXT.search, message.texts)):
        raise Refused(HOLDS.format(name, ELSEWHERE.format("A file in its text")))
    if len(message.attached) > MOST_ATTACHED:
        raise Refused(TANGLED.format(name))
    for one in message.attached:
        if time.monotonic() > until:
            raise Refused(TANGLED.format(name))
        try:
            _look_at_attached(one, judge, depth, until)
        except Refused as refusal:
            if depth:
                raise  # what is wrong is said once, and by the outermost what to do
            raise Refused(HOLDS.format(name, refusal)) from None


def _look_at_attached(one: Attached, judge: Judge, depth: int, until: float) -> None:
    if depth >= MOST_DEEP:
        raise Refused(TOO_DEEP.format(one.name))
    if one.message is not None:
        _look_at(one.message, one.name, judge, depth + 1, until)
    elif one.content is None:
        raise Refused(ELSEWHERE.format(one.name))
    elif one.content and not is_harmless(one.name, one.content):
        if one.name.lower().endswith((".rpmsg", ".p7m")):
            raise Refused(PROTECTED.format(one.name))
        if one.content.startswith(b"\x78\x9f\x3e\x22"):
            raise Refused(WRAPPED.format(one.name))
        judge(io.BytesIO(one.content), one.name, len(one.content), depth + 1)


def is_harmless(name: str, content: bytes) -> bool:
    """Whether it goes with many a mail, and does nothing: a picture (called as it may), plain text, a certificate."""
    head, ending = content[:HEAD], PurePath(name).suffix.lower()
    if head.startswith(OTHER_PICTURES) or by_its_beginning(head, name) in PICTURES:
        return True
    if ending == ".p7s":
        return head[:1] == b"0"
    if content.startswith((b"BEGIN:VCALENDAR", b"BEGIN:VCARD")):  # Outlook puts a page into them
        return b"\0" not in content and not ACTIVE_BYTES.search(content)
    is_text = ending in LETTER_ENDINGS and b"\0" not in content and not NO_PLAIN_TEXT.search(content)
    return is_text and by_its_beginning(head, name) in (None, MAIL)
