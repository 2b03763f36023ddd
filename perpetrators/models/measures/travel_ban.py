"""A ban on foreign travel within an order is renewed by varying the order."""

from datetime import date, timedelta

from emerald.guards import NotYet
from emerald.words import day_in_words
from perpetrators.models.law.catalogue import checks
from perpetrators.models.measures.host import OfMeasure


def renew_travel_ban(measure: OfMeasure, on: date, until: date) -> str:
    """Set the ban's new last day. One that stands on `on` goes on for up to 5 more years, one that is over or was never
    there begins anew. Returns the sentence that is told; raises NotYet. Source: Sexual Offences Act 2003 ss103D and
    122C, Sentencing Act 2020 s348, Modern Slavery Act 2015 ss18(3) and 25(3)."""
    if measure.row.fact("travel_ban_until") is None:
        raise NotYet(f"There is no ban on foreign travel with this kind of measure ({measure.title.lower()}).")
    standing = measure.fact("travel_ban_until")
    is_renewed = standing is not None and standing >= on
    if is_renewed and until <= standing:
        raise NotYet(
            f"The ban on foreign travel runs until {day_in_words(standing)} already. Enter a later last day, or put "
            "the details right where that one was wrong."
        )
    first = standing + timedelta(days=1) if is_renewed else on
    measure.facts = measure.facts | {"travel_ban_until": until.isoformat(), "travel_ban_from": first.isoformat()}
    if obstacles := checks.travel_ban(measure, ()):
        raise NotYet(*obstacles)
    return f"The ban on foreign travel now lasts until {day_in_words(until)}."
