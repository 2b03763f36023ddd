"""Two records of perhaps one person of concern, fact beside fact."""

from typing import Any

from emerald.words import day_in_words
from perpetrators.models import PersonOfConcern
from perpetrators.models.register.hidden import how_many


def compared(one: PersonOfConcern, other: PersonOfConcern) -> list[Any]:
    """Rows as `side_by_side` draws them: what each record says, and whether they differ."""
    rows = [{"name": name, "theirs": says(one), "yours": says(other)} for name, says in FACTS]
    return [
        row | {"differs": row["name"] not in ONLY_TOLD and "" != row["theirs"] != row["yours"] != ""}
        for row in rows
        if row["theirs"] or row["yours"]
    ]


def _known_by(person: PersonOfConcern) -> str:
    return "\n".join(f"{one.get_kind_display()}: {one.value}" for one in person.particulars.all())


def _links(person: PersonOfConcern) -> str:
    """How many: to whom is for each reader to see on the person's page."""
    return str(how_many(person.links.model.objects.current().touching(person)) or "")


def _recorded(person: Any) -> str:
    return f"{person.recorded_by.name_at(person.recorded_at)}, {day_in_words(person.recorded_at)}"


def _measures(person: PersonOfConcern) -> str:
    return str(how_many(person.measures.all()) or "")


ONLY_TOLD = {"Known by", "Links", "Measures", "Officer", "Recorded"}  # may differ of one and the same person
FACTS = (
    ("Name", lambda person: person.name),
    ("Called", lambda person: person.called),
    ("Date of birth", lambda person: day_in_words(person.date_of_birth)),
    ("Age", lambda person: "" if person.date_of_birth else person.age_in_words.capitalize()),
    ("Sex", lambda person: person.get_sex_display()),
    ("Police and court status", lambda person: person.get_legal_status_display()),
    ("Ethnicity", lambda person: person.get_ethnicity_display()),
    ("Nationality", lambda person: person.nationality),
    ("Occupation", lambda person: person.occupation),
    ("What they look like", lambda person: person.description),
    ("Known by", _known_by),
    ("Links", _links),
    ("Measures", _measures),
    ("Officer", lambda person: person.officer.name if person.officer else ""),
    (
        "Recorded",
        lambda person: f"{person.recorded_by.name_at(person.recorded_at)}, {day_in_words(person.recorded_at)}",
    ),
)
