"""Which files are taken, and how each is told by what is in it. Whatever is not named here is refused.

puremagic knows the marks of hundreds of formats and names every one that could be meant; what is taken is then asked
once more by somebody who reads the format (`checks`).
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

import puremagic

from emerald.guards import Refused

TAKEN = "PDF, Word (.docx), pictures (JPEG, PNG, HEIC, WebP) and sound (MP3, M4A, WAV, OGG)"
HEAD = 4096  # bytes; every mark that is looked for stands in them
MP3_FRAME = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xef]")
BRANDS_OF_HEIC = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Format:
    """`words` say what it is in a sentence; the first of `endings` is the one given to a file without any. `ninth` is
    what stands from the ninth byte on, where several formats share their beginning."""

    key: str
    words: str
    content_type: str
    endings: tuple[str, ...]
    marks: tuple[str, ...] = ()
    ninth: bytes = b""

    def fits(self, head: bytes, marks: set[str]) -> bool:
        return bool(marks.intersection(self.marks)) and head[8:].startswith(self.ninth)


PDF = Format("pdf", "a PDF", "application/pdf", (".pdf",), (".pdf",))
WORD = Format(
    "word",
    "a Word document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx",),
    (".docx",),
)
JPEG = Format("jpeg", "a JPEG picture", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), (".jpg",))
PNG = Format("png", "a PNG picture", "image/png", (".png",), (".png",))
WEBP = Format("webp", "a WebP picture", "image/webp", (".webp",), (".webp",), b"WEBP")
HEIC = Format("heic", "a HEIC picture", "image/heic", (".heic", ".heif"))
MP3 = Format("mp3", "an MP3 recording", "audio/mpeg", (".mp3",), (".mp3", ".mpga"))
M4A = Format("m4a", "an M4A recording", "audio/mp4", (".m4a",), (".m4a",))
WAV = Format("wav", "a WAV recording", "audio/wav", (".wav",), (".wav",), b"WAVE")
OGG = Format("ogg", "an OGG recording", "audio/ogg", (".ogg", ".oga", ".opus"), (".ogg",))
FORMATS = (PDF, WORD, PNG, WEBP, WAV, OGG, JPEG, M4A, MP3)
PICTURES = (JPEG, PNG, WEBP, HEIC)
BY_CONTENT_TYPE = {each.content_type: each for each in (*FORMATS, HEIC)}
# What people bring and cannot be taken, with what they can do instead.
INSTEAD = {
    ".svg": "SVG pictures can carry programs. Save it as PNG or PDF and add that",
    ".doc": "Word documents of the old kind (.doc), and documents locked with a password, cannot be checked. "
    "Save it as .docx without a password and add that",
    ".html": "Web pages can carry programs. Print it to a PDF and add that",
    ".mp4": "Films are not taken. Ask your manager where the team keeps them",
    ".exe": "Programs are never taken",
    ".zip": "Files packed together cannot be checked. Unpack them and add each one",
}
# Kinds that look alike from inside or have no mark of their own, by the ending of their names.
MACROS = "Documents with macros carry programs. Save it as .docx and add that"
OTHER_TEXT = "Save it as .docx or PDF and add that"
SHEETS = "A spreadsheet can carry programs. Save what matters of it as a PDF and add that"
TALKS = "A talk can carry programs. Save it as a PDF and add that"
BY_ENDING = {
    ".docm": MACROS,
    ".dotm": MACROS,
    ".dotx": "A template is no document. Save it as .docx and add that",
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".ods", ".csv"), SHEETS),
    **dict.fromkeys((".pptx", ".pptm", ".ppt", ".ppsx", ".odp"), TALKS),
    **dict.fromkeys((".odt", ".rtf", ".pages"), OTHER_TEXT),
    **dict.fromkeys((".zip", ".7z", ".rar"), INSTEAD[".zip"]),
    **dict.fromkeys((".eml", ".msg"), "A mail can carry other files. Print it to a PDF and add that"),
}


def format_of(head: bytes, name: str) -> Format:
    """The Format of a file that begins with `head` and is called `name`; Refused with the sentence when none fits."""
    marks = _marks(head)
    if head[4:8] == b"ftyp" and head[8:12] in BRANDS_OF_HEIC:
        found: Format | None = HEIC
    else:
        found = next((one for one in FORMATS if one.fits(head, marks)), None) or _by_other_marks(head, name)
    ending = PurePath(name).suffix.lower()
    if found is None or (found == WORD and ending in BY_ENDING):
        raise Refused(f"“{name}” cannot be added. {BY_ENDING.get(ending) or _instead(marks)}.")
    if ending and ending not in found.endings:
        raise Refused(
            f"“{name}” is not what its name says: it is {found.words}. If you expected that, give it a name "
            f"that ends in {found.endings[0]} and add it again."
        )
    return found


def _marks(head: bytes) -> set[str]:
    try:
        return {match.extension for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _by_other_marks(head: bytes, name: str) -> Format | None:
    """Recorders leave out the mark of their own: MPEG frames without a title, sound in a film's container."""
    if MP3_FRAME.match(head):
        return MP3
    if head[4:8] == b"ftyp" and name.lower().endswith(".m4a"):
        return M4A
    return None


def _instead(marks: set[str]) -> str:
    known = next((sentence for mark, sentence in INSTEAD.items() if mark in marks), None)
    return known or f"Only {TAKEN} are taken"
