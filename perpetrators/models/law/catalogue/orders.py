"""The catalogue's rows about orders of a criminal or magistrates' court. Source: DOMAIN.md sections 3.2, 3.2b."""

from datetime import date

from perpetrators.models.law.catalogue import checks as check
from perpetrators.models.law.catalogue.row import Fact, Limits, MeasureKind, Regime, Sort
from perpetrators.models.law.durations import Period
from perpetrators.models.law.proceeding import Proceeding

COURT = Fact("court", "Court", required="Enter the court")
YOUTH = Fact("youth_court", "Was it the youth court?", Sort.YES_NO)
TRAVEL = Fact("travel_ban_until", "Last day of a ban on foreign travel", Sort.DATE, hint="At most 5 years")
POSITIVE = (
    Fact(
        "positive_requirement",
        "Does it ask the person to do something?",
        Sort.YES_NO,
        hint="Possible since 29 November 2022",
    ),
    Fact("supervisor", "Who supervises that?"),
)
NOTIFY = Fact(
    "notified_on",
    "Day the person gave the police their name and address",
    Sort.DATE,
    hint="Due within 3 days of service",
)
OFFENCE_UP_TO_5 = "It is an offence, with up to 5 years in prison on indictment."

SRO = MeasureKind(
    key="sro",
    title="Sexual risk order",
    group="Orders of a court",
    legal_basis="Sexual Offences Act 2003 ss122A to 122K",
    source="X1 to X5, A4",
    who_applies="Police, NCA, British Transport or Ministry of Defence Police",
    who_grants="Magistrates’ court; the youth court for somebody under 18. No conviction is needed",
    breach_means=f"{OFFENCE_UP_TO_5} A conviction or caution for it brings sex-offender notification in full.",
    proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
    interim=True,
    limits=Limits(least=Period(years=2)),
    limits_source="Sexual Offences Act 2003 s122A(7)",
    discharge_needs_consent=Period(years=2),
    facts=(
        COURT,
        YOUTH,
        Fact("act", "The act of a sexual nature it rests on", Sort.LONG, required="Enter the act"),
        TRAVEL,
        *POSITIVE,
        NOTIFY,
    ),
    checks=(check.youth_court, check.travel_ban, check.positive_requirements),
    regimes=(
        Regime(date(2015, 3, 8), "Sexual risk orders began on 8 March 2015.", "2014 Act schedule 5"),
        Regime(date(2022, 11, 29), "Proved on the civil standard; may ask the person to do something.", "SI 2022/1227"),
    ),
)

SHPO = MeasureKind(
    key="shpo",
    title="Sexual harm prevention order",
    group="Orders of a court",
    legal_basis="Sentencing Act 2020 ss343 to 358; Sexual Offences Act 2003 s103A",
    source="S1, A4",
    who_applies="Court at sentence, or police and others to the magistrates’ court",
    who_grants="Court. For somebody convicted or cautioned",
    breach_means=OFFENCE_UP_TO_5,
    proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
    interim=True,
    limits=Limits(least=Period(years=5)),
    limits_source="Sentencing Act 2020 ss343 to 358; Sexual Offences Act 2003 s103C",
    discharge_needs_consent=Period(years=5),
    facts=(
        COURT,
        Fact("conviction", "The conviction or caution it rests on", required="Enter what it rests on"),
        TRAVEL,
        *POSITIVE,
        NOTIFY,
    ),
    checks=(check.travel_ban, check.positive_requirements),
    regimes=(
        Regime(date(2015, 3, 8), "These orders began on 8 March 2015.", "2014 Act schedule 5"),
        Regime(date(2020, 12, 1), "Made at sentence under the Sentencing Code.", "Sentencing Act 2020"),
    ),
)

EXPLOITED = Fact("exploitation", "Type of exploitation")
STRO = MeasureKind(
    key="stro",
    title="Slavery and trafficking risk order",
    group="Orders of a court",
    legal_basis="Modern Slavery Act 2015 ss23 to 29",
    source="V1",
    who_applies="Police, NCA or immigration officer",
    who_grants="Magistrates’ court",
    breach_means=OFFENCE_UP_TO_5,
    proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
    interim=True,
    limits=Limits(least=Period(years=2)),
    limits_source="Modern Slavery Act 2015 ss23 to 29",
    facts=(COURT, EXPLOITED, TRAVEL, NOTIFY),
    checks=(check.travel_ban,),
    check_locally=("The maximum sentence for a breach was not checked against the law.",),
)
STPO = MeasureKind(
    key="stpo",
    title="Slavery and trafficking prevention order",
    group="Orders of a court",
    legal_basis="Modern Slavery Act 2015 ss14 to 22",
    source="V1",
    who_applies="Court on conviction, or police and others",
    who_grants="Court",
    breach_means=OFFENCE_UP_TO_5,
    proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
    interim=True,
    limits=Limits(least=Period(years=5)),
    limits_source="Modern Slavery Act 2015 ss14 to 22",
    facts=(
        COURT,
        Fact("conviction", "The conviction it rests on", required="Enter the conviction"),
        EXPLOITED,
        TRAVEL,
        NOTIFY,
    ),
    checks=(check.travel_ban,),
    check_locally=("The maximum sentence for a breach was not checked against the law.",),
)

CBO = MeasureKind(
    key="cbo",
    title="Criminal behaviour order",
    group="Orders of a court",
    legal_basis="Sentencing Act 2020 Part 11 chapter 1",
    source="S2",
    who_applies="Prosecution, after any conviction",
    who_grants="Court. For an offender of 10 or older",
    breach_means=OFFENCE_UP_TO_5,
    proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
    interim=True,
    limits=Limits(least=Period(years=2)),
    under_18=Limits(least=Period(years=1), most=Period(years=3), open_ended=False),
    limits_source="Sentencing Act 2020 Part 11 chapter 1",
    facts=(COURT, Fact("conviction", "The conviction it follows", required="Enter the conviction"), *POSITIVE),
    checks=(check.supervised,),
    regimes=(
        Regime(date(2014, 10, 20), "Criminal behaviour orders began on 20 October 2014.", "2014 Act s22"),
        Regime(date(2020, 12, 1), "Under the Sentencing Code.", "Sentencing Act 2020 Part 11"),
    ),
    review_every=Period(years=1),
)

PROTECTED = "The person it protects"
CONTACT = tuple(
    MeasureKind(
        key=key,
        title=title,
        group="Orders of a court",
        legal_basis=basis,
        source="GK",
        who_applies=who,
        who_grants="Court",
        breach_means="It is an offence.",
        proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
        facts=(COURT,),
        child_applies=who == PROTECTED,
        check_locally=("The rules of this order were not checked against the law: read the order.",),
    )
    for key, title, basis, who in (
        ("restraining_order", "Restraining order", "Sentencing Act 2020 s360", "Court at sentence or on acquittal"),
        ("stalking_order", "Stalking protection order", "Stalking Protection Act 2019", "Police"),
        ("non_molestation", "Non-molestation order", "Family Law Act 1996 s42", PROTECTED),
    )
)

ROWS = (SRO, SHPO, STRO, STPO, CBO, *CONTACT)
