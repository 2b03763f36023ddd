"""Nineteen children who are at risk and are supported today; some wait for a worker, some for a new one."""

from emerald.demo.cast import AUDIT, CALLUM, CAMHS, FOLASADE, GWEN, MAREK, MISSING, NIAMH, POLICE, PRIYA, TOBIN, YUSUF
from emerald.demo.story import AT_RISK, VICTIM, Ending, Story, Turn, Young
from emerald.demo.words.concerns import STEPPED_DOWN
from emerald.demo.words.endings import SUMMARY, VIEWS

NORTH = (
    Story(Young("Merryn", "Stourcastle", "F", 14.1), "north", 121, AT_RISK, "screening", ((PRIYA, None),), sessions=2,
          step_open=True),
    Story(Young("Idris", "Cawldington", "M", 15.2, ethnicity="MOTH", needs="support"),
          "north", 243, VICTIM, "older", ((PRIYA, None),), turns=(Turn(40, AT_RISK, STEPPED_DOWN["safe_home"]),),
          sessions=6, links=((POLICE, "Bail conditions kept so far."),)),
    Story(Young("Yetunde", "Bamgbelu", "F", 13.6, preferred_name="Yetty", ethnicity="BAFR"),
          "north", 109, AT_RISK, "peer", ((TOBIN, None),), sessions=2),
    Story(Young("Lowri", "Haverstoke", "F", 16.3, language="Welsh", school="Aldermoor College"),
          "north", 166, AT_RISK, "online", ((FOLASADE, None),), sessions=3,
          ending=Ending(3, "C3", SUMMARY["C3"][0], VIEWS[3], outcome="waiting")),
    Story(Young("Corin", "Wexbarrow", "M", 12.8, needs="ehcp", needs_notes="Speech and language; pictures help.",
                school="Greenlanes School"),
          "north", 154, AT_RISK, "missing", ((CALLUM, None),), sessions=2,
          links=((MISSING, "Missing once, found the same evening."),)),
    Story(Young("Shanaya", "Tillowick", "F", 14.7, ethnicity="AIND", language="Gujarati"),
          "north", 134, AT_RISK, "gifts", ((CALLUM, None),), sessions=2),
    Story(Young("Bronte", "Ellerskelf", "F", 13.1, also=("Bee",)), "north", 117, AT_RISK, "screening",
          ((CALLUM, None),), lead_left=16, sessions=2),
    Story(Young("Kyan", "Rushbourne", "M", 14.5, ethnicity="MWBC", looked_after=("C2", 900, "With grandparents")),
          "north", 101, AT_RISK, "placement"),
    Story(Young("Agnieszka", "Żurawiecka", "F", 15.0, preferred_name="Agi", ethnicity="WOTH", language="Polish"),
          "north", 94, AT_RISK, "sibling"),
)
SOUTH = (
    Story(Young("Delphine", "Marchwood-Sey", "F", 15.6, ethnicity="BOTH"), "south", 187, VICTIM, "peer",
          ((GWEN, None),), turns=(Turn(29, AT_RISK, STEPPED_DOWN["reviews"]),), sessions=6, step_open=True,
          links=((CAMHS, "Ending in agreement."),)),
    Story(Young("Torin", "Blackmoorside", "M", 13.3), "south", 128, AT_RISK, "online", ((GWEN, None),), sessions=2,
          links=((AUDIT, "Sample of this quarter."),)),
    Story(Young("Rifka", "Landesberg", "F", 14.0, ethnicity="WOTH", language="Yiddish", also=("רבקה",)),
          "south", 115, AT_RISK, "online", ((YUSUF, None),), sessions=2),
    Story(Young("Caoimhe", "Durrowside", "F", 16.5, ethnicity="WIRI", school="Kingsbarrow College"),
          "south", 142, AT_RISK, "returned", ((YUSUF, None),), sessions=3, step_open=True,
          before=Story(None, "south", 420, AT_RISK, "screening", ((NIAMH, None),),
                       ending=Ending(230, "C4", SUMMARY["C4"][0], VIEWS[4]))),
    Story(Young("Ishaan", "Vellorekar", "M", 12.4, ethnicity="AIND", language="Marathi"),
          "south", 107, AT_RISK, "older", ((NIAMH, None),)),
    Story(Young("Juno", "Pettigarth", "F", 15.3, gender_identity="Girl; trans", needs="support"),
          "south", 163, AT_RISK, "peer", ((NIAMH, None),), sessions=3, links=((CAMHS, "Advice to the worker only."),)),
    Story(Young("Renata", "Kovářová", "F", 14.9, ethnicity="WROM", language="Romani", interpreter=True),
          "south", 125, AT_RISK, "missing", ((MAREK, None),), sessions=2, step_open=True,
          links=((MISSING, "Return interview offered."),)),
    Story(Young("Lennox", "Hurstcombe", "M", 16.8, school="Aldermoor College"), "south", 152, AT_RISK, "police",
          ((MAREK, None),), sessions=2),
    Story(Young("Wren", "Thistlethorpe", "F", 11.9, looked_after=("C1", 60, "Foster carers, in county")),
          "south", 96, AT_RISK, "screening"),
    Story(Young("Tigist", "Alemayehu-Ross", "F", 15.1, ethnicity="BAFR", language="Amharic", numbers=False,
                age_is_estimated=True),
          "south", 99, AT_RISK, "returned", before=Story(
              None, "south", 610, AT_RISK, "gifts", ((GWEN, None),), sessions=2,
              ending=Ending(450, "C3", SUMMARY["C3"][0], VIEWS[0]))),
)
STORIES = (*NORTH, *SOUTH)
