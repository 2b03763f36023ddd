"""Why a measure cannot be as it is to be recorded, in sentences; and its end, worked out. Everything that differs by
kind comes from its row (`kinds`). Source: DOMAIN.md sections 3.1 and 3.2b."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cases.models import Child
from emerald.day_rules import why_in_future
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.checks import age_of
from perpetrators.models.law.catalogue.row import MeasureKind, Names
from perpetrators.models.law.durations import Made
from perpetrators.models.measures.bail_period import end_of_bail, why_not_at_stage, why_not_bailed
from perpetrators.models.measures.host import OfMeasure

if TYPE_CHECKING:
    from perpetrators.models.law.durations import End


def why_not_against(measure: OfMeasure) -> list[str]:
    """Whom or what it is against, and which children it names."""
    kind = measure.row
    if measure.person_id and not kind.against_person:
        return [f"A measure of this kind ({kind.title.lower()}) is against a place. Record it from the place’s page."]
    if not measure.person_id and not kind.against_place:
        return [f"A measure of this kind ({kind.title.lower()}) is against a person. Record it from the person’s page."]
    return []


def why_not_children(kind: MeasureKind, children: Sequence[Child]) -> list[str]:
    if kind.names_child == Names.NEVER and children:
        return [f"A measure of this kind ({kind.title.lower()}) names no child."]
    if kind.names_child == Names.MUST and not children:
        return ["Choose the child it protects: a measure of this kind names one."]
    if kind.one_child_each and len(children) > 1:
        return ["There is a notice for each child: record one for each."]
    return []


def why_not_themself(measure: OfMeasure, children: Sequence[Child]) -> list[str]:
    """A child who is of concern too is not protected against themself."""
    if not measure.person_id or not measure.person.child_records.current().filter(child__in=children).exists():
        return []
    return ["One of the children is the person themself: nobody is protected against themself."]


def why_not_days(measure: OfMeasure) -> list[str]:
    """What cannot be true of its days."""
    days = measure
    ahead = [
        *why_in_future(days.made_on, "The day it was made"),
        *why_in_future(days.served_on, "The day it was served"),
        *why_in_future(days.applied_on, "The day it was applied for"),
    ]
    said = [
        (
            days.applied_on and days.made_on and days.applied_on > days.made_on,
            "The day it was applied for is after the day it was made.",
        ),
        (
            days.served_on and days.made_on and days.served_on < days.made_on,
            "The day it was served is before the day it was made.",
        ),
        (
            days.ends_on and days.started_on and days.ends_on < days.started_on,
            "The last day is before the first day. Check the year.",
        ),
        (
            days.power_of_arrest_until and days.ends_on and days.power_of_arrest_until > days.ends_on,
            "The power of arrest cannot last longer than the measure.",
        ),
        (
            days.review_on and days.made_on and days.review_on < days.made_on,
            "The day of the review is before the day it was made.",
        ),
        (
            days.power_of_arrest and not measure.row.power_of_arrest,
            f"There is no power of arrest with this kind of measure ({measure.row.title.lower()}).",
        ),
        (
            days.until_further_order and days.ends_on,
            "Enter a last day, or say that it runs until further order, but not both.",
        ),
        (
            days.until_further_order and measure.row.has_worked_out_end,
            f"The law, or the child’s age, ends this kind of measure ({measure.row.title.lower()}): it does not run "
            "until further order. Leave the last day empty, and Emerald works it out.",
        ),
    ]
    return ahead + [sentence for wrong, sentence in said if wrong]


def why_not_of_age(measure: OfMeasure) -> list[str]:
    """Of somebody whose age is not known nothing is said."""
    kind, age = measure.row, age_of(measure)
    if age is None:
        return []
    if age < kind.least_age:
        return [
            f"{kind.title}: the person was {age} on {day_in_words(measure.made_on)}. It is made against somebody of "
            f"{kind.least_age} or older. Source: {kind.age_source}."
        ]
    if kind.under_age and age >= kind.under_age:
        return [
            f"{kind.title}: the person was {age} on {day_in_words(measure.made_on)}. It is made against somebody under "
            f"{kind.under_age}. Source: {kind.age_source}."
        ]
    return []


def why_not_applicant(measure: OfMeasure) -> list[str]:
    """Who may apply for a measure of its kind."""
    kind = measure.row
    if not kind.applicants or measure.applicant_class in ("", *dict(kind.applicants)):
        return []
    return [f"{kind.title}: who applies for it is {' or '.join(words.lower() for _, words in kind.applicants)}."]


def why_not_open(measure: OfMeasure) -> list[str]:
    """An interim order of some kinds has a last day; others last until the full hearing."""
    kind = measure.row
    if not measure.is_interim or measure.ends_on or not kind.interim_is_fixed:
        return []
    return [
        f"An interim order of this kind is made for a fixed time: enter its last day. Source: {kind.interim_is_fixed}."
    ]


def why_not_made(measure: OfMeasure, children: Sequence[Child]) -> list[str]:
    """Why `measure` cannot be made as it stands, protecting `children`. Works out its end on the way: see
    `work_out_end`."""
    kind = measure.row
    sentences = why_not_against(measure) + why_not_children(kind, children) + why_not_themself(measure, children)
    if measure.made_on is None:
        return [*sentences, "Enter the day it was made."]
    if measure.is_interim and not kind.interim:
        sentences.append(f"There is no interim measure of this kind ({kind.title.lower()}).")
    sentences += kind.missing(measure.facts) + kind.why_not_on(measure.day_of_law)
    sentences += why_not_days(measure)
    if sentences:
        return sentences
    sentences = why_not_of_age(measure) + why_not_applicant(measure)
    sentences += [sentence for check in kind.checks for sentence in check(measure, children)]
    if kind.has_stages:
        sentences += why_not_at_stage(measure)
    sentences += work_out_end(measure, children) + why_not_so_long(measure)
    return sentences + (why_not_bailed(measure) if kind.has_stages else [])


def work_out_end(measure: OfMeasure, children: Sequence[Child]) -> list[str]:
    """Set `ends_on`, where nobody entered one, and `how_ended` in words; the sentence where the day entered is later
    than the measure can last."""
    typed, end = measure.ends_on, _end_by_clock(measure, children)
    if measure.is_interim:
        measure.how_ended = "Interim: until the day the court set, or until the full hearing."
        return []
    if end is None:
        until = "Until further order." if measure.until_further_order else "As it was made." if typed else ""
        measure.how_ended = " ".join(filter(None, [until, measure.row.words_for_length]))
        return []
    measure.how_ended = end.in_full
    if typed is None or end.day is None:
        measure.ends_on = typed or (None if measure.until_further_order else end.day)
        return []
    if typed > end.day:
        if measure.row.ends_by_birthday and not measure.reads_all:
            return [
                f"That last day is later than this measure can last. Leave it empty: Emerald works it out. "
                f"{measure.changing_reading.ask}"
            ]
        return [f"The last day cannot be after {day_in_words(end.day)}. {end.in_full}"]
    if typed < end.day:
        measure.how_ended = f"As it was made. It could last until {day_in_words(end.day)}: {end.in_full}"
    return []


def _end_by_clock(measure: OfMeasure, children: Sequence[Child]) -> "End | None":
    kind = measure.row
    if kind.has_stages:
        return end_of_bail(measure, until=measure.ends_on)  # None: `why_not_at_stage` says so
    if kind.clock is None:
        return None
    return kind.clock(Made(measure.started_on, measure.typed_facts, children[0] if len(children) == 1 else None))


def why_not_so_long(measure: OfMeasure) -> list[str]:
    """Its length against what the law allows for somebody of that age. An interim measure has its own."""
    kind, ends, start = measure.row, measure.ends_on, measure.started_on
    if measure.is_interim:
        return []
    limits = kind.limits_for(age_of(measure))
    if measure.until_further_order and not limits.open_ended:
        return [
            "This measure cannot run until further order: enter its last day."
            + (f" {kind.words_for_length}" if kind.words_for_length else "")
        ]
    if ends is None and not measure.until_further_order and kind.needs_end:
        return [
            "Enter the last day, or say that it runs until further order."
            if limits.open_ended
            else "Enter the last day."
        ]
    if ends is None:
        return []
    if limits.least and ends < (earliest := limits.least.last_day_from(start)):
        return [
            f"{kind.title}: {day_in_words(ends)} is too early for its last day. It lasts at least {limits.least}"
            f"{', or until further order' if limits.open_ended else ''}; from {day_in_words(start)} that is until "
            f"{day_in_words(earliest)} or later. Source: {kind.limits_source}."
        ]
    most = kind.longest if measure.pk and kind.longest else limits.most  # an order that stands can be extended
    if most and ends > (latest := most.last_day_from(start)):
        return [
            f"{kind.title}: {day_in_words(ends)} is too late for its last day. It lasts at most {most}; from "
            f"{day_in_words(start)} that is until {day_in_words(latest)}. Source: {kind.limits_source}."
        ]
    return []
