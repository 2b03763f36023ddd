"""The catalogue's rows about premises, licences, and getting a child to safety.

Source: DOMAIN.md sections 3.2, 3.2b.
"""

from datetime import date
from typing import Any

from perpetrators.models.law.catalogue import checks as check
from perpetrators.models.law.catalogue.row import Fact, Limits, MeasureKind, MoreHours, Names, Sort, began
from perpetrators.models.law.durations import Period, police_protection_end, that_day
from perpetrators.models.law.places import ACT_2014, FOR_48_HOURS, ISSUERS, POLICE, closure_notice_end, hotel_notice_end
from perpetrators.models.law.proceeding import Proceeding

PART_4 = began(date(2014, 10, 20), "Under Part 4 of the 2014 Act", "SI 2014/2590 art 3(c)")
CHILDREN_ACT = date(1991, 10, 14)
OF_CHILDREN = began(CHILDREN_ACT, "Under the Children Act 1989", "SI 1991/828 (check locally)")
OFFENCE = (Proceeding.NONE, Proceeding.OFFENCE)
PLACE: dict[str, Any] = {"against_person": False, "against_place": True, "names_child": Names.NEVER, "group": "Places"}
EITHER: dict[str, Any] = {"against_place": True, "group": "Licences"}
CLOSURE = (
    Fact("uprn", "Number of the premises (UPRN)"),
    Fact("residents", "Does anybody live there?", Sort.YES_NO),
    Fact("partial", "Is only a part closed?", Sort.YES_NO),
    Fact("licensed", "Is it licensed?", Sort.YES_NO),
)

