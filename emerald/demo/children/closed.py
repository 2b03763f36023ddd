"""Cases that have ended: eleven since the last report, by the two reasons it counts, and some before it."""

from emerald.demo.cast import FOLASADE, GWEN, MAREK, NIAMH, POLICE, PRIYA, TOBIN, YUSUF
from emerald.demo.story import AT_RISK, VICTIM, Ending, Story, Turn, Young
from emerald.demo.words.concerns import BECAME_VICTIM
from emerald.demo.words.endings import RECEIVER, SUMMARY, VIEWS

REMOVED, PROTECTED = SUMMARY["C1"], SUMMARY["C2"]

SINCE_LAST_REPORT = (
    Story(Young("Imogen", "Larkstoke", "F", 16.9, school="Aldermoor College"), "north", 420, VICTIM, "told_nurse",
          ((PRIYA, None),), sessions=5, links=((POLICE, "Trial ended in a conviction."),),
          ending=Ending(81, "C1", REMOVED[2], VIEWS[0])),
    Story(Young("Alfie", "Sandrigg", "M", 15.4, needs="support"), "north", 365, VICTIM, "police", ((TOBIN, None),),
          sessions=4, ending=Ending(74, "C1", REMOVED[0], VIEWS[1])),
    Story(Young("Nkechi", "Umeadi-Fellgate", "F", 16.2, ethnicity="BAFR"), "north", 340, AT_RISK, "gifts",
          ((FOLASADE, None),), turns=(Turn(260, VICTIM, BECAME_VICTIM["told"]),), sessions=5,
          ending=Ending(66, "C1", REMOVED[1], VIEWS[2])),
    Story(Young("Perdita", "Oakhanger-Moss", "F", 14.9), "north", 301, VICTIM, "online", ((PRIYA, None),), sessions=4,
          ending=Ending(45, "C1", REMOVED[0], VIEWS[3])),
    Story(Young("Lachlan", "Drumbrae", "M", 15.7, looked_after=("C2", 480, "Foster carers, in county")),
          "north", 283, VICTIM, "placement", ((TOBIN, None),), sessions=4,
          ending=Ending(24, "C1", REMOVED[1], VIEWS[4])),
    Story(Young("Saffron", "Wrexcombe", "F", 17.1), "south", 410, VICTIM, "older", ((GWEN, None),), sessions=5,
          ending=Ending(79, "C1", REMOVED[0], VIEWS[0])),
    Story(Young("Giulia", "Pontecorva", "F", 15.9, ethnicity="WOTH", language="Italian"), "south", 325, VICTIM, "peer",
          ((YUSUF, None),), sessions=4, ending=Ending(60, "C1", REMOVED[1], VIEWS[2])),
    Story(Young("Ezra", "Millthrop", "M", 16.4), "south", 296, AT_RISK, "online", ((NIAMH, None),),
          turns=(Turn(215, VICTIM, BECAME_VICTIM["police"]),), sessions=4,
          links=((POLICE, "The man who approached him is in prison."),), ending=Ending(38, "C1", REMOVED[2], VIEWS[1])),
    Story(Young("Hafsa", "Qureshane", "F", 15.2, ethnicity="ABAN", language="Bengali"), "south", 270, VICTIM,
          "told_school", ((MAREK, None),), sessions=4, ending=Ending(17, "C1", REMOVED[0], VIEWS[2])),
    Story(Young("Primrose", "Hallatrow", "F", 13.8), "north", 136, AT_RISK, "online", ((FOLASADE, None),),
          turns=(Turn(124, VICTIM, BECAME_VICTIM["police"]),), sessions=3,
          ending=Ending(52, "C2", PROTECTED[0], VIEWS[3])),
    Story(Young("Caspian", "Netherleigh", "M", 14.3, looked_after=("V2", 200, "Foster carers, in county")),
          "south", 129, AT_RISK, "placement", ((GWEN, None),), sessions=3,
          ending=Ending(31, "C2", PROTECTED[1], VIEWS[4])),
)
BEFORE = (
    Story(Young("Verity", "Skelbrook", "F", 16.1), "north", 480, AT_RISK, "screening", ((PRIYA, None),), sessions=2,
          ending=Ending(300, "C3", SUMMARY["C3"][0], VIEWS[3])),
    Story(Young("Ruaridh", "Finmallow", "M", 14.7), "north", 350, AT_RISK, "older", ((TOBIN, None),),
          ending=Ending(295, "C5", SUMMARY["C5"][0], VIEWS[1])),
    Story(Young("Inaya", "Chowdrey-Lisle", "F", 15.5, ethnicity="MWAS"), "south", 380, AT_RISK, "peer",
          ((YUSUF, None),), sessions=2, ending=Ending(210, "C4", SUMMARY["C4"][0], VIEWS[2])),
    Story(Young("Bryony", "Castlerigg-Dunn", "F", 16.6), "south", 330, VICTIM, "told_nurse", ((NIAMH, None),),
          sessions=3, ending=Ending(155, "C6", SUMMARY["C6"][0], VIEWS[0], receiver=RECEIVER)),
    Story(Young("Osian", "Trefaldwyn", "M", 15.0, language="Welsh"), "north", 250, VICTIM, "police",
          ((FOLASADE, None),), sessions=3, ending=Ending(110, "C1", REMOVED[2], VIEWS[1])),
)
