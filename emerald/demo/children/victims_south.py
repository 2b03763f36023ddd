"""Thirteen children of the southern team who are victims and are supported today."""

from emerald.demo.cast import AUDIT, CAMHS, GWEN, MAREK, MISSING, NIAMH, POLICE, YUSUF
from emerald.demo.story import AT_RISK, VICTIM, Ending, Story, Turn, Young
from emerald.demo.words.concerns import BECAME_VICTIM
from emerald.demo.words.endings import SUMMARY, VIEWS

STORIES = (
    Story(Young("Ottilie", "Farrowdene", "F", 14.2, school="St Wulfric's School"),
          "south", 276, VICTIM, "online", ((GWEN, None),), sessions=7, step_open=True,
          links=((POLICE, "Evidence from three accounts."), (AUDIT, "Sample of this quarter."))),
    Story(Young("Kwabena", "Osei-Larkfield", "M", 15.8, preferred_name="Kobby", ethnicity="BAFR", needs="support"),
          "south", 219, VICTIM, "peer", ((GWEN, None),), sessions=6),
    Story(Young("Siân", "Llwydgarth", "F", 16.7, school="Aldermoor College",
                sensitive="Refuge. Never in a letter or on an envelope."),
          "south", 334, VICTIM, "told_nurse", ((GWEN, None),), sessions=8,
          links=((CAMHS, "Weekly, at college."), (POLICE, "Witness in a trial next term."))),
    Story(Young("Noor", "Farhangian", "F", 15.0, ethnicity="AOTH", language="Farsi", also=("نور فرهنگیان",)),
          "south", 112, AT_RISK, "gifts", ((GWEN, None),), turns=(Turn(33, VICTIM, BECAME_VICTIM["health"]),),
          sessions=5, step_open=True),
    Story(Young("Emrys", "Tallowmere", "M", 13.7, needs="ehcp", needs_notes="Autistic. Needs to know the plan "
                "beforehand; no sudden changes of room.", school="Greenlanes School"),
          "south", 256, VICTIM, "online", ((YUSUF, None),), sessions=7, step_open=True,
          links=((CAMHS, "Anxiety; advice to school."),)),
    Story(Young("Ayşegül", "Çobanlı", "F", 16.4, preferred_name="Ayşe", ethnicity="WOTH", language="Turkish"),
          "south", 193, VICTIM, "older", ((YUSUF, None),), sessions=6,
          links=((POLICE, "Sexual risk order applied for."),)),
    Story(Young("Poppy", "Gantlesford", "F", 14.8, looked_after=("C1", 75, "Foster carers, in county"),
                also=("Pops", "Poppy Gant")),
          "south", 140, VICTIM, "missing", ((MAREK, None), (YUSUF, 55)), sessions=7, step_open=True,
          links=((MISSING, "Return interviews by agreement at school."), (AUDIT, "Sample of this quarter."))),
    Story(Young("Thaddeus", "Rookwithy", "M", 17.4, preferred_name="Thad", school="Kingsbarrow College"),
          "south", 388, VICTIM, "police", ((NIAMH, None),), sessions=6,
          ending=Ending(2, "C1", SUMMARY["C1"][0], VIEWS[1], outcome="waiting")),
    Story(Young("Mehwish", "Sarwarzai", "F", 15.4, ethnicity="APKN", language="Urdu",
                safe_contact="Ring only in school hours."),
          "south", 171, VICTIM, "told_school", ((NIAMH, None),), sessions=6, step_open=True),
    Story(Young("Ngọc Ánh", "Phạmwell", "F", 16.0, preferred_name="Ánh", ethnicity="AOTH", language="Vietnamese",
                interpreter=True, age_is_estimated=True, numbers=False, looked_after=("V2", 130, "Supported lodgings")),
          "south", 131, VICTIM, "police", ((NIAMH, None),), sessions=5, step_open=True,
          links=((POLICE, "Referred to the National Referral Mechanism."), (MISSING, "High risk of going missing."))),
    Story(Young("Clementine", "Dunmallow", "F", 13.2, ethnicity="MWAS"),
          "south", 118, AT_RISK, "sibling", ((NIAMH, None),), turns=(Turn(70, VICTIM, BECAME_VICTIM["told"]),),
          sessions=6),
    Story(Young("Sorrel", "Vinterslade", "F", 15.6, school="The Bridge", needs="support"),
          "south", 228, AT_RISK, "returned", ((MAREK, None),), turns=(Turn(150, VICTIM, BECAME_VICTIM["police"]),),
          sessions=7, links=((POLICE, "Breach of a warning notice reported."),),
          before=Story(None, "south", 560, AT_RISK, "online", ((MAREK, None),), sessions=3,
                       ending=Ending(377, "C3", SUMMARY["C3"][0], VIEWS[3]))),
    Story(Young("Léonie", "Achterhuis-Quaye", "F", 14.4, ethnicity="MWBA", language="Dutch"),
          "south", 104, VICTIM, "gifts", ((MAREK, None),), sessions=5, step_open=True,
          links=((CAMHS, "First appointment kept."),)),
)
