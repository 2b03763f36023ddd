"""What a row of the catalogue checks besides its lengths: callables (measure, children) -> sentences, each with its
source. `measure` need not be saved yet; `children` are those it is to protect. Source: DOMAIN.md section 3.2b."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.models import Child
from emerald.words import day_in_words
from perpetrators.models.law.care import care_on
from perpetrators.models.law.durations import Period, last_day_under, moment_from
from perpetrators.models.law.places import FOR_48_HOURS, hours_without_christmas, is_police
from perpetrators.models.persons.legal_events.legal_status import LegalStatus

POSITIVE_SINCE = date(2022, 11, 29)
TRAVEL_BAN = Period(years=5)


def age_of(measure: Any) -> int | None:
    return measure.person.age_on(measure.made_on) if measure.person and measure.made_on else None


def is_under_18(measure: Any) -> bool:
    return (age_of(measure) or 18) < 18


def of_2014(measure: Any, section: str) -> str:
    """The source of a rule about injunctions, of which some are to be checked locally altogether."""
    row = measure.row
    return str(
        row.legal_basis if row.switched_on_by else f"Anti-social Behaviour, Crime and Policing Act 2014 s{section}"
    )


def travel_ban(measure: Any, children: Sequence[Child]) -> list[str]:
    """At most 5 years, and no more than 5 further ones each time it is renewed (`travel_ban.renew`)."""
    until, start = measure.fact("travel_ban_until"), measure.fact("travel_ban_from") or measure.started_on
    if not until or not start:
        return []
    latest = TRAVEL_BAN.last_day_from(start)
    if until < start:
        return ["The last day of the travel ban is before the first day."]
    if until > latest:
        return [
            f"A ban on foreign travel lasts at most 5 years, so until {day_in_words(latest)}; a variation of the order "
            "can renew it. Source: Sexual Offences Act 2003 s122C and s103D, Modern Slavery Act 2015 ss18 and 25."
        ]
    return []


def positive_requirements(measure: Any, children: Sequence[Child]) -> list[str]:
    if not measure.fact("positive_requirement"):
        return []
    too_early = measure.made_on and measure.made_on < POSITIVE_SINCE
    return [
        f"Requirements to do something can be made only since {day_in_words(POSITIVE_SINCE)}. Source: SI 2022/1227."
    ] * bool(too_early) + supervised(measure, children)


def supervised(measure: Any, children: Sequence[Child]) -> list[str]:
    if measure.fact("positive_requirement") and not measure.fact("supervisor"):
        return ["Enter who supervises the requirement to do something."]
    return []


def youth_court(measure: Any, children: Sequence[Child]) -> list[str]:
    if is_under_18(measure) and measure.fact("youth_court") is False:
        return [
            "For somebody under 18 it is the youth court that decides. Source: Anti-social Behaviour, Crime and "
            "Policing Act 2014 s1 and Sexual Offences Act 2003 s122A."
        ]
    return []


def home_exclusion(measure: Any, children: Sequence[Child]) -> list[str]:
    if not measure.fact("excludes_from_home"):
        return []
    if is_under_18(measure):
        return [
            f"Nobody under 18 can be excluded from their home by this injunction. Source: {of_2014(measure, '13')}."
        ]
    if not measure.fact("violence_or_harm"):
        return [
            "Keeping somebody out of their own home needs violence, a threat of it, or a significant risk of harm. "
            f"Say that there was, or take the exclusion out. Source: {of_2014(measure, '13(1)')}."
        ]
    return []


def ground_for_arrest(measure: Any, children: Sequence[Child]) -> list[str]:
    if measure.power_of_arrest and not measure.fact("violence_or_harm"):
        return [
            "A power of arrest needs violence, a threat of it, or a significant risk of harm. Say that there was, "
            f"or take the power of arrest out. Source: {of_2014(measure, '4')}."
        ]
    return []


def without_notice(measure: Any, children: Sequence[Child]) -> list[str]:
    if measure.fact("with_notice") is False and measure.state == "in_force":
        return [
            f"Without notice to the other side only an interim injunction can be made. Source: {of_2014(measure, '6')}."
        ]
    return []


def housing_provider(measure: Any, children: Sequence[Child]) -> list[str]:
    if measure.applicant_class == "housing" and not measure.fact("housing_link"):
        return [
            "A housing provider applies only about its own housing. Enter how this has to do with it. Source: "
            f"{of_2014(measure, '5')}."
        ]
    return []


def charged(measure: Any, children: Sequence[Child]) -> list[str]:
    """A charge that stands on the day bail is given: none that was dropped, or dealt with by the trial."""
    day = measure.made_on
    if not measure.person or not day:
        return []
    if any(one.status == LegalStatus.CHARGED for one in measure.person.standings(on=day)):
        return []
    return [
        f"Record the charge on {measure.person.reference} first: bail after charge needs one that stands, and on "
        f"{day_in_words(day)} none does."
    ]


def issued_for_48_hours(measure: Any, children: Sequence[Child]) -> list[str]:
    """s77(2): 48 hours take a superintendent or above, or the chief executive; s77(4): so does the step from 24 to 48,
    by the police where they issued the notice and by the council where it did."""
    issuer, extender = measure.fact("issuer_rank"), measure.authoriser_rank
    if measure.fact("notice_hours") != "48" or issuer in dict(FOR_48_HOURS):
        return []
    if extender in dict(FOR_48_HOURS) and is_police(extender) == is_police(issuer):
        return []
    return [
        "A closure notice is issued for 48 hours, or extended to 48, by a superintendent or above where the police "
        "issued it, and by the chief executive or somebody they designated where the council did. Source: "
        "Anti-social Behaviour, Crime and Policing Act 2014 s77(2) and (4)."
    ]


def heard_within_48_hours(measure: Any, children: Sequence[Child]) -> list[str]:
    day, served = measure.fact("hearing_on"), measure.served_on
    if not day or not served:
        return []
    last = hours_without_christmas(moment_from(served, measure.fact("started_at")), 48)
    if day < served or moment_from(day, measure.fact("hearing_at")) > last:
        return [
            f"The court hears it within 48 hours of service, so by {day_in_words(last)} at {last:%H:%M}; Christmas Day "
            "is not counted. Source: Anti-social Behaviour, Crime and Policing Act 2014 s80(3) and (4)."
        ]
    return []


def arrest_before_bail(measure: Any, children: Sequence[Child]) -> list[str]:
    arrested = measure.fact("arrested_on")
    if arrested and measure.made_on and measure.made_on < arrested:
        return ["The day bail was given is before the day of the arrest."]
    return []


def a_child_under_18(measure: Any, children: Sequence[Child]) -> list[str]:
    day = measure.started_on or measure.made_on
    return [
        f"{named(child)} was 18 or older on {day_in_words(day)}: this measure protects a child under 18."
        for child in children
        if day and child.age_on(day) >= 18
    ]


def alive(measure: Any, children: Sequence[Child]) -> list[str]:
    """It protects a child who lives."""
    day = measure.started_on or measure.made_on
    dead = [child for child in children if day and child.died_on and child.died_on < day]
    return [
        f"{named(child)} died on {day_in_words(child.died_on)}. Check the days."
        if getattr(child, "may_be_named", True)
        else "What is recorded of the child does not allow this measure on that day. Ask a practice manager of the "
        "child’s team."
        for child in dead
    ]


def warning_notice(measure: Any, children: Sequence[Child]) -> list[str]:
    """s2: a child under 16. s49: a child under 18 in care, under an emergency protection order or in police protection
    on the day. Source: DOMAIN.md section 3.2 and 3.2b."""
    basis, day = measure.fact("basis"), measure.started_on or measure.made_on
    sentences = []
    for child in children if basis and day else ():
        if not getattr(child, "may_be_named", True):
            sentences += _of_a_child_not_shown(child, basis, day)
            continue
        if basis == "s2" and child.age_on(day) >= 16:
            sentences.append(
                f"{named(child)} was {child.age_on(day)} on {day_in_words(day)}. A warning notice under section 2 "
                f"protects a child under 16{_last_day_of(child, 16)}. One under section 49 is possible up to 18 for a "
                "child in care. Source: Child Abduction Act 1984 s2."
            )
        if basis == "s49" and child.age_on(day) >= 18:
            sentences.append(
                f"{named(child)} was {child.age_on(day)} on {day_in_words(day)}. A warning notice under "
                f"section 49 protects a child under 18{_last_day_of(child, 18)}. Source: Children Act "
                "1989 s49."
            )
        elif basis == "s49" and care_on(child, day) is None:
            sentences.append(
                f"{named(child)} is not recorded as in care, under an emergency protection order or in police "
                f"protection on {day_in_words(day)}; a child accommodated under section 20 is not in care. Correct the "
                "child’s details first, or choose section 2. Source: Children Act 1989 s49."
            )
    return sentences


def _of_a_child_not_shown(child: Child, basis: str, day: date) -> list[str]:
    """The same in one sentence for all, which tells neither the age nor the care of a child the writer may not see."""
    too_old = child.age_on(day) >= (16 if basis == "s2" else 18)
    if not too_old and (basis == "s2" or care_on(child, day)):
        return []
    return [
        f"What is recorded of the child does not allow this notice on {day_in_words(day)}. Ask a practice manager of "
        "the child’s team to look at both."
    ]


def named(child: Child) -> str:
    """Their name, for whoever may see them (`Protecting.children`), to begin a sentence with."""
    return child.name if getattr(child, "may_be_named", True) else "The child"


def _last_day_of(child: Child, age: int) -> str:
    if child.date_of_birth is None:
        return ""
    return f": the last day was {day_in_words(last_day_under(child.date_of_birth, age))}"
