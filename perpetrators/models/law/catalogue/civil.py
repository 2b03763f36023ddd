"""The catalogue's rows about injunctions and warnings. Source: DOMAIN.md sections 3.2, 3.2b, 3.5."""

from datetime import date

from perpetrators.models.law.catalogue import checks as check
from perpetrators.models.law.catalogue.orders import COURT, SUPERVISED, YOUTH
from perpetrators.models.law.catalogue.row import Fact, Limits, MeasureKind, Names, Regime, Sort, began
from perpetrators.models.law.durations import Period, eighteenth_birthday, notice_end
from perpetrators.models.law.proceeding import Proceeding

INJUNCTION = (
    COURT,
    Fact("claim", "Claim number"),
    Fact("with_notice", "Was the other side told of the hearing?", Sort.YES_NO),
    Fact("penal_notice", "Does it carry a penal notice?", Sort.YES_NO),
    Fact("zone", "Area the person must keep out of"),
)
APPLICANTS = (("council", "Council"), ("housing", "Housing provider"), ("police", "Police"))
CONTEMPT = (Proceeding.NONE, Proceeding.CONTEMPT)
ARREST_GROUND = "Violence, a threat of it, or a significant risk of harm"

CIVIL = MeasureKind(
    key="civil_injunction",
    title="Civil injunction (anti-social behaviour)",
    group="Injunctions",
    legal_basis="Anti-social Behaviour, Crime and Policing Act 2014 ss1 to 21",
    source="A1",
    who_applies="Council, police, or a housing provider about its own housing",
    who_grants="County court or High Court; the youth court for somebody under 18",
    breach_means="For an adult contempt of court, proved beyond reasonable doubt, with up to 2 years in prison (check "
    "locally). Somebody arrested under the power of arrest comes before a judge within 24 hours. For "
    "somebody under 18 a supervision order, or from 14 detention of up to 3 months.",
    proceedings=CONTEMPT,
    interim=True,
    applicants=APPLICANTS,
    power_of_arrest=ARREST_GROUND,
    under_18=Limits(most=Period(months=12), open_ended=False),
    limits_source="Anti-social Behaviour, Crime and Policing Act 2014 s1(6)",
    least_age=10,
    age_source="Anti-social Behaviour, Crime and Policing Act 2014 s1(1)",
    supervised="Anti-social Behaviour, Crime and Policing Act 2014 s3",
    facts=(
        *INJUNCTION,
        YOUTH,
        *SUPERVISED,
        Fact(
            "violence_or_harm",
            "Was there violence, a threat of it, or a significant risk of harm?",
            Sort.YES_NO,
            hint="Only then can there be a power of arrest, or an exclusion from home",
        ),
        Fact("excludes_from_home", "Is the person kept out of their own home?", Sort.YES_NO, hint="Adults only"),
        Fact("housing_link", "How it has to do with the provider’s housing"),
    ),
    checks=(
        check.youth_court,
        check.supervised,
        check.home_exclusion,
        check.ground_for_arrest,
        check.without_notice,
        check.housing_provider,
    ),
    regimes=(
        Regime(
            date(2015, 3, 23), "Injunctions under Part 1 of the 2014 Act began on 23 March 2015.", "2014 Act Part 1"
        ),
    ),
    check_locally=(
        "The Crime and Policing Act 2026 moves much of this to respect orders, youth injunctions and housing "
        "injunctions; which sections are in force is not confirmed. They can be switched on here.",
    ),
)

