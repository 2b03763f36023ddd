"""Spreadsheets and e-mails as police and schools send them, and as somebody who means harm does. Made here."""

import io
from email.message import EmailMessage

import openpyxl
from openpyxl.comments import Comment

from tests.factories import files as made
from tests.factories import outlook
from tests.files.active_samples import JS, book, kinds, rels

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOOK_RELS = "xl/_rels/workbook.xml.rels"


def workbook(rows=(("When", "What"), ("3 May", "Missing"))):
    """A spreadsheet as Excel's own format has it, with a comment and a hidden sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active["A1"].comment = Comment("Ask again", "Sam")
    aside = book.create_sheet("Aside")
    aside.sheet_state, aside["B2"] = "hidden", "Not for all"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheet(**parts):
    return made.packed({made.CONTENT_TYPES: "<Types/>", "xl/workbook.xml": f"<workbook {X}/>", **parts})


def formula(words):
    cell = f"<sheetData><row><c><f>{words}</f></c></row></sheetData>"
    return sheet(**{"xl/worksheets/sheet1.xml": f"<worksheet {X}>{cell}</worksheet>"})


def eml(text="Hello", html=None, attached=(), **lines):
    """`attached`: (name, content) of files, or (name, EmailMessage)."""
    message = EmailMessage()
    lines = {"From": "Sam Ode <sam@police.example>", "To": "duty@council.example", "Subject": "Minutes"} | lines
    for name, line in lines.items():
        message[name.replace("_", "-")] = line
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        if isinstance(content, EmailMessage):
            message.add_attachment(content)
        else:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def deep(levels, content):
    inner = eml(attached=[("x", content)])
    for _ in range(levels):
        inner = eml(attached=[("inner.eml", inner)])
    return inner


def msg_in_msg(content):
    return outlook.msg(attached=[("in.msg", outlook.message_tree(within=True, attached=[("a", content)]))])


MIME = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: "
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00" + bytes(200)
GIF = b"GIF89a\x01\x00\x01\x00" + bytes(30)
INVITED = b"BEGIN:VCALENDAR\r\nX-ALT-DESC;FMTTYPE=text/html:<html><p>Hi</p></html>\r\nEND:VCALENDAR\r\n"
SCRIPTED = book(f"/OpenAction {JS}")
LOCKED_OFFICE = outlook.container({"EncryptedPackage": bytes(600), "EncryptionInfo": bytes(80)})
GOOD_HTML = '<html><body style="x"><img src="https://a.example/logo.png"><p>Hi</p></body></html>'
FINE = {
    "a spreadsheet": ("Log.xlsx", workbook()),
    "a spreadsheet without a name’s ending": ("Log", workbook()),
    "its right kind": ("Log.xlsx", sheet(**{"[Content_Types].xml": kinds(MAIN)})),
    "formulas that reckon": ("Log.xlsx", formula('SUM(A1:A3)&amp;"WEBSERVICE(1)"')),
    "a link to click": ("Log.xlsx", sheet(**{BOOK_RELS: rels(("hyperlink", "https://school.example", "External"))})),
    "an e-mail": ("Mail.eml", eml().as_bytes()),
    "an e-mail with a logo that is fetched": ("Mail.eml", eml(html=GOOD_HTML).as_bytes()),
    "an e-mail with a PDF": ("Mail.eml", eml(attached=[("A.pdf", made.PDF)]).as_bytes()),
    "an e-mail with a Word document and a sheet": (
        "Mail.eml",
        eml(attached=[("A.docx", made.word()), ("B.xlsx", workbook())]).as_bytes(),
    ),
    "a signature’s picture, an invitation": (
        "Mail.eml",
        eml(attached=[("a.gif", GIF), ("b.ics", INVITED), ("image1.jpg", made.picture("PNG"))]).as_bytes(),
    ),
    "a PDF attached without a name": (
        "Mail.eml",
        MIME
        + b"multipart/mixed; boundary=x\n\n--x\nContent-Type: application/octet-stream\n\n"
        + made.PDF
        + b"\n--x--",
    ),
    "an e-mail in an e-mail": ("Mail.eml", deep(2, made.PDF).as_bytes()),
    "an e-mail after empty lines": ("Mail.eml", b"\xef\xbb\xbf\r\n" + eml().as_bytes()),
    "an e-mail of a strange alphabet": ("Mail.eml", MIME + b"text/plain; charset=nonsense\n\n\xff\xfe"),
    "an e-mail cut off": ("Mail.eml", eml(attached=[("a.gif", GIF)]).as_bytes()[:300]),
    "a report of a mail server": (
        "Mail.eml",
        MIME + b"multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nA: b\n\n--x--\n",
    ),
    "a message of Outlook’s": ("Mail.msg", outlook.msg()),
    "a message of Outlook’s with a PDF": ("Mail.msg", outlook.msg(attached=[("A.pdf", made.PDF)])),
    "a message in a message": ("Mail.msg", msg_in_msg(made.PDF)),
    "a PDF after a mail gateway’s bytes": ("Letter.pdf", b"\r\n\r\n" + book()),
    "a PDF after a printer’s line": ("Letter.pdf", b"\x1b%-12345X@PJL\r\n" + book()),
    "a PDF after a thousand bytes": ("Letter.pdf", b"x" * 1000 + book()),
}
FETCHES, A_PROGRAM, AN_OBJECT = "fetches something from elsewhere", "has a program in it", "another file inside it"
ATTACHED, DAMAGED = "because of what is attached to it", "is damaged, or no"
HOSTILE = {
    "a macro": ("Log.xlsx", sheet(**{"xl/vbaProject.bin": "x"}), A_PROGRAM),
    "an old macro sheet": ("Log.xlsx", sheet(**{"xl/macrosheets/sheet1.xml": "<x/>"}), A_PROGRAM),
    "a macro that starts by its name": (
        "Log.xlsx",
        sheet(**{"xl/workbook.xml": '<w><definedName name="_xlnm.Auto_Open">A!A1</definedName></w>'}),
        A_PROGRAM,
    ),
    "DDE": ("Log.xlsx", formula("cmd|'/C calc'!A0"), A_PROGRAM),
    "a call": ("Log.xlsx", formula("CALL(&quot;Kernel32&quot;)"), A_PROGRAM),
    "a web service": ("Log.xlsx", formula("_xlfn.WEBSERVICE(A1)"), FETCHES),
    "a picture by a formula": ("Log.xlsx", formula("_xlfn.IMAGE(A1)"), FETCHES),
    "another workbook": ("Log.xlsx", sheet(**{BOOK_RELS: rels(("externalLink", "externalLinks/a.xml", ""))}), FETCHES),
    "a DDE link": ("Log.xlsx", sheet(**{"xl/externalLinks/externalLink1.xml": "<e><ddeLink/></e>"}), FETCHES),
    "a query": ("Log.xlsx", sheet(**{BOOK_RELS: rels(("connections", "connections.xml", ""))}), FETCHES),
    "a document inside": ("Log.xlsx", sheet(**{"xl/embeddings/oleObject1.bin": "x"}), AN_OBJECT),
    "a control": ("Log.xlsx", sheet(**{"xl/activeX/activeX1.xml": "<x/>"}), A_PROGRAM),
    "an xlsm renamed": (
        "Log.xlsx",
        sheet(**{"[Content_Types].xml": kinds("application/vnd.ms-excel.sheet.macroEnabled.main+xml")}),
        "It is a spreadsheet with macros",
    ),
    "an xlsb renamed": ("Log.xlsx", made.packed({made.CONTENT_TYPES: "", "xl/workbook.bin": "x"}), "Save it as .xlsx"),
    "a sheet called Word": ("Plan.docx", workbook(), "is not what its name says: it is a spreadsheet"),
    "Word called a sheet": ("Log.xlsx", made.word(), "is not what its name says: it is a Word document"),
    "entities": ("Log.xlsx", sheet(**{"xl/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), DAMAGED),
    "a locked sheet": ("Log.xlsx", LOCKED_OFFICE, "It is locked with a password"),
    "a locked document": ("Plan.docx", LOCKED_OFFICE, "It is locked with a password"),
    "half a sheet": ("Log.xlsx", workbook()[:700], DAMAGED),
    "an old sheet": ("Log.xls", outlook.container({"Workbook": bytes(600)}), "spreadsheet of the old kind"),
    "an old document": ("A.doc", outlook.container({"WordDocument": bytes(600)}), "Word document of the old kind"),
    "an old talk": ("A.ppt", outlook.container({"PowerPoint Document": bytes(600)}), "talk of the old kind"),
    "a script in an e-mail": ("Mail.eml", eml(html="<script>1</script>").as_bytes(), A_PROGRAM),
    "a page within an e-mail": ("Mail.eml", eml(html='<iframe src="x">').as_bytes(), A_PROGRAM),
    "a script link": ("Mail.eml", eml(html="<a href='javascript:x'>a</a>").as_bytes(), A_PROGRAM),
    "a program attached": ("Mail.eml", eml(attached=[("a.exe", PROGRAM)]).as_bytes(), "Programs are never taken"),
    "a program called a picture": ("Mail.eml", eml(attached=[("a.jpg", PROGRAM)]).as_bytes(), ATTACHED),
    "a program called a text": ("Mail.eml", eml(attached=[("a.txt", PROGRAM)]).as_bytes(), ATTACHED),
    "an invitation with a script": (
        "Mail.eml",
        eml(attached=[("a.ics", INVITED.replace(b"<p>", b"<script>"))]).as_bytes(),
        ATTACHED,
    ),
    "a page called a text": ("Mail.eml", eml(attached=[("a.txt", b"<html><script>1")]).as_bytes(), ATTACHED),
    "a zip attached": ("Mail.eml", eml(attached=[("a.zip", made.packed({"a": "b"}))]).as_bytes(), "packed together"),
    "a bomb attached": ("Mail.eml", eml(attached=[("a.docx", made.bomb())]).as_bytes(), "unpacks to far more"),
    "a scripted PDF attached": ("Mail.eml", eml(attached=[("a.pdf", SCRIPTED)]).as_bytes(), "a script"),
    "one deep within": ("Mail.eml", deep(3, PROGRAM).as_bytes(), "Programs are never taken"),
    "too deep": ("Mail.eml", deep(6, made.PDF).as_bytes(), "an e-mail within an e-mail within others"),
    "far too deep": ("Mail.eml", b"Content-Type: message/rfc822\n\n" * 900 + eml().as_bytes(), DAMAGED),
    "far too deep, signed": (
        "Mail.eml",
        eml().as_bytes()[:60] + b"\nContent-Type: message/rfc822\n\n" * 900,
        "too tangled",
    ),
    "many boundaries": ("Mail.eml", MIME + b"multipart/mixed; boundary=x\n\n" + b"boundary=y\n" * 90, "too tangled"),
    "many lines": ("Mail.eml", MIME + b"text/plain\n\n" + b"\n" * 2_100_000, "too tangled"),
    "a long line at the top": ("Mail.eml", b"From: a@b.example\nSubject: " + b"x" * 30_000 + b"\n\n", "too tangled"),
    "an encrypted e-mail": ("Mail.eml", MIME + b"application/pkcs7-mime; name=smime.p7m\n\nAAAA", "is encrypted"),
    "a PGP e-mail": ("Mail.eml", MIME + b"multipart/encrypted; boundary=x\n\n--x\n\n--x--", "is encrypted"),
    "parts that only another program finds": (
        "Mail.eml",
        MIME + b"multipart/mixed\n\n--x\nContent-Type: application/octet-stream\n\nMZ\n--x--",
        "no file that can be checked",
    ),
    "a protected e-mail": ("Mail.eml", eml(attached=[("message.rpmsg", b"\x76\xe8\x04")]).as_bytes(), "unlocks"),
    "wrapped by Outlook": ("Mail.eml", eml(attached=[("winmail.dat", b"\x78\x9f\x3e\x22ab")]).as_bytes(), "Outlook"),
    "a file in the text": ("Mail.eml", eml("begin 644 a.exe\nM35J0\n`\nend\n").as_bytes(), "A file in its text"),
    "a mailbox": ("All.mbox", b"From a@b Mon\nFrom: a@b.example\n\nx", "a mailbox of many e-mails"),
    "a saved page": ("Page.mht", b"From: <Saved by Blink>\nSubject: x\n\n", "Web pages can carry programs"),
    "no e-mail": ("Mail.eml", b"hello there", DAMAGED),
    "an e-mail called a PDF": ("A.pdf", eml().as_bytes(), "is not what its name says: it is an e-mail"),
    "a program in Outlook’s": ("Mail.msg", outlook.msg(attached=[("a.exe", PROGRAM)]), "Programs are never taken"),
    "a program deep in Outlook’s": ("Mail.msg", msg_in_msg(PROGRAM), "Programs are never taken"),
    "a script in Outlook’s": ("Mail.msg", outlook.msg(more={(outlook.HTML, outlook.BINARY): b"<script>"}), A_PROGRAM),
    "an encrypted one of Outlook’s": (
        "Mail.msg",
        outlook.msg(more={(outlook.CLASS, outlook.TEXT): "IPM.Note.SMIME"}),
        "is encrypted",
    ),
    "half of Outlook’s": ("Mail.msg", outlook.msg()[:1400], DAMAGED),
    "no Outlook": ("Mail.msg", b"hello", DAMAGED),
    "a docm": (
        "Plan.docm",
        made.word(**{made.CONTENT_TYPES: kinds("application/vnd.ms-word.document.macroEnabled.main+xml")}),
        "It is a Word document with macros",
    ),
    "a zip": ("All.zip", made.packed({"a.txt": "x"}), "Unpack them and add each one"),
    "an empty zip": ("All.zip", b"PK\x05\x06" + bytes(18), "Unpack them and add each one"),
    "a zip called a PDF": ("All.pdf", made.packed({"a.txt": "x"}), "Unpack them and add each one"),
    "an OpenDocument sheet": (
        "Log.ods",
        made.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "Save it as .xlsx",
    ),
    "a list of commas": ("Log.csv", b"a,b\n1,2\n", "Save it as .xlsx"),
    "a locked PDF after other bytes": ("A.pdf", b"\r\n" + book().replace(b"/Root", b"/Encrypt 9 0 R /Root"), "locked"),
    "a script after other bytes": ("A.pdf", b"junk\n" + SCRIPTED, "a script"),
}
