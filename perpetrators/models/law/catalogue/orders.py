"""The catalogue's rows about orders of a criminal or magistrates' court. Source: DOMAIN.md sections 3.2, 3.2b."""

from datetime import date

from perpetrators.models.law.catalogue import checks as check
from perpetrators.models.law.catalogue.row import Fact, Limits, MeasureKind, Regime, Sort, began
from perpetrators.models.law.durations import Period
from perpetrators.models.law.proceeding import Proceeding

COURT = Fact("court", "Court", required="Enter the court")
YOUTH = Fact("youth_court", "Was it the youth court?", Sort.YES_NO)
TRAVEL = (
    Fact("travel_ban_until", "Last day of a ban on foreign travel", Sort.DATE, hint="At most 5 years"),
    # Written by the variation that renews it.
    Fact("travel_ban_from", "First day of the time for which the ban was renewed", Sort.DATE, asked=False),
)
REQUIRED = "positive_requirement", "Does it ask the person to do something?", Sort.YES_NO
SUPERVISOR = Fact("supervisor", "Who supervises that?")
SUPERVISED = (Fact(*REQUIRED, hint="Then it names who supervises that"), SUPERVISOR)
POSITIVE = (Fact(*REQUIRED, hint="Possible since 29 November 2022"), SUPERVISOR)
NOTIFY = Fact(
    "notified_on",
    "Day the person gave the police their name and address",
    Sort.DATE,
    hint="Due within 3 days that begin with the day of service",
)
TOLD_TO_NOTIFY = Fact("must_notify", "Must the person give their name and address (sections 19 and 26)?", Sort.YES_NO)
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
    interim_is_fixed="Sexual Offences Act 2003 s122E",
    limits=Limits(least=Period(years=2)),
    limits_source="Sexual Offences Act 2003 s122A(7)",
    discharge_needs_consent=Period(years=2),
    discharge_source="Sexual Offences Act 2003 s122D",
    ends_earlier="Sexual Offences Act 2003 s122A",
    supervised="Sexual Offences Act 2003 s122BA",
    notification="Sexual Offences Act 2003 s122F",
    facts=(
        COURT,
        YOUTH,
        Fact("act", "The act of a sexual nature it rests on", Sort.LONG, required="Enter the act"),
        *TRAVEL,
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
    interim_is_fixed="Sexual Offences Act 2003 s103F",
    limits=Limits(least=Period(years=5)),
    least_prohibition=Period(years=5),
    limits_source="Sentencing Act 2020 s347; Sexual Offences Act 2003 s103C",
    discharge_needs_consent=Period(years=5),
    discharge_source="Sentencing Act 2020 s350(7); Sexual Offences Act 2003 s103E",
    ends_earlier="Sentencing Act 2020 ss343 to 358; Sexual Offences Act 2003 s103C(6)",
    supervised="Sentencing Act 2020 s347A; Sexual Offences Act 2003 s103CA (check locally)",
    notification="Sexual Offences Act 2003 ss83 and 103G",
    facts=(
        COURT,
        Fact("conviction", "The conviction or caution it rests on", required="Enter what it rests on"),
        *TRAVEL,
        *POSITIVE,
        NOTIFY,
    ),
    checks=(check.travel_ban, check.positive_requirements),
    regimes=(
        Regime(date(2015, 3, 8), "These orders began on 8 March 2015.", "2014 Act schedule 5"),
        Regime(date(2020, 12, 1), "Made at sentence under the Sentencing Code.", "Sentencing Act 2020"),
    ),
)

SLAVERY_ORDERS = began(date(2015, 7, 31), "Under Part 2 of the Modern Slavery Act 2015", "SI 2015/1476 (check locally)")
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
    interim_is_fixed="Modern Slavery Act 2015 s28(7)",
    limits=Limits(least=Period(years=2)),
    least_prohibition=Period(years=2),
    limits_source="Modern Slavery Act 2015 s24(4)",
    discharge_needs_consent=Period(years=2),
    discharge_source="Modern Slavery Act 2015 s27(6)",
    ends_earlier="Modern Slavery Act 2015 s24(6)",
    notification="Modern Slavery Act 2015 s26(3)",
    notification_if="must_notify",
    facts=(COURT, EXPLOITED, *TRAVEL, TOLD_TO_NOTIFY, NOTIFY),
    checks=(check.travel_ban,),
    regimes=SLAVERY_ORDERS,
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
    interim_is_fixed="Modern Slavery Act 2015 s21(7)",
    limits=Limits(least=Period(years=5)),
    least_prohibition=Period(years=5),
    limits_source="Modern Slavery Act 2015 s17(4)",
    discharge_needs_consent=Period(years=5),
    discharge_source="Modern Slavery Act 2015 s20",
    ends_earlier="Modern Slavery Act 2015 s17(6)",
    notification="Modern Slavery Act 2015 s19(3)",
    notification_if="must_notify",
    facts=(
        COURT,
        Fact("conviction", "The conviction it rests on", required="Enter the conviction"),
        EXPLOITED,
        *TRAVEL,
        TOLD_TO_NOTIFY,
        NOTIFY,
    ),
    checks=(check.travel_ban,),
    regimes=SLAVERY_ORDERS,
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
    least_age=10,
    age_source="Sentencing Act 2020 Part 11 chapter 1: an offender of 10 or older",
    supervised="Sentencing Act 2020 s333",
    facts=(COURT, Fact("conviction", "The conviction it follows", required="Enter the conviction"), *SUPERVISED),
    checks=(check.supervised,),
    regimes=(
        Regime(date(2014, 10, 20), "Criminal behaviour orders began on 20 October 2014.", "2014 Act s22"),
        Regime(date(2020, 12, 1), "Under the Sentencing Code.", "Sentencing Act 2020 Part 11"),
    ),
    review_every=Period(years=1),
)

PROTECTED = "The person it protects"
CONTACT_BEGAN = {
    "restraining_order": (
        *began(date(1997, 6, 16), "Under the Protection from Harassment Act 1997 s5", "SI 1997/1418 (check locally)"),
        *began(date(2009, 9, 30), "Also on acquittal", "SI 2009/2501 (check locally)"),
        *began(date(2020, 12, 1), "On conviction under the Sentencing Code", "Sentencing Act 2020 s360"),
    ),
    "stalking_order": began(date(2020, 1, 20), "Under the 2019 Act", "SI 2020/26 (check locally)"),
    "non_molestation": began(
        date(1997, 10, 1), "Under Part 4 of the Family Law Act 1996", "SI 1997/1892 (check locally)"
    ),
}
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
        regimes=CONTACT_BEGAN[key],
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
