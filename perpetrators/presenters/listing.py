"""The register as lists: what a person may see of it, what is narrowed, and the entry that it was shown.

As the doors do, each starts from `Scope`; end with `note_shown`, so that the list leaves its read entry.
"""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cases.door import for_those_who_may
from cases.models.planning.action import ActionStatus
from emerald.accounts.door import SignedInRequest
from emerald.accounts.permissions import Right
from emerald.audit.record import record
from perpetrators.models import Link, Measure, PersonOfConcern, Place, ProtectedChild
from perpetrators.models.measures.queries import MeasureQuerySet
from perpetrators.models.persons.links.link import Handling
from perpetrators.models.persons.person import PersonQuerySet
from perpetrators.models.places.place import PlaceQuerySet
from perpetrators.models.register.hidden import ChildrenNamed
from perpetrators.models.register.scope import Scope

PERSON, MEASURE, PLACE = "person of concern", "measure", "place"  # as the doors call them in the access log


def enter_register(request: SignedInRequest) -> Scope:
    """The reader's Scope; whose role does not hold the right the page needs on any case is told whom to ask (403)."""
    for_those_who_may(request)
    return Scope(request.user)


def persons_of(scope: Scope) -> PersonQuerySet:
    """Those whose page the reader may open, without records merged into another."""
    return scope.persons(PersonOfConcern.objects.active(), Right.READ_SUSPECTS)


def measures_of(scope: Scope) -> MeasureQuerySet:
    return scope.measures(Measure.objects.all(), Right.READ_SUSPECTS)


def places_of(scope: Scope) -> PlaceQuerySet:
    return scope.places(Place.objects.all())


def note_shown(request: SignedInRequest, subject: str, rows: Any, verb: str = "listed") -> Any:
    """Write down which records were on the page that is about to leave; returns them."""
    rows = list(rows)
    record(request, verb, subject=subject, subject_ids=[row.pk for row in rows])
    return rows


def with_measures(persons: Any, scope: Scope) -> Any:
    """Ready for a list: officer, area, and `in_force`, how many live measures the reader may see against each."""
    mine = measures_of(scope).in_force()
    return persons.with_people().prefetch_related(Prefetch("measures", mine, to_attr="in_force"))


def with_children(measures: Any, scope: Scope) -> Any:
    """Ready for a list: subject, officer, and those of the protected children the reader may see (`seen_children`);
    `children_in_all` counts the rest too."""
    seen = ProtectedChild.objects.filter(child__in=scope.children()).select_related("child").order_by("pk")
    return (
        measures.with_subjects()
        .annotate(children_in_all=ChildrenNamed("pk"))
        .prefetch_related(Prefetch("protected", seen, to_attr="seen_children"))
    )


def with_actions(places: QuerySet[Any], scope: Scope) -> Any:
    """Ready for a list: area, `waiting`, how many actions of the plan are to be done, and `seen_links`, those to
    persons of concern the reader may see; intelligence with conditions is for police liaison alone."""
    seen = scope.links(Link.objects.current().select_related("person")).order_by("recorded_at", "pk")
    seen = seen if scope.keeps else seen.exclude(handling=Handling.CONDITIONS)
    return (
        places.select_related("area")
        .annotate(waiting=Count("actions", filter=Q(actions__status=ActionStatus.OPEN)))
        .prefetch_related(Prefetch("links", seen, to_attr="seen_links"))
    )
