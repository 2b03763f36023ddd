"""The lists of the register that can be taken away. How: `emerald.papers.sheets`."""

from typing import Any

from emerald.papers.sheets import Sheet
from emerald.words import day_in_words
from perpetrators.models import Measure


def until(measure: Measure) -> str:
    return "Until further order" if measure.until_further_order else day_in_words(measure.ends_on)


def children_in_words(measure: Any) -> str:
    """Those the reader may see by case name, and how many there are besides. `measure` as `listing.with_children` gives
    it."""
    names = [row.child.name for row in measure.seen_children]
    more = measure.children_in_all - len(names)
    return ", ".join(names + [f"{more} more"] * (more > 0))


def _measure(measure: Measure) -> tuple[str, ...]:
    return (
        measure.reference,
        measure.row.title,
        measure.state_in_words,
        measure.person.reference if measure.person else "",
        measure.person.name if measure.person else "",
        measure.place.name if measure.place else "",
        children_in_words(measure),
        day_in_words(measure.started_on),
        until(measure),
        day_in_words(measure.served_on),
        day_in_words(measure.review_on),
        measure.order_ref,
        measure.crime_ref,
        measure.officer.name if measure.officer else "",
        measure.area.name,
    )


def _person(person: Any) -> tuple[str, ...]:
    return (
        person.reference,
        person.name,
        person.get_legal_status_display(),
        day_in_words(person.date_of_birth),
        person.age_in_words,
        ", ".join(sorted(one.row.title for one in person.in_force)),
        person.officer.name if person.officer else "",
        person.area.name,
    )


MEASURES = Sheet(
    "Measures",
    (
        "Reference",
        "Kind",
        "Status",
        "Against",
        "Name",
        "Place",
        "Protects",
        "Started",
        "Last day",
        "Served",
        "Review",
        "Order reference",
        "Crime reference",
        "Officer",
        "Area",
    ),
    _measure,
)
PERSONS = Sheet(
    "Persons of concern",
    ("Reference", "Name", "Police and court status", "Born", "Age", "Measures in force", "Officer", "Area"),
    _person,
)
