"""Keeps in step what is compared (`Trace`) with the records it was read from, whoever saves them and wherever."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from cases.models import Address, Carer
from emerald.database.identity import acting_as_emerald
from emerald.encrypted import unreadable
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.connections.trace import Trace, origin_of
from perpetrators.models.register.matching import match_of

Read = tuple[list[tuple[str, str, str]], dict[str, int]]  # what is compared, and whose it is


def of_carer(carer: Carer) -> Read:
    return [
        ("A carer’s telephone number", "phone", match_of("phone", carer.phone)),
        ("A carer’s e-mail address", "email", match_of("email", carer.email)),
    ], {"child_id": carer.child_id}


def of_address(address: Address) -> Read:
    return [("An address of the child", "address", match_of("address", f"{address.lines}\n{address.postcode}"))], {
        "child_id": address.child_id
    }


def of_place(place: Place) -> Read:
    found = [
        ("The place’s address", "address", match_of("address", f"{place.lines}\n{place.postcode}")),
        ("The place’s name online", "handle", match_of("handle", place.web_address)),
    ]
    return found, {"place_id": place.pk}


def of_person(person: PersonOfConcern) -> Read:
    return [("What they are called", "nickname", match_of("nickname", person.called))], {"person_id": person.pk}


READ: dict[type[Model], Callable[[Any], Read]] = {
    Carer: of_carer,
    Address: of_address,
    Place: of_place,
    PersonOfConcern: of_person,
}


@acting_as_emerald("keep traces")
def update_traces(instance: Any, raw: bool = False, **_: Any) -> None:
    """After a save; a fixture (`raw`) may lack the rows it points to and is left to whoever loads it. Of what cannot be
    read nothing can be compared anew: what was read of it before stays."""
    if not raw and not unreadable(instance):
        found, whose = READ[type(instance)](instance)
        Trace.replace(origin_of(instance), found, **whose)


@acting_as_emerald("keep traces")
def forget(instance: Any, **_: Any) -> None:
    Trace.replace(origin_of(instance), [])


for _model in READ:
    post_save.connect(update_traces, sender=_model, dispatch_uid=f"trace {_model._meta.label}")
    post_delete.connect(forget, sender=_model, dispatch_uid=f"no trace {_model._meta.label}")
