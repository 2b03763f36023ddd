"""Files as people bring them, made here byte by byte, and what they become."""

import io
import wave
import zipfile
from uuid import uuid4

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Document
from emerald.accounts.permissions import Right
from emerald.files.models import Upload

pillow_heif.register_heif_opener(thumbnails=False)  # as Emerald does once a picture comes
PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n"
    b"trailer\n<</Size 3 /Root 1 0 R>>\nstartxref\n106\n%%EOF\n"
)
OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(50)
MP3 = b"\xff\xfb\x90\x64" + bytes(413)
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + bytes(100)
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(8) + b"hdlr" + bytes(8) + b"vide" + bytes(50)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EMPTY_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
CONTENT_TYPES = "[Content_Types].xml"


def pdf(words="A letter."):
    """A PDF unlike any other with other words."""
    return PDF + f"%{words}\n".encode()


def picture(form="JPEG", size=(40, 30), colour="red", **more):
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, form, **more)
    return made.getvalue()


def picture_with_place():
    """A photograph that tells where and with what it was taken, lying on its side."""
    told = Image.Exif()
    told[0x010F] = "Tellingphone"
    told[0x0112] = 6
    told.get_ifd(0x8825).update({1: "N", 2: (50.0, 15.0, 0.0), 3: "W", 4: (5.0, 3.0, 0.0)})
    return picture(exif=told, comment=b"Harbour Street", xmp=b"<x:xmpmeta>Harbour Street</x:xmpmeta>")


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def word(**parts):
    return packed({CONTENT_TYPES: "<Types/>", "word/document.xml": EMPTY_WORD, **parts})


def bomb():
    """Two hundred megabytes of nothing, packed into a Word document of a few kilobytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr(CONTENT_TYPES, "<Types/>")
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(bytes(1024 * 1024))
    return made.getvalue()


def wav():
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(1600))
    return made.getvalue()


def sent(name="Letter.pdf", content=None):
    """A file as it arrives with a form."""
    content = pdf(name) if content is None else content
    return SimpleUploadedFile(name, content)


def make_upload(user, name="Letter.pdf", content=None, writing=None):
    content = picture("PNG") if content is None and name.endswith(".png") else content
    return Upload.store(user, writing or uuid4(), sent(name, content))


def make_document(case, *, by, name="Letter.pdf", content=None, kind="letter", needs=Right.READ_CHILD, **more):
    upload = make_upload(by, name, content)
    return Document.add(case, by=by, files=[upload], kind=kind, needs=needs, **more)[0]
