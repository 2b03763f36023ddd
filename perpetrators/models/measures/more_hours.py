"""A measure that runs for hours gets more of them, once: a closure notice goes from 24 to 48."""

from datetime import date

from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.law.catalogue.row import MoreHours
from perpetrators.models.measures.host import OfMeasure
from perpetrators.models.measures.rules import work_out_end


def to_more_hours(measure: OfMeasure, more: MoreHours, on: date, rank: str) -> str:
    """Decided on `on` by somebody of this `rank` or office (`more.by`), before its hours were over. Returns the
    sentence that is told; raises NotYet."""
    if measure.facts.get(more.fact) == more.answer:
        raise NotYet(f"It runs for {more.answer} hours already, and cannot be extended again. Source: {more.source}.")
    if measure.ends_on and on > measure.ends_on:
        raise NotYet(f"It ended on {day_in_words(measure.ends_on)}. It cannot be extended on {day_in_words(on)}.")
    if rank not in dict(more.by):
        raise NotYet(f"Select who extended it. Source: {more.source}.")
    measure.facts = measure.facts | {more.fact: more.answer}
    measure.authoriser_rank, measure.ends_on = rank, None
    children = measure.children
    if obstacles := [
        *(sentence for check in measure.row.checks for sentence in check(measure, children)),
        *work_out_end(measure, children),
    ]:
        raise NotYet(*obstacles)
    who = dict(more.by)[rank]
    return f"Extended to {more.answer} hours ({who[0].lower()}{who[1:]}), until {day_in_words(measure.ends_on)}."
