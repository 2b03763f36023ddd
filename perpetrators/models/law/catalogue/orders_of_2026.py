"""The catalogue's rows of the Crime and Policing Act 2026, which a setting switches on (`EMERALD_RESPECT_ORDERS`).

Source: DOMAIN.md section 3.5. Read from accounts of the Bill and the Act, not from the sections in force: what stands
here is to be checked locally before it is relied on.
"""

from datetime import date

from perpetrators.models.law.catalogue import checks as check
from perpetrators.models.law.catalogue.civil import APPLICANTS, ARREST_GROUND, CONTEMPT, INJUNCTION
from perpetrators.models.law.catalogue.orders import COURT, SUPERVISED, YOUTH
from perpetrators.models.law.catalogue.row import Fact, Limits, MeasureKind, Regime, Sort
from perpetrators.models.law.durations import Period
from perpetrators.models.law.proceeding import Proceeding

SETTING = "RESPECT_ORDERS"
ACT_2026 = "Crime and Policing Act 2026"
PART_1 = f"Anti-social Behaviour, Crime and Policing Act 2014 Part 1, as the {ACT_2026} changes it (check locally)"
PART_A1 = f"Anti-social Behaviour, Crime and Policing Act 2014 Part A1, put in by the {ACT_2026} (check locally)"
CHECK = (
    f"Commencement: check locally. The first parts of the {ACT_2026} began on 29 June 2026; which, is not confirmed.",
)
BEGAN = (
    Regime(
        date(2026, 6, 29),
        f"The first parts of the {ACT_2026} began on 29 June 2026.",
        f"{ACT_2026}, Commencement No. 1 Regulations 2026; commencement of this measure: check locally",
    ),
)
HARM = Fact("violence_or_harm", f"{ARREST_GROUND}?", Sort.YES_NO)
HOME = Fact("excludes_from_home", "Is the person kept out of their own home?", Sort.YES_NO)
HOUSING = Fact("housing_link", "How it has to do with the provider’s housing")

RESPECT = MeasureKind(
    key="respect_order",
    title="Respect order",
    group="Injunctions",
    legal_basis=PART_A1,
    source="Y1, Y2, Y3",
    who_applies="Council, police, or a housing provider about its own housing",
    who_grants="County court or High Court. For somebody of 18 or older",
    breach_means="It is an offence, with up to 2 years in prison on indictment (check locally).",
    proceedings=(Proceeding.NONE, Proceeding.OFFENCE),
    switched_on_by=SETTING,
    interim=True,
    applicants=APPLICANTS,
    least_age=18,
    age_source=PART_A1,
    limits_source=PART_A1,
    supervised=PART_A1,
    facts=(
        COURT,
        Fact("with_notice", "Was the other side told of the hearing?", Sort.YES_NO),
        Fact("risk_assessed", "Was the risk assessed before it was applied for?", Sort.YES_NO),
        *SUPERVISED,
        Fact("zone", "Area the person must keep out of"),
        HARM,
        HOME,
        HOUSING,
    ),
    checks=(check.supervised, check.home_exclusion, check.without_notice, check.housing_provider),
    regimes=BEGAN,
    check_locally=CHECK,
)
YOUTH_INJUNCTION = MeasureKind(
    key="youth_injunction",
    title="Youth injunction",
    group="Injunctions",
    legal_basis=PART_1,
    source="Y1, Y2, Y3",
    who_applies="Council, police, or a housing provider about its own housing",
    who_grants="Youth court. For somebody of 10 to 17",
    breach_means="A supervision order, or from 14 detention of up to 3 months (check locally).",
    proceedings=CONTEMPT,
    switched_on_by=SETTING,
    interim=True,
    applicants=APPLICANTS,
    power_of_arrest=ARREST_GROUND,
    least_age=10,
    under_age=18,
    age_source=PART_1,
    limits=Limits(most=Period(months=12), open_ended=False),
    limits_source=PART_1,
    supervised=PART_1,
    facts=(*INJUNCTION, YOUTH, *SUPERVISED, HARM, HOUSING),
    checks=(check.youth_court, check.supervised, check.ground_for_arrest, check.without_notice, check.housing_provider),
    regimes=BEGAN,
    check_locally=CHECK,
)
HOUSING_INJUNCTION = MeasureKind(
    key="housing_injunction",
    title="Housing injunction",
    group="Injunctions",
    legal_basis=PART_1,
    source="Y1, Y2, Y3",
    who_applies="Council, police, or a housing provider about its own housing",
    who_grants="County court or High Court. For somebody of 18 or older",
    breach_means="Contempt of court, with up to 2 years in prison (check locally).",
    proceedings=CONTEMPT,
    switched_on_by=SETTING,
    interim=True,
    applicants=APPLICANTS,
    power_of_arrest=ARREST_GROUND,
    least_age=18,
    age_source=PART_1,
    limits_source=PART_1,
    supervised=PART_1,
    facts=(*INJUNCTION, *SUPERVISED, HARM, HOME, HOUSING),
    checks=(
        check.supervised,
        check.home_exclusion,
        check.ground_for_arrest,
        check.without_notice,
        check.housing_provider,
    ),
    regimes=BEGAN,
    check_locally=CHECK,
)

ROWS = (RESPECT, YOUTH_INJUNCTION, HOUSING_INJUNCTION)