CLOSURE_NOTICE = MeasureKind(
    key="closure_notice",
    title="Closure notice",
    legal_basis=f"{ACT_2014} ss76 to 79",
    source="A2",
    who_applies="Inspector or above, or the council",
    **PLACE,
    who_grants="The issuer; 48 hours by a superintendent or above, or the chief executive",
    breach_means="It is an offence, with up to 3 months in prison.",
    proceedings=OFFENCE,
    clock=closure_notice_end,
    needs_end=False,
    limits=Limits(open_ended=False),
    facts=(
        Fact(
            "issuer_rank",
            "Rank or office of the issuer",
            Sort.CHOICE,
            "Select the rank or office of the issuer",
            ISSUERS,
            "An inspector or above, or the council",
        ),
        # What was typed before there was a list to choose from.
        Fact("issuer_rank_said", "Rank or office of the issuer, as it was written", asked=False),
        Fact("started_at", "Time of service", Sort.TIME, "Enter the time of service"),
        Fact(
            "notice_hours",
            "For how long?",
            Sort.CHOICE,
            "Select for how long",
            (("24", "24 hours"), ("48", "48 hours: superintendent or above, or chief executive")),
        ),
        Fact(
            "hearing_on",
            "Day of the hearing",
            Sort.DATE,
            hint="Within 48 hours of service; Christmas Day is not counted",
        ),
        Fact("hearing_at", "Time of the hearing", Sort.TIME),
        *CLOSURE,
    ),
    checks=(check.issued_for_48_hours, check.heard_within_48_hours),
    more_hours=MoreHours("notice_hours", "48", FOR_48_HOURS, f"{ACT_2014} s77(4)"),
    regimes=PART_4,
    check_locally=("It cannot keep residents or the owner out of their home.",),
)
CLOSURE_ORDER = MeasureKind(
    key="closure_order",
    title="Closure order",
    legal_basis=f"{ACT_2014} ss80 to 91",
    source="A2",
    who_applies="Police or council",
    who_grants="Magistrates’ court",
    **PLACE,
    breach_means="It is an offence, with up to 51 weeks in prison (6 months until that begins).",
    proceedings=OFFENCE,
    limits=Limits(most=Period(months=3), open_ended=False),
    longest=Period(months=6),
    extended_by=Period(months=3),
    limits_source=f"{ACT_2014} ss80 and 82",
    regimes=PART_4,
    facts=(Fact("court", "Court", required="Enter the court"), *CLOSURE),
)
CLOSURE_CHILD_SEX = MeasureKind(
    key="closure_child_sex",
    title="Closure order about child sex offences",
    legal_basis="Sexual Offences Act 2003 Part 2A",
    source="X6",
    **PLACE,
    who_applies="Superintendent or above, after asking the council",
    who_grants="Magistrates’ court",
    breach_means="It is an offence (check locally).",
    proceedings=OFFENCE,
    limits=Limits(most=Period(months=3), open_ended=False),
    longest=Period(months=6),
    extended_by=Period(months=3),
    limits_source="Sexual Offences Act 2003 s136D; extensions: check locally",
    regimes=began(date(2015, 3, 8), "About child sex offences", "2014 Act s115 and schedule 6; SI 2015/373"),
    facts=(Fact("court", "Court", required="Enter the court"), *CLOSURE),
    check_locally=("How long it can be extended, and the sentence for a breach, was not checked against the law.",),
)
HOTEL = MeasureKind(
    key="hotel_notice",
    title="Hotel information notice",
    legal_basis=f"{ACT_2014} s116",
    source="A3",
    who_applies="Inspector or above",
    who_grants="Inspector or above",
    **PLACE,
    breach_means="Not giving the information that was asked for, or giving what one knows to be wrong, is an offence, "
    "with a fine of up to level 4 (section 118).",
    proceedings=OFFENCE,
    clock=hotel_notice_end,
    regimes=began(date(2014, 10, 20), "Under section 116 of the 2014 Act", "2014 Act s116; day: check locally"),
    needs_end=False,
    limits=Limits(open_ended=False),
    facts=(
        Fact("inspector", "Issuing inspector", required="Enter the issuing inspector"),
        Fact("issuer_rank", "Rank of the issuer", Sort.CHOICE, choices=POLICE),
    ),
)
PREMISES_REVIEW = MeasureKind(
    key="premises_review",
    title="Review of a premises licence",
    legal_basis="Licensing Act 2003 ss51 and 53A",
    source="GK",
    who_applies="Police, or the council’s children’s services",
    who_grants="Licensing authority",
    **PLACE,
    breach_means="A licensing offence.",
    proceedings=OFFENCE,
    needs_service=False,
    needs_end=False,
    facts=(
        Fact("licence", "Licence number"),
        Fact("decision", "Decision", required="Enter the decision"),
        Fact("suspended_until", "Suspended until", Sort.DATE, hint="At most 3 months"),
    ),
    regimes=began(date(2005, 11, 24), "Under the Licensing Act 2003", "SI 2005/3056 (check locally)"),
    check_locally=("The steps of a review were not checked against the law.",),
)
TAXI = MeasureKind(
    key="licensing_action",
    title="Action about a taxi or private-hire licence",
    legal_basis="Local Government (Miscellaneous Provisions) Act 1976 s61; Taxis and Private Hire Vehicles Act 2022",
    source="L3, L4, GK",
    who_applies="Anybody with a concern",
    who_grants="Licensing authority",
    breach_means="Driving without a licence.",
    proceedings=OFFENCE,
    needs_service=False,
    needs_end=False,
    **EITHER,
    facts=(
        Fact("licence", "Licence number"),
        Fact("authority", "Licensing authority", required="Enter the authority"),
        Fact("decision", "Decision", required="Enter the decision", hint="Suspended, revoked or refused"),
        Fact("at_once", "Does it take effect at once?", Sort.YES_NO),
        Fact("appeal", "Appeal"),
        Fact("registered_on", "Entered in the national register on", Sort.DATE),
        Fact("shared_on", "Shared with the authority that issued the licence on", Sort.DATE),
    ),
    regimes=began(date(1976, 11, 15), "Under the 1976 Act", "1976 Act, passed on that day; adopted locally"),
    check_locally=("An entry in the national register is kept for 11 years.",),
)