S222 = MeasureKind(
    key="s222_injunction",
    title="Injunction in the council’s own name",
    group="Injunctions",
    legal_basis="Local Government Act 1972 s222",
    source="GK",
    who_applies="Council",
    who_grants="County court or High Court",
    breach_means="Contempt of court, with up to 2 years in prison (check locally).",
    proceedings=CONTEMPT,
    interim=True,
    applicants=APPLICANTS[:1],
    power_of_arrest="Police and Justice Act 2006 s27 (check locally)",
    facts=(*INJUNCTION, Fact("violence_or_harm", ARREST_GROUND + "?", Sort.YES_NO)),
    checks=(check.ground_for_arrest,),
    regimes=began(date(1974, 4, 1), "Under the Local Government Act 1972", "1972 Act s273 (check locally)"),
    check_locally=("The power of arrest and the sentence were not checked against the law.",),
)

INHERENT = MeasureKind(
    key="inherent_injunction",
    title="Injunction of the High Court for one child",
    group="Injunctions",
    legal_basis="Inherent jurisdiction of the High Court; Children Act 1989 s100",
    source="J1, J2",
    who_applies="Council, with the court’s leave",
    who_grants="High Court, Family Division",
    breach_means="Contempt of court. There is no power of arrest in statute (check locally).",
    proceedings=CONTEMPT,
    interim=True,
    applicants=APPLICANTS[:1],
    names_child=Names.MUST,
    clock=eighteenth_birthday,
    ends_by_birthday=True,
    checks=(check.alive,),
    facts=(*INJUNCTION, Fact("leave", "Was leave of the court given (section 100)?", Sort.YES_NO)),
    check_locally=("A court refused one for “any female under 18”: it protects a named child ([2015] EWHC 2140).",),
)

BASES = (
    ("s2", "Section 2: a child under 16"),
    ("s49", "Section 49: a child under 18 in care, under an emergency protection order or in police protection"),
)
SIGNED = (("signed", "Signed"), ("refused", "Refused to sign"), ("absent", "Was not present to sign"))
CAWN = MeasureKind(
    key="cawn",
    title="Child abduction warning notice",
    group="Warnings",
    legal_basis="No statute; rests on Child Abduction Act 1984 s2 or Children Act 1989 s49",
    source="K1 to K5",
    who_applies="Police, with a statement of whoever has parental responsibility",
    who_grants="Police",
    breach_means="Breaking it is not an offence: it is evidence for an arrest under section 2 or section 49, or for "
    "another order.",
    proceedings=(Proceeding.NONE, Proceeding.EVIDENCE),
    names_child=Names.MUST,
    one_child_each=True,
    clock=notice_end,
    ends_by_birthday=True,
    needs_end=False,
    review_every=Period(months=3),
    limits=Limits(open_ended=False),
    facts=(
        Fact("basis", "On what does it rest?", Sort.CHOICE, "Select what it rests on", BASES, of_child=True),
        Fact(
            "consent_by",
            "Who stated that the person has no permission?",
            hint="A parent or somebody else with parental responsibility, or the council",
            of_child=True,
        ),
        Fact("consent_role", "Their relationship to the child", of_child=True),
        Fact("consent_on", "Day of the statement", Sort.DATE, of_child=True),
        Fact("place_served", "Where it was served"),
        Fact("signed", "Did the person sign?", Sort.CHOICE, choices=SIGNED),
        Fact("copy_given", "Was a copy left with the person?", Sort.YES_NO),
        Fact("explained", "Was it explained to the person?", Sort.YES_NO),
    ),
    fixed_facts=("basis",),
    service_facts=("place_served", "signed", "copy_given", "explained"),
    checks=(check.warning_notice, check.alive),
    regimes=(
        Regime(
            date(1984, 10, 12),
            "It can rest on section 2 of the Child Abduction Act 1984 since 12 October 1984.",
            "1984 Act s13(2) (check locally)",
        ),
        Regime(
            date(1991, 10, 14),
            "It can rest on section 49 of the Children Act 1989 as well since 14 October 1991.",
            "SI 1991/828 (check locally)",
        ),
    ),
    check_locally=(
        "It has no term in law. Cancel it when the parent takes the statement back, the risk ends or the child moves.",
    ),
)

ROWS = (CIVIL, S222, INHERENT, CAWN)
