"""Twelve children of the northern team who are victims and are supported today."""

from emerald.demo.cast import AUDIT, CAMHS, FOLASADE, MISSING, POLICE, PRIYA, PROTECTION, TOBIN
from emerald.demo.story import AT_RISK, VICTIM, Ending, Story, Turn, Young
from emerald.demo.words.concerns import BECAME_VICTIM
from emerald.demo.words.endings import RETURNED, SUMMARY, VIEWS

STORIES = (
    Story(Young("Tansy", "Merrowby", "F", 15.3, needs="ehcp", needs_notes="Dyslexia; likes things drawn.",
                also=("Tanz",), sensitive="Moved after threats; only the social worker and Emerald know it."),
          "north", 310, VICTIM, "told_school", ((PRIYA, None),), sessions=8, step_open=True,
          links=((POLICE, "Bail conditions protect this child."), (CAMHS, "Sleep and bad dreams."),
                 (AUDIT, "Sample of this quarter."))),
    Story(Young("Zoë Aurélie", "Tréguier-Holt", "F", 14.6, preferred_name="Zoë", ethnicity="WOTH", language="French"),
          "north", 264, AT_RISK, "online", ((PRIYA, None),), turns=(Turn(190, VICTIM, BECAME_VICTIM["police"]),),
          sessions=7, links=((POLICE, "Messages on a seized telephone."),)),
    Story(Young("Dariusz", "Kłosowicz", "M", 16.2, preferred_name="Darek", ethnicity="WOTH", language="Polish",
                school="Kingsbarrow College"),
          "north", 205, VICTIM, "police", ((PRIYA, None),), sessions=6, step_open=True,
          links=((POLICE, "One of four young people approached by the same man."),)),
    Story(Young("Keziah", "Broadlake", "F", 15.9, ethnicity="BCRB", safe_contact="Never leave a message with the "
                "stepfather. Text Keziah herself."),
          "north", 148, VICTIM, "told_nurse", ((TOBIN, None), (PRIYA, 62)), sessions=7, step_open=True),
    Story(Young("Rowan", "Ashgillbeck", "U", 15.1, gender_identity="Non-binary; they and them", needs="support"),
          "north", 402, AT_RISK, "peer", ((TOBIN, None),), turns=(Turn(333, VICTIM, BECAME_VICTIM["told"]),),
          sessions=7, links=((CAMHS, "Weekly sessions."), (PROTECTION, "Asks to see their own record.")),
          ending=Ending(9, "C1", SUMMARY["C1"][1], VIEWS[3], outcome="returned", comment=RETURNED)),
    Story(Young("Maisie", "Underhowe", "F", 13.4, school="Greenlanes School", needs="ehcp",
                needs_notes="Moderate learning disability. Short sentences, one question at a time.",
                looked_after=("C2", 500, "Foster carers, in county")),
          "north", 233, VICTIM, "placement", ((TOBIN, None),), sessions=8, step_open=True,
          links=((MISSING, "Missing twice this term."), (AUDIT, "Sample of this quarter."))),
    Story(Young("سارة", "الخطيب", "F", 16.1, ethnicity="OOTH", language="Arabic", interpreter=True,
                also=("Sara al-Khatib",), safe_contact="Interpreter must be a woman and from outside the county."),
          "north", 181, VICTIM, "told_school", ((TOBIN, None),), sessions=5),
    Story(Young("Jaydon", "Merriott-Vane", "M", 14.9, ethnicity="MWBC", also=("JV",)),
          "north", 127, AT_RISK, "older", ((TOBIN, None),), turns=(Turn(47, VICTIM, BECAME_VICTIM["told"]),),
          sessions=6, step_open=True, links=((MISSING, "Two return interviews accepted."),)),
    Story(Young("Ọmọlará", "Adéwùsì", "F", 15.7, preferred_name="Lara", ethnicity="BAFR", language="Yoruba"),
          "north", 289, VICTIM, "gifts", ((FOLASADE, None),), sessions=7,
          links=((CAMHS, "Trauma-focused therapy."),)),
    Story(Young("Ffion", "Wenlockdale", "F", 17.2, language="Welsh", school="Aldermoor College"),
          "north", 355, VICTIM, "told_nurse", ((FOLASADE, None),), sessions=6,
          ending=Ending(4, "C1", SUMMARY["C1"][2], VIEWS[0], outcome="waiting")),
    Story(Young("Harvey", "Cotterstoke", "M", 13.9, needs="support", also=("Harv",),
                looked_after=("V2", 160, "Children's home, out of county")),
          "north", 160, VICTIM, "missing", ((FOLASADE, None),), sessions=6, step_open=True,
          links=((MISSING, "Four missing episodes in eight weeks."), (POLICE, "Warning notice asked for."))),
    Story(Young("Bluebell Saoirse", "Penhallurick-Oyston", "F", 15.5, preferred_name="Bluebell", ethnicity="WIRT"),
          "north", 98, VICTIM, "sibling", ((FOLASADE, None),), sessions=5, step_open=True,
          restricted="A close relative works for the council."),
)
