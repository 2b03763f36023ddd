"""Who may do what, as one table a manager could sign.

Source: DOMAIN.md section 7 (roles and need to know), facet by facet. `connected_by` says what joins a person of this
role to a case; `on_a_case` what they may do on a case they are joined to, which of it stays when the case closes or a
later one follows is in `reach`; `site` what they may do without a case.
Nobody holds a right on cases they are not connected to: not staff, not superusers.
"""

from dataclasses import dataclass, field

from django.db.models import TextChoices

from emerald.accounts.permissions import Right, SiteRight


class Connection(TextChoices):
    """What joins a person to a case."""

    ALLOCATION = "allocation", "is allocated to them as lead or co-worker"
    TEAM = "team", "belongs to a team of theirs"
    LINK = "link", "was linked to them by name by a manager"


# The rights that open nothing but the accounts and the machine; any other right counts as content.
KEEPS_THE_HOUSE = frozenset({SiteRight.SEE_PEOPLE, SiteRight.MANAGE_PEOPLE, SiteRight.SEE_OPERATIONS})


@dataclass(frozen=True)
class Role:
    key: str
    title: str
    paragraph: str
    connected_by: Connection | None
    on_a_case: frozenset[Right] = field(default_factory=frozenset)
    site: frozenset[SiteRight] = field(default_factory=frozenset)
    # A secondee's or an auditor's access is given until a stated day (DOMAIN.md section 7, rules 5 and 7).
    ends_on_a_date: bool = False

    @property
    def opens_content(self) -> bool:
        """True for a role that can read anything about a child or a person of concern, or the lists about them: what
        is done to its account takes two people."""
        return bool(self.on_a_case or self.site - KEEPS_THE_HOUSE)

    @property
    def rights_on_a_case(self) -> list[Right]:
        """In the order in which `permissions` names them, for a page."""
        return [right for right in Right if right in self.on_a_case]

    @property
    def rights_without_a_case(self) -> list[SiteRight]:
        return [right for right in SiteRight if right in self.site]


# The level of risk goes with the status (row "category, risk, plan"), the assessments behind it do not (row
# "screening": those who only get its summary see the level and its dates).
_READS_IDENTITY = frozenset({Right.SEE_CASE, Right.KNOW_CHILD, Right.READ_CHILD, Right.READ_RISK})
_KEEPS_IDENTITY = _READS_IDENTITY | {Right.EDIT_CHILD}
# Rows "suspect identity, links" and "measures, breaches": business support hears of measures without a name, the
# missing-children coordinator gets both as a summary, a caseworker proposes and others decide.
_HEARS_OF_SUSPECTS = frozenset({Right.HEAR_OF_MEASURES, Right.HEAR_OF_SUSPECTS})
_READS_SUSPECTS = _HEARS_OF_SUSPECTS | {Right.READ_SUSPECTS}
_RECORDS_SUSPECTS = _READS_SUSPECTS | {Right.RECORD_SUSPECTS}
_KEEPS_MEASURES = _RECORDS_SUSPECTS | {Right.KEEP_MEASURES}
_MANAGES = (
    _KEEPS_IDENTITY
    | _KEEPS_MEASURES
    | {
        Right.READ_DECISIONS,
        Right.HEAR_OF_SESSIONS,
        Right.READ_SESSIONS,
        Right.MOVE_NOTE,
        Right.READ_ASSESSMENTS,
        Right.ASSESS_RISK,
        Right.SIGN_OFF_RISK,
        Right.READ_PLAN,
        Right.EDIT_PLAN,
        Right.HOLD_REVIEW,
        Right.READ_OVERSIGHT,
        Right.OVERSEE,
        Right.CHANGE_STATUS,
        Right.ALLOCATE,
        Right.PROPOSE_CLOSURE,
        Right.REOPEN,
        Right.SEE_READERS,
        Right.PIN_ENTRIES,
        Right.MAKE_PACKS,
        Right.ANSWER_FOR_CHILD,
    }
)

