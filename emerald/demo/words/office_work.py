"""What documents say and what lies unfinished. Nobody here exists."""

# (first name of the child, name of the file, kind, right that opens it, title, lines)
DOCUMENTS = (
    ("Tansy", "drawing-hills.png", "work", "read_sessions", "Drawing: the hills", ["over the hills"]),
    ("Dariusz", "college-letter.pdf", "letter", "read_child", "Letter from the college",
     ["Kingsbarrow College", "", "Attendance this half term: 93 per cent.",
      "We are glad to have him in the workshop."]),
    ("Maisie", "my-plan-in-pictures.docx", "plan", "read_child", "The plan in short sentences",
     ["I tell Beryl where I go.", "I ring when the bus is late.", "On Thursdays we bake."]),
    ("Ottilie", "beans.png", "work", "read_sessions", "Picture from the garden", ["the first bean"]),
    ("Kwabena", "school-report.pdf", "assessment", "read_child", "School report, autumn",
     ["Harrowmere Academy", "", "English: working well. Mathematics: catching up.",
      "A fair captain of the second team."]),
    ("Emrys", "changed-plans.docx", "plan", "read_child", "What to do when plans change",
     ["1. Look at the clock.", "2. Read the card.", "3. Ring the number on the card.", "4. Wait for the 41."]),
    ("Mehwish", "minutes-core-group.pdf", "plan", "read_sessions", "Minutes of the network meeting",
     ["Present: school, social worker, worker.", "", "School offers the quiet room until the spring.",
      "The worker rings in school hours only."]),
    ("Sorrel", "library-exhibition.pdf", "letter", "read_child", "Invitation of the library",
     ["Photographs by young people", "", "Opening on Saturday at eleven. Juice and biscuits."]),
)
AROUND_WORD = {
    "[Content_Types].xml": (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'),
    "_rels/.rels": (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
}
# (page, what the page calls its writing, what was typed)
UNFINISHED = (
    ("record_session", "Record a session", {
        "place": ["Café by the river"], "work": ["emotional"], "attendance": ["held"], "child_seen_alone": ["True"],
        "what_happened": ["We met later than planned because of the bus. The first half was quiet, and then"]}),
    ("record_contact", "Record a contact", {
        "kind": ["phone"], "what_was_said": ["School rang about the morning. Still to ask: who was at the gate, and "
                                             "whether"]}),
    ("record_session", "Record a session", {
        "place": ["Youth centre"], "attendance": ["held"],
        "what_happened": ["Began with the new picture. To be written up from my notebook:"]}),
)
