"""The catalogue's rows about bail and release. Source: DOMAIN.md sections 3.2, 3.2b, 3.3."""

from datetime import date

from perpetrators.models.law.bail_stages import LAW_2022, LAWS
from perpetrators.models.law.catalogue import checks as check
from perpetrators.models.law.catalogue.row import Fact, Limits, MeasureKind, Names, Regime, Sort, began
from perpetrators.models.law.proceeding import Proceeding

ORDER = (
    "initial",
    "agency",
    "first",
    "second",
    "complex",
    "agency_second",
    "court",
    "court_complex",
    "court_later",
    "court_waiting",
)
TITLES = {stage.key: stage.title for law in reversed(LAWS) for stage in law.stages}
STAGES = tuple((key, TITLES[key]) for key in ORDER)
# The steps of the law by which somebody is no longer on bail before charge (DOMAIN.md section 3.2).
ENDS_A_CASE = ("charge", "caution", "nfa", "conviction", "acquittal")
OFFENCE = Fact("offence", "Offence", required="Enter the offence")
ARREST = Fact(
    "arrested_on",
    "Day of the arrest",
    Sort.DATE,
    required="Enter the day of the arrest",
    hint="It decides which law holds; bail starts on the day after",
)
RETURN = (
    Fact(
        "return_on",
        "Day of return to the police station",
        Sort.DATE,
        hint="Not after the last day of bail (PACE 1984 s47(4D))",
    ),
    Fact("return_at", "Time of return", Sort.TIME),
    Fact("station", "Police station"),
)
VIEW_SOUGHT = (
    Fact(
        "victim_view_sought",
        "Was the child’s view of the conditions sought?",
        Sort.YES_NO,
        hint="The guidance asks for it whenever conditions are set or varied",
    ),
    Fact("victim_view_on", "When was it sought?", Sort.DATE),
)

PRE_CHARGE = MeasureKind(
    key="pre_charge_bail",
    title="Pre-charge bail",
    group="Bail and release",
    legal_basis="Police and Criminal Evidence Act 1984 ss30A, 37 and 47 to 47ZM",
    source="P1 to P10",
    who_applies="Police",
    who_grants="Custody officer; longer by higher ranks, then the magistrates’ court",
    breach_means="The person can be arrested without a warrant where a constable has reasonable grounds for suspecting "
    "that a condition was broken (PACE 1984 s46A(1A)), and a new decision about bail follows. Breaking a condition is "
    "not itself an offence; not coming back to the police station is (Bail Act 1976 s6). After an arrest for it the "
    "3 hours that begin with the arrival at the police station do not count towards the custody clock (PACE 1984 "
    "s47(6A)).",
    proceedings=(Proceeding.NONE, Proceeding.NEW_BAIL),
    has_stages=True,
    needs_service=False,
    needs_end=False,
    limits=Limits(),
    facts=(
        OFFENCE,
        ARREST,
        Fact(
            "stage",
            "At which stage is it?",
            Sort.CHOICE,
            choices=STAGES,
            hint=f"If left empty: {LAW_2022.stages[0].title.lower()}",
        ),
        Fact(
            "agency_case",
            "Is it a case of the FCA, HMRC, NCA or SFO?",
            Sort.YES_NO,
            hint="Their first bail lasts 6 months; a custody officer gives it too",
        ),
        Fact(
            "for_charging",
            "Is the person on bail for a charging decision?",
            Sort.YES_NO,
            hint="Released for the first time under PACE 1984 s37(7)(a): the clock does not begin until the "
            "prosecution asks for more (s47ZL)",
        ),
        Fact("designated", "Was the case designated as exceptionally complex?", Sort.YES_NO),
        *RETURN,
        *VIEW_SOUGHT,
    ),
    fixed_facts=("arrested_on", "stage", "agency_case", "for_charging"),
    ended_by=(*ENDS_A_CASE, "released_under_investigation", "post_charge_bail"),
    checks=(check.arrest_before_bail,),
    regimes=(
        Regime(date(1986, 1, 1), "No limit in the statute for arrests before 3 April 2017.", "check locally"),
        Regime(date(2017, 4, 3), "28 days, then 3 months, then the court.", "Policing and Crime Act 2017"),
        Regime(date(2022, 10, 28), "3, 6 and 9 months, then the court.", "2022 Act s45 and schedule 4"),
    ),
    check_locally=("Breach of bail and failing to return: check what your force records.",),
)

POST_CHARGE = MeasureKind(
    key="post_charge_bail",
    title="Bail after charge",
    group="Bail and release",
    legal_basis="Bail Act 1976; Police and Criminal Evidence Act 1984 s38",
    source="GK",
    who_applies="Police or prosecution",
    who_grants="Custody officer, then the court",
    breach_means="The person can be arrested and is brought before the court within 24 hours, which may remand them. "
    "It is not itself an offence; failing to surrender is.",
    proceedings=(Proceeding.NONE, Proceeding.NEW_BAIL),
    needs_service=False,
    needs_end=False,
    facts=(
        OFFENCE,
        Fact("court", "Court", required="Enter the court"),
        Fact("return_on", "Day of the next hearing", Sort.DATE),
        Fact("remand", "Is the person remanded in custody?", Sort.YES_NO),
        Fact("tag", "Is there an electronic tag?", Sort.YES_NO),
    ),
    checks=(check.charged,),
    regimes=began(date(1978, 4, 17), "Under the Bail Act 1976", "Bail Act 1976 (check locally)"),
    ended_by=("nfa", "conviction", "acquittal"),
    check_locally=("How long bail after charge lasts, and what follows a breach, was not checked against the law.",),
)

RELEASED = MeasureKind(
    key="released_under_investigation",
    title="Released under investigation",
    group="Bail and release",
    legal_basis="No statute sets limits",
    source="DOMAIN.md section 3.2",
    who_applies="Police",
    who_grants="Police",
    breach_means="There are no conditions that could be broken.",
    needs_service=False,
    needs_end=False,
    names_child=Names.NEVER,
    takes_conditions=False,
    protects=False,
    ended_by=(*ENDS_A_CASE, "pre_charge_bail", "post_charge_bail"),
    facts=(OFFENCE, Fact("why_no_bail", "Why was bail not used?", Sort.LONG, required="Enter why bail was not used")),
    check_locally=("It has no end and no conditions, and protects nobody. Ask whether bail was considered.",),
)

ROWS = (PRE_CHARGE, POST_CHARGE, RELEASED)
