"""Which files are taken, and how each is told by what is in it. Whatever is not named here is refused.

puremagic knows the marks of hundreds of formats and names every one that could be meant; containers are opened
(`inside`); what is taken is then asked once more by somebody who reads the format (`checks`).
"""

import re
from dataclasses import dataclass

TAKEN = (
    "PDF, Word (.docx), Excel (.xlsx), e-mails (.eml, .msg), pictures (JPEG, PNG, HEIC, WebP) and sound (MP3, M4A, "
    "WAV, OGG)"
)
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
    "word", "a Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
)
SHEET = Format(
    "sheet", "a spreadsheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",)
)
MAIL = Format("mail", "an e-mail", "message/rfc822", (".eml",))
OUTLOOK = Format("outlook", "an e-mail of Outlook’s", "application/vnd.ms-outlook", (".msg",))
JPEG = Format("jpeg", "a JPEG picture", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), (".jpg",))
PNG = Format("png", "a PNG picture", "image/png", (".png",), (".png",))
WEBP = Format("webp", "a WebP picture", "image/webp", (".webp",), (".webp",), b"WEBP")
HEIC = Format("heic", "a HEIC picture", "image/heic", (".heic", ".heif"))
MP3 = Format("mp3", "an MP3 recording", "audio/mpeg", (".mp3",), (".mp3", ".mpga"))
M4A = Format("m4a", "an M4A recording", "audio/mp4", (".m4a",), (".m4a",))
WAV = Format("wav", "a WAV recording", "audio/wav", (".wav",), (".wav",), b"WAVE")
OGG = Format("ogg", "an OGG recording", "audio/ogg", (".ogg", ".oga", ".opus"), (".ogg",))
FORMATS = (PDF, WORD, SHEET, MAIL, OUTLOOK, PNG, WEBP, WAV, OGG, JPEG, M4A, MP3)
PICTURES = (JPEG, PNG, WEBP, HEIC)
BY_CONTENT_TYPE = {each.content_type: each for each in (*FORMATS, HEIC)}
