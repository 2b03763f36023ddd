"""What can go into a pack beside the chronology: the sections that parts declare, and the child's own."""

from collections.abc import Collection
from typing import Any

from cases.models import Case
from cases.parts import CasePart
from emerald.words import day_in_words


def sections_for(rights: Collection[str]) -> list[Any]:
    return [one for one in CasePart.joined("pack_sections") if one.needs in rights]


def child_in_words(case: Case) -> list[tuple[str, str]]:
    """The child's details as the page of the case has them."""
    child = case.child.with_details()
    known = [
        ("Name", child.full_name),
        ("Called", child.preferred_name),
        ("Date of birth", day_in_words(child.date_of_birth)),
        ("Age", child.age_in_words),
        ("Died", day_in_words(child.died_on)),
        ("School", child.school),
        ("First language", child.first_language),
        *(("Other name", one.name) for one in child.also_known_as.all()),
        ("How to contact safely", child.safe_contact_notes),
    ]
    for one in child.addresses.all():
        known.append((f"Address: {one.kind}", "\n".join(filter(None, (one.in_words, _span(one))))))
    for carer in child.carers.all():
        known.append(
            (
                f"Carer: {carer.relationship}",
                "\n".join(
                    filter(
                        None,
                        (
                            carer.name,
                            carer.phone,
                            carer.email,
                            "Safe to contact" if carer.safe_to_contact else "Not safe to contact",
                            _span(carer),
                        ),
                    )
                ),
            )
        )
    for worker in child.professionals.all():
        known.append(
            (
                "Professional",
                "\n".join(
                    filter(None, (worker.name, worker.job, worker.agency, worker.phone, worker.email, _span(worker)))
                ),
            )
        )
    return [(heading, text) for heading, text in known if text]


def _span(one: Any) -> str:
    since, until = getattr(one, "since", None), one.until
    return " ".join(
        filter(None, (f"from {day_in_words(since)}" if since else "", f"until {day_in_words(until)}" if until else ""))
    )
