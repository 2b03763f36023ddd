"""The demonstration's staff, in one table. Nobody in it exists; `.example` is a name no mail can be sent to."""

from dataclasses import dataclass

from emerald.accounts import roles

# Shown by `manage.py demo_signins`. It opens nothing but the demonstration, which no production database will hold.
PASSWORD = "lantern-orchard-demonstration"  # noqa: S105  printed for everybody to use
DOMAIN = "emerald.example"
TEAMS = {"north": "Emerald North", "south": "Emerald South"}


@dataclass(frozen=True)
class Member:
    """One member of staff. `key` is how the tables of children name them."""

    key: str
    name: str
    role: roles.Role
    teams: tuple[str, ...] = ()
    access_for_days: int | None = None  # a secondee's or an auditor's access ends so many days from today
    left_days_ago: int | None = None
    what_for: str = ""  # what to look at when signed in as this person

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"

    @property
    def may_sign_in(self) -> bool:
        return self.left_days_ago is None


PRIYA, TOBIN, FOLASADE, CALLUM = "priya.nair", "tobin.ashwick", "folasade.oyelowe", "callum.reidpath"
GWEN, YUSUF, NIAMH, MAREK = "gwen.prothery", "yusuf.demirkan", "niamh.kellehan", "marek.wojtasik"
# The administrator asks for every other role and the service manager approves it, as in a real office.
ADMINISTRATOR, APPROVER = "kit.wolverstone", "harriet.sowande"
MANAGER_OF = {"north": "morwenna.tregellis", "south": "delroy.beckhampton"}
MISSING, CAMHS, POLICE, AUDIT = "josie.lambrook", "anneke.verhoeven", "rhodri.maddern", "ingrid.thornaby"
PROTECTION = "samir.haddadin"
AWAY, COVER = TOBIN, PRIYA
NORTH, SOUTH, BOTH = ("north",), ("south",), ("north", "south")

CAST = (
    Member(PRIYA, "Priya Nair", roles.CASEWORKER, NORTH, what_for="the children she works with"),
    Member(TOBIN, "Tobin Ashwick", roles.CASEWORKER, NORTH),
    Member(FOLASADE, "Folasade Oyelowe", roles.CASEWORKER, NORTH),
    Member(GWEN, "Gwen Prothery", roles.CASEWORKER, SOUTH),
    Member(YUSUF, "Yusuf Demirkan", roles.CASEWORKER, SOUTH),
    Member(NIAMH, "Niamh Kellehan", roles.CASEWORKER, SOUTH),
    Member(MAREK, "Marek Wójtasik", roles.CASEWORKER, SOUTH),
    Member(CALLUM, "Callum Reidpath", roles.CASEWORKER, NORTH, left_days_ago=12),
    Member(
        MANAGER_OF["north"],
        "Morwenna Tregellis",
        roles.PRACTICE_MANAGER,
        NORTH,
        what_for="one team's cases, the queue, a leaver's cases to hand over",
    ),
    Member(MANAGER_OF["south"], "Delroy Beckhampton", roles.PRACTICE_MANAGER, SOUTH),
    Member(
        APPROVER,
        "Harriet Sowande",
        roles.SERVICE_MANAGER,
        BOTH,
        what_for="both teams, closures to approve, the caseload in numbers",
    ),
    Member(MISSING, "Josie Lambrook", roles.MISSING_COORDINATOR, BOTH),
    Member(CAMHS, "Anneke Verhoeven", roles.CAMHS_PRACTITIONER, access_for_days=160),
    Member(
        POLICE,
        "Rhodri Maddern",
        roles.POLICE_LIAISON,
        what_for="the register: nine men, what stands against them, and what ends soon",
    ),
    Member("bernadette.fosse", "Bernadette Fosse", roles.BUSINESS_SUPPORT, BOTH),
    Member(
        AUDIT,
        "Ingrid Thornaby",
        roles.AUDITOR,
        access_for_days=25,
        what_for="a named sample of cases, and the access log",
    ),
    Member(PROTECTION, "Samir Haddadin", roles.DATA_PROTECTION_OFFICER),
    Member(ADMINISTRATOR, "Kit Wolverstone", roles.SYSTEM_ADMINISTRATOR, what_for="accounts and roles, and no child"),
)
LEAVERS = {member.key: member.left_days_ago for member in CAST if member.left_days_ago is not None}


def sign_ins() -> list[tuple[str, str, str, str, str]]:
    """(role, name, e-mail, password, what for) of everybody who can sign in."""
    return [(one.role.title, one.name, one.email, PASSWORD, one.what_for) for one in CAST if one.may_sign_in]


def sign_in_table() -> list[str]:
    """The sign-ins as lines of plain text, for a terminal."""
    rows = [("Role", "Name", "E-mail", "Password"), *(row[:4] for row in sign_ins())]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
