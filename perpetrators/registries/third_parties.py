"""Whom the register knows around a child: what a pack of the child's record must not give away of them."""

from collections import defaultdict
from collections.abc import Iterator

from cases.models import Case
from cases.models.access.visible import rights_on
from cases.registries.third_parties import ThirdParty
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from perpetrators.models import Link, Particular
from perpetrators.models.persons.identifiers.particular import ParticularKind

OF_CONCERN = "Of concern to the child"
# Under which of a third party's facts each kind of particular is looked for.
LOOKED_FOR = {
    ParticularKind.NAME: "names",
    ParticularKind.NICKNAME: "nicknames",
    ParticularKind.PHONE: "phones",
    ParticularKind.EMAIL: "emails",
    ParticularKind.HANDLE: "handles",
    ParticularKind.VEHICLE: "plates",
    ParticularKind.ADDRESS: "addresses",
    ParticularKind.LICENCE: "references",
    ParticularKind.POLICE: "references",
}


def of_concern_to(case: Case, by: User) -> Iterator[ThirdParty]:
    """Persons of concern joined to the child, by their names for who may hear them, and all they are known by for who
    may read of them. Nobody else: the check tells nobody who is known."""
    rights = rights_on(case, by)
    if Right.HEAR_OF_SUSPECTS not in rights:
        return
    links = Link.objects.current().filter(child=case.child_id, person__isnull=False).select_related("person")
    persons = {link.person_id: link.person for link in links}
    facts: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if Right.READ_SUSPECTS in rights:
        for one in Particular.objects.filter(person__in=persons):
            facts[one.person_id or 0][LOOKED_FOR[ParticularKind(one.kind)]].append(one.value)
    for key, person in persons.items():
        known = {name: tuple(values) for name, values in facts[key].items()}
        names = (f"{person.given_names} {person.family_name}".strip(), *known.pop("names", ()))
        nicknames = (person.called, *known.pop("nicknames", ()))
        yield ThirdParty(
            kind="concern",
            why=OF_CONCERN,
            names=tuple(filter(None, names)),
            nicknames=tuple(filter(None, nicknames)),
            **known,
        )
