"""What stands around a child: where they live, who cares for them, which professionals know them. All invented."""

from datetime import date, timedelta
from typing import Any

from cases.models import Child
from emerald.demo.story import Young

# The ranges the regulator keeps free for drama, and postcodes in no area there is.
MOBILE, LANDLINE = "07700 900{:03d}", "01632 960{:03d}"
STREETS = (
    "Lantern Lane",
    "Weir Cottages",
    "Old Brewery Yard",
    "Halfpenny Rise",
    "Kiln Close",
    "Rookery Court",
    "Tanners Row",
    "Beacon View",
    "Mill Leat",
    "Copperbeech Road",
    "Almond Terrace",
    "Windlass Street",
)
TOWNS = ("Harrowmere", "Kingsbarrow", "Aldermoor", "Stoke Wulfric")
CARERS = (
    ("Marian", "Mother"),
    ("Declan", "Father"),
    ("Oluchi", "Aunt"),
    ("Beryl", "Grandmother"),
    ("Anton", "Stepfather"),
    ("Rosalind", "Foster carer"),
    ("Hywel", "Uncle"),
    ("Parveen", "Mother"),
)
NETWORK = (
    ("Lindiwe Brackenbury", "Locality social worker", "Children's social care"),
    ("Osgood Pellerin", "Designated safeguarding lead", "School"),
    ("Dr Mirela Stanhope-Vane", "GP", "Weir Street Surgery"),
    ("Thora Lindqvist-Day", "School nurse", "Community health"),
    ("PC Ambrose Tulley", "Missing-persons officer", "Police"),
    ("Cressida Monkhouse", "Youth justice worker", "Youth justice service"),
)


def make_child(young: Young, *, place: int, nhs_number: str, upn: str, today: date) -> Child:
    """The saved child with everything around them. `place` is where they stand in the table of stories."""
    child = Child(
        **facts_of(young, today),
        nhs_number=nhs_number if young.numbers else "",
        upn=upn if young.numbers else "",
        social_care_id=f"SC{410_000 + 37 * place}",
    )
    child.save()
    for name in young.also:
        child.also_known_as.create(name=name)
    child.listen()
    child.save(update_fields=["sounds", "beginnings", "name_keys"])
    _home(child, young, place, today)
    _carers(child, young, place)
    for number in range(2 + place % 2):
        name, job, agency = NETWORK[(place + number * 2) % len(NETWORK)]
        phone = LANDLINE.format((place * 3 + number) % 1000)
        child.professionals.create(name=name, job=job, agency=agency, phone=phone)
    return child


def born_on(today: date, age: float) -> date:
    """The birthday of somebody who is so many years old, the part after the point as a part of the year since."""
    years, part = divmod(age, 1)
    leap_day = (today.month, today.day) == (2, 29)
    birthday = date(today.year - int(years), today.month, today.day - leap_day)
    return birthday - timedelta(days=round(part * 360))


def facts_of(young: Young, today: date) -> dict[str, Any]:
    """What the child's own row says."""
    if young.age_is_estimated:
        age = {"estimated_age": int(young.age), "estimated_on": today - timedelta(days=100)}
    else:
        age = {"date_of_birth": born_on(today, young.age)}
    return age | {
        "given_names": young.given_names,
        "family_name": young.family_name,
        "preferred_name": young.preferred_name,
        "sex": young.sex,
        "gender_identity": young.gender_identity,
        "ethnicity": young.ethnicity,
        "first_language": young.language,
        "interpreter_needed": young.interpreter,
        "special_needs": young.needs,
        "special_needs_notes": young.needs_notes,
        "school": young.school,
        "safe_contact_notes": young.safe_contact,
    }


def _home(child: Child, young: Young, place: int, today: date) -> None:
    lines = f"{3 + place * 2 % 88} {STREETS[place % len(STREETS)]}\n{TOWNS[place % len(TOWNS)]}"
    child.addresses.create(
        lines=lines,
        postcode=f"ZZ{1 + place % 9} {1 + place % 8}AA",
        sensitive=bool(young.sensitive),
        why_sensitive=young.sensitive,
        since=today - timedelta(days=700 + place),
    )
    if young.looked_after:
        basis, days, placement = young.looked_after
        child.looked_after_periods.create(
            legal_basis=basis, started_on=today - timedelta(days=days), placement=placement
        )


def _carers(child: Child, young: Young, place: int) -> None:
    for number in range(1 + place % 2):
        name, relationship = CARERS[(place + number * 3) % len(CARERS)]
        parent = relationship in ("Mother", "Father")
        child.carers.create(
            name=f"{name} {young.family_name}" if parent else f"{name} Harcombe",
            relationship=relationship,
            parental_responsibility=parent,
            safe_to_contact=relationship != "Stepfather",
            phone=MOBILE.format((place * 7 + number) % 1000),
        )