CASEWORKER = Role(
    key="caseworker",
    title="Caseworker",
    paragraph="Does direct work with the children allocated to them, keeps their details right, assesses the risk and "
    "records every session. Sees those children and no others.",
    connected_by=Connection.ALLOCATION,
    on_a_case=_KEEPS_IDENTITY
    | _RECORDS_SUSPECTS
    | {
        Right.READ_DECISIONS,
        Right.HEAR_OF_SESSIONS,
        Right.READ_SESSIONS,
        Right.RECORD_SESSION,
        Right.READ_ASSESSMENTS,
        Right.ASSESS_RISK,
        Right.READ_PLAN,
        Right.EDIT_PLAN,
        Right.READ_OVERSIGHT,
        Right.PIN_ENTRIES,
        Right.MAKE_PACKS,
    },
    site=frozenset({SiteRight.ADVISE}),
)
PRACTICE_MANAGER = Role(
    key="practice_manager",
    title="Practice manager",
    paragraph="Opens and allocates the team's cases, decides each change of status, proposes closures and reads the "
    "team's direct work. Signs off the assessments of risk that somebody else wrote.",
    connected_by=Connection.TEAM,
    on_a_case=_MANAGES,
    site=frozenset(
        {
            SiteRight.OPEN_CASES,
            SiteRight.ADVISE,
            SiteRight.READ_TEAM_ADVICE,
            SiteRight.SEE_CASELOAD,
            SiteRight.HAND_OVER,
            SiteRight.SEE_PEOPLE,
            SiteRight.KEEP_WORDING,
            SiteRight.SET_INDICATORS,
        }
    ),
)
SERVICE_MANAGER = Role(
    key="service_manager",
    title="Service manager",
    paragraph="Answers for several teams. Approves or returns closures somebody else proposed, restricts records to "
    "named people, approves roles that open case content, moves cases between teams, splits teams and joins them.",
    connected_by=Connection.TEAM,
    on_a_case=_MANAGES | {Right.APPROVE_CLOSURE, Right.RESTRICT},
    site=PRACTICE_MANAGER.site | {SiteRight.APPROVE_PEOPLE, SiteRight.SET_FREQUENCIES, SiteRight.CHANGE_TEAMS},
)
MISSING_COORDINATOR = Role(
    key="missing_coordinator",
    title="Missing-children coordinator",
    paragraph="Follows up missing children and offers return interviews. Sees and keeps the details of the children "
    "they are linked to, not the direct work.",
    connected_by=Connection.LINK,
    on_a_case=_KEEPS_IDENTITY | _HEARS_OF_SUSPECTS,
)
CAMHS_PRACTITIONER = Role(
    key="camhs_practitioner",
    title="CAMHS practitioner",
    paragraph="Seconded from the NHS. Reads the details of the children they are linked to and hears that direct work "
    "took place, without its text.",
    connected_by=Connection.LINK,
    on_a_case=_READS_IDENTITY | {Right.READ_DECISIONS, Right.HEAR_OF_SESSIONS, Right.READ_PLAN},
    ends_on_a_date=True,
)
POLICE_LIAISON = Role(
    key="police_liaison",
    title="Police liaison officer",
    paragraph="Keeps the register of persons of concern and logs their disruption. Reads the details of the children "
    "they are linked to by a manager, or through a person of concern they are responsible for where a worker or a "
    "manager of the child agreed, and hears that direct work took place, without its text.",
    connected_by=Connection.LINK,
    on_a_case=_READS_IDENTITY | _KEEPS_MEASURES | {Right.READ_DECISIONS, Right.HEAR_OF_SESSIONS, Right.READ_PLAN},
    site=frozenset({SiteRight.KEEP_REGISTER}),
)
BUSINESS_SUPPORT = Role(
    key="business_support",
    title="Business support",
    paragraph="Keeps names, addresses and contacts of the team's children right. Does not see direct work.",
    connected_by=Connection.TEAM,
    on_a_case=_KEEPS_IDENTITY | {Right.HEAR_OF_MEASURES},
)
AUDITOR = Role(
    key="auditor",
    title="Auditor",
    paragraph="Reads a named sample of cases in full, changes nothing, and reads the access log. The account ends on "
    "a stated date.",
    connected_by=Connection.LINK,
    on_a_case=_READS_IDENTITY
    | _READS_SUSPECTS
    | {
        Right.READ_DECISIONS,
        Right.HEAR_OF_SESSIONS,
        Right.READ_SESSIONS,
        Right.READ_ASSESSMENTS,
        Right.READ_PLAN,
        Right.READ_OVERSIGHT,
        Right.SEE_READERS,
    },
    site=frozenset({SiteRight.READ_AUDIT, SiteRight.SEE_PEOPLE}),
    ends_on_a_date=True,
)
DATA_PROTECTION_OFFICER = Role(
    key="data_protection_officer",
    title="Data protection officer",
    paragraph="Reads the access log, looks into what somebody compared with other records unusually often and, for the "
    "cases they are linked to, reads the child's details and who opened them.",
    connected_by=Connection.LINK,
    on_a_case=_READS_IDENTITY | {Right.READ_DECISIONS, Right.READ_PLAN, Right.SEE_READERS},
    site=frozenset({SiteRight.READ_AUDIT, SiteRight.LOOK_INTO_COMPARISONS, SiteRight.SEE_PEOPLE}),
)
SYSTEM_ADMINISTRATOR = Role(
    key="system_administrator",
    title="System administrator",
    paragraph="Looks after accounts and settings, and sees whether everything runs. Sees no child and cannot give "
    "themselves a role that does.",
    connected_by=None,
    site=frozenset({SiteRight.SEE_PEOPLE, SiteRight.MANAGE_PEOPLE, SiteRight.SEE_OPERATIONS}),
)

ROLES = {
    role.key: role
    for role in (
        CASEWORKER,
        PRACTICE_MANAGER,
        SERVICE_MANAGER,
        MISSING_COORDINATOR,
        CAMHS_PRACTITIONER,
        POLICE_LIAISON,
        BUSINESS_SUPPORT,
        AUDITOR,
        DATA_PROTECTION_OFFICER,
        SYSTEM_ADMINISTRATOR,
    )
}
CONTENT_ROLES = frozenset(role.key for role in ROLES.values() if role.opens_content)
ROLE_CHOICES = [(role.key, role.title) for role in ROLES.values()]


def roles_connected_by(connection: Connection) -> frozenset[str]:
    """The keys of the roles that are joined to cases in this way."""
    return frozenset(role.key for role in ROLES.values() if role.connected_by == connection)


def who_may(right: Right | SiteRight) -> str:
    """The sentence that says which roles hold a SiteRight."""
    holders = [role.title.lower() for role in ROLES.values() if right in role.site]
    return f"To {right.label} one must be: {', '.join(holders)}."