RECOVERY = MeasureKind(
    key="recovery_order",
    title="Recovery order",
    group="Getting a child to safety",
    legal_basis="Children Act 1989 s50",
    source="L1, L2",
    who_applies="Council with parental responsibility, or the designated police officer",
    who_grants="Court",
    breach_means="Obstructing it is an offence (check locally).",
    proceedings=OFFENCE,
    names_child=Names.MUST,
    against_place=True,
    against_nobody=True,
    needs_end=False,
    checks=(check.a_child_under_18,),
    facts=(
        Fact(
            "care",
            "Order or protection the child is under",
            required="Enter the order or protection the child is under",
            of_child=True,
        ),
        Fact("authorised", "Who is authorised to recover the child"),
    ),
    regimes=OF_CHILDREN,
    check_locally=("It holds until the child is recovered.",),
)
POLICE_PROTECTION = MeasureKind(
    key="police_protection",
    title="Police protection",
    group="Getting a child to safety",
    legal_basis="Children Act 1989 s46",
    source="L5",
    who_applies="Any constable",
    who_grants="No court is needed",
    breach_means="Nothing follows from it by itself.",
    names_child=Names.MUST,
    against_place=True,
    against_nobody=True,
    needs_service=False,
    needs_end=False,
    takes_conditions=False,
    clock=police_protection_end,
    limits=Limits(open_ended=False),
    facts=(
        Fact("started_at", "Time at which it began", Sort.TIME, "Enter the time at which it began"),
        Fact("constable", "Constable"),
        Fact("designated", "Designated officer"),
        Fact("told_council_on", "Day the council was told", Sort.DATE),
    ),
    regimes=OF_CHILDREN,
    checks=(check.a_child_under_18,),
)

# Things that were done, and are over with the day: they restrain nobody for ever.
DONE_IN_A_DAY = frozenset({"dispersal", "visit", "platform_report", "slavery_duty"})
IN_A_DAY: dict[str, Any] = {"one_day": True, "clock": that_day, "limits": Limits(open_ended=False)}
FREE_BEGAN = {
    "dispersal": began(date(2014, 10, 20), "Under Part 3 of the 2014 Act", "SI 2014/2590 art 3(b)"),
    "community_protection": PART_4,
    "exclusion_requirement": began(
        date(1997, 10, 1), "Under section 44A, which the Family Law Act 1996 put in", "SI 1997/1892 (check locally)"
    ),
    "slavery_duty": began(date(2015, 11, 1), "Under the Modern Slavery Act 2015 s52", "SI 2015/1743 (check locally)"),
}
FREE = tuple(
    MeasureKind(
        key=key,
        title=title,
        group="Others",
        legal_basis=basis,
        source="GK",
        who_applies=who,
        who_grants=who,
        breach_means="See the papers of the measure.",
        proceedings=tuple(Proceeding),
        against_place=True,
        needs_service=False,
        needs_end=False,
        **(IN_A_DAY if key in DONE_IN_A_DAY else {}),
        facts=(Fact("what", "What exactly?", Sort.LONG, sentence),),
        regimes=FREE_BEGAN.get(key, ()),
        check_locally=("The rules of this measure are not kept in Emerald: check them.",),
    )
    for key, title, basis, who, sentence in (
        ("dispersal", "Dispersal direction", f"{ACT_2014} s35", "Police", "Enter what was directed"),
        (
            "community_protection",
            "Community protection notice",
            f"{ACT_2014} s43",
            "Council or police",
            "Enter what it asks",
        ),
        (
            "exclusion_requirement",
            "Exclusion requirement of an emergency protection order",
            "Children Act 1989 s44A",
            "Court",
            "Enter what it asks",
        ),
        ("tenancy_action", "Action about a tenancy", "The tenancy", "Landlord or housing provider", "Enter the action"),
        (
            "visit",
            "Visit by licensing, housing, food or immigration officers",
            "The powers of the service",
            "The service",
            "Enter who visited and what they found",
        ),
        (
            "platform_report",
            "Report to an online platform",
            "The platform’s rules",
            "Anybody",
            "Enter what was reported",
        ),
        (
            "slavery_duty",
            "Duty to notify of suspected slavery",
            "Modern Slavery Act 2015 s52",
            "Public authorities",
            "Enter who was notified",
        ),
        ("other", "Another measure", "As entered", "As entered", "Enter what it is"),
    )
)

ROWS = (
    CLOSURE_NOTICE,
    CLOSURE_ORDER,
    CLOSURE_CHILD_SEX,
    HOTEL,
    TAXI,
    PREMISES_REVIEW,
    RECOVERY,
    POLICE_PROTECTION,
    *FREE,
)
