"""The nine men of the cabinet report, as one table. Nobody in it exists. Days count back from the day of loading.

DOMAIN.md section 9, relations 5 to 9: nine distinct men, each with a warning notice in force; five of them on bail, one
under a council's injunction that he broke and is in prison for, two under a housing provider's, one under a sexual risk
order. The text allows overlap, this is its simplest reading. Arrests are of the last months, so the law on bail is that
in force since 28 October 2022, not that of the report's year: its stages, with one extension.
"""

from dataclasses import dataclass

BAIL, COUNCIL, HOUSING, RISK_ORDER = "bail", "council", "housing", "risk_order"
SEXUAL_ACTIVITY = "Sexual activity with a child, Sexual Offences Act 2003 s9"
COMMUNICATION = "Sexual communication with a child, Sexual Offences Act 2003 s15A"
GROOMING = "Meeting a child following sexual grooming, Sexual Offences Act 2003 s15"


@dataclass(frozen=True)
class Man:
    """`children`: first names in the table of stories, the one through whom he was recorded first. `knows`: the places
    in this table of those he is linked to."""

    given_names: str
    family_name: str
    age: int
    children: tuple[str, ...]
    recorded: int
    measure: str
    made: int  # the day of the arrest, or on which the order was made
    noticed: int  # the day his warning notices were served
    about: str  # the offence, the act, or what the injunction was asked for
    nicknames: tuple[str, ...] = ()
    vehicles: tuple[tuple[str, str], ...] = ()  # (plate, what it is); "?" for what nobody read
    phones: tuple[str, ...] = ()
    handles: tuple[tuple[str, str], ...] = ()
    occupation: str = ""
    description: str = ""
    returns_in: int = 0  # days from today to the return on bail
    extended: int = 0  # the day an inspector extended his bail
    knows: tuple[int, ...] = ()
    plan: str = ""  # what is being considered besides


MEN = (
    Man("Gareth", "Pellowick", 41, ("Tansy", "Zoë Aurélie"), 160, BAIL, 130, 76, SEXUAL_ACTIVITY, ("Gaz",),
        (("WX19 K?T", "Silver Ford Transit, one character not read"),), ("07700 900611",), occupation="Courier",
        description="Tall, shaved head, a swallow tattooed on the left hand.", returns_in=22, extended=48),
    Man("Corin", "Stavely", 34, ("Harvey", "Tansy"), 118, BAIL, 70, 62, GROOMING, ("Stav",),
        (("WN15 OZC", "Black VW Golf"),), ("07700 900622", "07700 900623"), occupation="Doorman", returns_in=9,
        knows=(0,), plan="Waits outside the children’s home in his car."),
    Man("Wendell", "Harkaway", 29, ("Jaydon",), 84, BAIL, 47, 45, COMMUNICATION, ("Wez", "Uncle Wez"),
        phones=("07700 900622",), handles=(("wez_harks", "Snapchat"),), occupation="Not known", returns_in=30),
    Man("Lucian", "Breck", 52, ("Ottilie", "Noor"), 66, BAIL, 33, 31, SEXUAL_ACTIVITY, ("Lucky",),
        (("??12 LBK", "White van; the first two letters not read"),), ("07700 900644",),
        occupation="Runs a takeaway", returns_in=41),
    Man("Dominic", "Ashcombe-Tarn", 25, ("Kwabena",), 40, BAIL, 19, 18, COMMUNICATION, ("Dom",),
        handles=(("dom.at", "Instagram"), ("dominat0r", "a gaming chat")), occupation="Student", returns_in=55),
    Man("Stellan", "Voss", 47, ("Emrys",), 232, COUNCIL, 205, 85,
        "He waits for young people at the bus station and offers them lifts and money.", ("The Teacher",),
        (("WK66 VSS", "Red Skoda Octavia"),), ("07700 900666",), occupation="Driving instructor, licence revoked"),
    Man("Raymond", "Colderidge", 38, ("Ọmọlará",), 141, HOUSING, 118, 74,
        "Young people were seen coming and going at his flat at night.", ("Ray",), phones=("07700 900677",),
        occupation="Decorator"),
    Man("Niall", "Tamsett", 31, ("Poppy",), 121, HOUSING, 93, 55,
        "Neighbours heard a girl calling for help; two had been missing that night.", ("Nim",),
        (("WP08 TMS", "Green Vauxhall Corsa"),), ("07700 900688",), occupation="Not known", knows=(6,)),
    Man("Malcolm", "Thrupp", 58, ("Maisie", "Clementine"), 110, RISK_ORDER, 96, 68,
        "Sent pictures of himself to girls of 13 and asked them to meet.", ("Mal", "The Colonel"),
        handles=(("colonel_m", "Kik"),), occupation="Retired", description="Walks a white terrier."),
)


@dataclass(frozen=True)
class Spot:
    """A place of concern. `men`: places in the table of men, the one through whom it was recorded first."""

    kind: str
    name: str
    concern: str
    men: tuple[int, ...]
    nature: str
    recorded: int
    lines: str = ""
    postcode: str = ""
    web_address: str = ""


SPOTS = (
    Spot("hotel", "The Lantern Lodge", "Rooms taken for one night and paid in cash; young people seen at the back "
         "door after midnight.", (0, 1), "Takes rooms there", 58, "2 Weir Street\nHarrowmere", "ZZ3 4AB"),
    Spot("food", "Harbour Fryer", "Free food and vapes for young people in the evenings.", (3,), "Runs it", 52,
         "17 Tanners Row\nKingsbarrow", "ZZ5 1AD"),
    Spot("transport", "Harrowmere bus station, stand F", "Where lifts are offered after the last bus.", (5, 1),
         "Waits there in his car", 96, "Station Road\nHarrowmere", "ZZ3 4AF"),
    Spot("online", "A chat group of young people", "Adults among the members, who ask for pictures.", (2, 4),
         "Writes there", 36, web_address="https://chat.example/harrowmere-after-dark"),
)
