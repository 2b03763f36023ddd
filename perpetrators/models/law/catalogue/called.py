"""What the answer to a question of the catalogue is called where it is shown: the fact's name, and a noun.

Only for facts whose label is a question; any other label is a noun already.
"""

CALLED = {
    "agency_case": "Case of the FCA, HMRC, NCA or SFO",
    "at_once": "Takes effect at once",
    "basis": "Basis",
    "consent_by": "Statement made by",
    "copy_given": "Copy left with the person",
    "designated": "Designated as exceptionally complex",
    "excludes_from_home": "Kept out of their own home",
    "explained": "Explained to the person",
    "for_charging": "Bail for a charging decision",
    "leave": "Leave of the court (section 100)",
    "licensed": "Licensed",
    "must_notify": "Name and address to be given",
    "notice_hours": "Length",
    "partial": "Only a part closed",
    "penal_notice": "Penal notice",
    "positive_requirement": "Requirement to do something",
    "remand": "Remanded in custody",
    "residents": "People live there",
    "risk_assessed": "Risk assessed before the application",
    "signed": "Signed by the person",
    "stage": "Stage",
    "supervisor": "Supervisor",
    "tag": "Electronic tag",
    "victim_view_on": "Day the child’s view was sought",
    "victim_view_sought": "Child’s view of the conditions sought",
    "violence_or_harm": "Violence, a threat of it, or a significant risk of harm",
    "what": "Details",
    "why_no_bail": "Why bail was not used",
    "with_notice": "Other side told of the hearing",
    "youth_court": "Youth court",
}
