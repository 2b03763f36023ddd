"""What people bring and cannot be taken, and what they can do instead: a sentence for each kind of file.

The kind is what is in the file where that can be told (`inside`, and the marks at its beginning), and else the ending
of its name.
"""

OLD_OFFICE = "Save it as .docx or .xlsx without a password and add that"
OLD_WORD = "It is a Word document of the old kind (.doc), which cannot be checked. Save it as .docx and add that"
OLD_SHEET = "It is a spreadsheet of the old kind (.xls), which cannot be checked. Save it as .xlsx and add that"
OLD_TALK = "It is a talk of the old kind (.ppt), which cannot be checked. Save it as a PDF and add that"
LOCKED = (
    "It is locked with a password, so it cannot be checked. Open it with the password, save it without one and add that"
)
OLD_OR_LOCKED = (
    "Documents of the old kind (.doc, .xls), and documents locked with a password, cannot be checked. " + OLD_OFFICE
)
WORD_MACROS = "It is a Word document with macros, which are programs. Save it as .docx and add that"
SHEET_MACROS = "It is a spreadsheet with macros, which are programs. Save it as .xlsx and add that"
BINARY_SHEET = "It is a spreadsheet of a kind that cannot be checked (.xlsb). Save it as .xlsx and add that"
WORD_TEMPLATE = "A template is no document. Save it as .docx and add that"
SHEET_TEMPLATE = "A template is no spreadsheet. Save it as .xlsx and add that"
OTHER_SHEET = "Only spreadsheets of Excel’s kind can be checked. Save it as .xlsx and add that"
TALK = "A talk can carry programs. Save it as a PDF and add that"
OTHER_TEXT = "Save it as .docx or PDF and add that"
PACKED = "Files packed together cannot be checked. Unpack them and add each one"
PACKED_AND_LOCKED = (
    "It holds files packed together and locked with a password, so they cannot be checked. Unpack them with the "
    "password and add each one"
)
MAILBOX = "It is a mailbox of many e-mails. Save the one that matters by itself (.eml or .msg) and add that"
WEB_PAGE = "Web pages can carry programs. Print it to a PDF and add that"
PROGRAM = "Programs are never taken"
SCRAMBLED = "It is too damaged to tell what it was. Ask whoever sent it for it once more"

# By the mark that stands at the beginning of the file.
BY_MARK = {
    ".svg": "SVG pictures can carry programs. Save it as PNG or PDF and add that",
    ".doc": OLD_OR_LOCKED,
    ".html": WEB_PAGE,
    ".mp4": "Films are not taken. Ask your manager where the team keeps them",
    ".exe": PROGRAM,
    ".zip": PACKED,
    ".7z": PACKED,
    ".rar": PACKED,
    ".gz": PACKED,
    ".tar": PACKED,
    ".pst": MAILBOX,
}
BY_ENDING = {
    ".doc": OLD_OR_LOCKED,
    ".xls": OLD_OR_LOCKED,
    **dict.fromkeys((".docm", ".dotm"), WORD_MACROS),
    ".dotx": WORD_TEMPLATE,
    **dict.fromkeys((".xlsm", ".xltm"), SHEET_MACROS),
    ".xltx": SHEET_TEMPLATE,
    ".xlsb": BINARY_SHEET,
    **dict.fromkeys((".ods", ".csv", ".numbers"), OTHER_SHEET),
    **dict.fromkeys((".pptx", ".pptm", ".ppt", ".ppsx", ".odp"), TALK),
    **dict.fromkeys((".odt", ".rtf", ".pages"), OTHER_TEXT),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar", ".cab"), PACKED),
    **dict.fromkeys((".mht", ".mhtml", ".htm", ".html"), WEB_PAGE),
    **dict.fromkeys((".pst", ".ost", ".mbox"), MAILBOX),
    ".docx": "It is damaged, or no Word document. Open it in Word, save it again and add that",
    ".xlsx": "It is damaged, or no spreadsheet. Open it in Excel, save it again and add that",
    ".eml": "It is damaged, or no e-mail. Save it from the mail program again and add that",
    ".msg": "It is damaged, or no e-mail of Outlook’s. Save it from Outlook again and add that",
}
