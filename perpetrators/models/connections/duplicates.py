"""Who may be the same person of concern recorded twice: by how the name sounds with the age, or by what both are known
by. Only those the reader may see; what is out of their sight is found as a connection (`shared`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.models.children.search_criteria import SearchCriteria
from emerald.accounts.permissions import Right
from emerald.text.compared import in_order
from emerald.text.finding import NEAR, shares_keys_with
from perpetrators.models.connections.shared import Connections
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.register.scope import Scope

MOST = 25
MET_BY = ("phone", "email", "handle", "vehicle", "licence", "police", "nickname", "address")
YEARS_APART = 3  # as far as an estimated age may lie from the other (REC)


@dataclass(frozen=True)
class Alike:
    """Another record that may be the same person's, and in what the two are alike, in words."""

    person: PersonOfConcern
    why: tuple[str, ...]


def alike(person: PersonOfConcern, scope: Scope) -> list["Alike"]:
    """Those who may be the same as `person`, the likeliest first, at most MOST. A constant number of queries."""
    why: dict[PersonOfConcern, list[str]] = {}
    for other, reasons in (*_by_name(person, scope), *_by_particulars(person, scope)):
        why.setdefault(other, []).extend(reason for reason in reasons if reason not in why[other])
    found = [Alike(other, tuple(reasons)) for other, reasons in why.items()]
    return sorted(found, key=lambda one: (-len(one.why), in_order(one.person.name), one.person.pk))[:MOST]


def _by_name(person: PersonOfConcern, scope: Scope) -> Iterator[tuple[PersonOfConcern, list[str]]]:
    sought = SearchCriteria(
        given_names=person.given_names or person.called,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
    )
    if not sought.name.halves:
        return
    others = PersonOfConcern.objects.active().filter(shares_keys_with(sought.name)).exclude(pk=person.pk)
    for other in scope.persons(others, Right.READ_SUSPECTS).with_people().order_by("pk")[:NEAR]:
        if sought.closeness(other.name_keys) and (reasons := _age_agrees(person, other)):
            yield other, ["Their names sound alike", *reasons]


def _age_agrees(person: PersonOfConcern, other: PersonOfConcern) -> list[str]:
    """In what words the ages agree; nothing when they speak against it."""
    if person.date_of_birth and other.date_of_birth:
        return ["Same date of birth"] if person.date_of_birth == other.date_of_birth else []
    today = max(person.recorded_at, other.recorded_at).date()
    mine, theirs = person.age_on(today), other.age_on(today)
    if mine is None or theirs is None:
        return ["The age of one is not known"]
    return ["About the same age"] if abs(mine - theirs) <= YEARS_APART else []


def _by_particulars(person: PersonOfConcern, scope: Scope) -> Iterator[tuple[PersonOfConcern, list[str]]]:
    for connection in Connections(person, scope).found:
        if connection.item.kind in MET_BY:
            for other in connection.seen:
                if other.of == "person":
                    yield other.record, [f"Same {connection.item.words[:1].lower()}{connection.item.words[1:]}"]
