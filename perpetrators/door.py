"""The doors to the register: to a person of concern, a place and a measure. Each is the first line of a view.

As at the doors to cases: what is not theirs to see returns 404, the same as what does not exist; what they may see
without the right for the page returns 403 and says whom to ask. Each look leaves a read entry.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases.models import Case
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import right_for
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.record import let_in, record, refuse
from perpetrators.models import ConnectionFound, ConnectionReply, LegalEvent, Measure, PersonOfConcern, Place
from perpetrators.models.measures.reading import Reading
from perpetrators.models.register.scope import Scope
from perpetrators.presenters.person import PersonPresenter, VisibleLink

Found = TypeVar("Found")


def open_person(request: SignedInRequest, reference: str, *, verb: str = "opened", detail: str = "") -> PersonOfConcern:
    """The person of concern, for whoever holds the right the page needs (`emerald.accounts.page_rights.needs`), with
    `person.rights` (codenames of REGISTER_RIGHTS) and `person.scope` (the reader's).

    The reference of a record that was merged into another leads to that one; `person.came_from` is then the reference
    asked for, and otherwise empty.
    """
    scope = Scope(request.user)
    sought = scope.persons(PersonOfConcern.objects.with_people().of_reference(reference)).first()
    found: Any = _there(request, sought, "person of concern", reference)
    found.came_from = "" if found.reference == reference else reference
    return _may(request, found, scope, scope.rights_on(found), "person of concern", verb, detail)


def open_place(request: SignedInRequest, reference: str, *, verb: str = "opened", detail: str = "") -> Place:
    """The place, likewise. Who may see a person of concern of the place may record about it."""
    scope = Scope(request.user)
    found = scope.places(Place.objects.select_related("area", "recorded_by")).filter(reference=reference).first()
    _there(request, found, "place", reference)
    return _may(request, found, scope, scope.rights_on_place(found), "place", verb, detail)


def open_measure(request: SignedInRequest, reference: str, *, verb: str = "opened", detail: str = "") -> Measure:
    """The measure, likewise, with `measure.reading`: which of its fields the reader reads."""
    scope = Scope(request.user)
    hears = scope.measures(Measure.objects.with_subjects(), Right.HEAR_OF_SUSPECTS)
    found = _there(request, hears.filter(reference=reference).first(), "measure", reference)
    found.reading = Reading(found, scope)
    return _may(request, found, scope, scope.rights_on_measure(found), "measure", verb, detail)


def _there(request: SignedInRequest, found: Found | None, called: str, reference: str | int) -> Found:
    if found is None:
        refuse(request, "refused", subject=called, reference=reference, why=f"No such {called}, or not theirs to see.")
        raise Http404(f"No {called} of that reference is yours to see.")
    return found


def _may(
    request: SignedInRequest, found: Any, scope: Scope, rights: frozenset[str], called: str, verb: str, detail: str
) -> Any:
    found.rights, found.scope = rights, scope
    if (right := right_for(request)) not in rights:
        ask = found.whom_to_ask() if hasattr(found, "whom_to_ask") else "Ask a police liaison officer."
        sentence = f"You can open {found.reference}, but not {right.label}. {ask}"
        refuse(request, "refused", subject=called, subject_id=found.pk, reference=found.reference, why=sentence)
        raise PermissionDenied(sentence)
    record(request, verb, subject=called, subject_id=found.pk, reference=found.reference, detail=detail)
    return found


def open_reply(request: SignedInRequest, key: int) -> ConnectionReply:
    """The request about a connection that the person may answer; to anybody else it is not there."""
    found = _there(request, ConnectionReply.objects.answerable_by(request.user).of_key(key), "connection request", key)
    record(request, "opened", subject="connection request", subject_id=found.pk, reference=found.reference)
    return found


def open_found(request: SignedInRequest, key: int) -> ConnectionFound:
    """A connection that was found, for whoever may decide about it; to anybody else it is not there."""
    found = _there(request, ConnectionFound.objects.for_decider(request.user).of_key(key), "connection found", key)
    record(request, "opened", subject="connection found", subject_id=found.pk)
    return found


def open_item(request: SignedInRequest, connections: Any, key: str) -> Any:
    """What stands under this key on a record (`connections` as its reader sees them); an item of another record is not
    there. It says nothing of whether the same stands on another record."""
    item = connections.item(key)
    _there(request, item, "connection", getattr(connections.record, "reference", ""))
    return item


def of_person(request: SignedInRequest, person: PersonOfConcern, related: str, key: int) -> Any:
    """What hangs on this person (`person` from the door) with this key; anything of somebody else's is not there."""
    found = getattr(person, related).filter(pk=key).first()
    _there(request, found, f"entry among the {related} of {person.reference}", key)
    return found


def of_case(request: SignedInRequest, case: Case, among: Any, key: int) -> Any:
    """What hangs on the child of this case (`case` from the door) with this key; anything else is not there."""
    found = among.of_key(key)
    _there(request, found, f"entry of {case.reference}", key)
    return found


def open_link(request: SignedInRequest, reference: str, key: int) -> tuple[PersonOfConcern, VisibleLink]:
    """(person, link as `person.VisibleLink`): a link that stands, of which the reader may see both ends and change the
    words. Intelligence with conditions returns 403 to all but police liaison."""
    person = open_person(request, reference, detail=f"Link: {key}")
    linked: Iterable[VisibleLink] = PersonPresenter(person, person.scope).links_now
    seen = _there(request, next((one for one in linked if one.link.pk == key), None), f"link of {reference}", key)
    if not seen.is_open:
        sentence = f"Intelligence with handling conditions is kept by police liaison. {person.whom_to_ask()}"
        refuse(request, "refused", subject="link", subject_id=key, reference=reference, why=sentence)
        raise PermissionDenied(sentence)
    return person, seen


def open_legal_event(request: SignedInRequest, reference: str, key: int) -> tuple[PersonOfConcern, LegalEvent]:
    """(person, event): a step of the law that was not put right yet, to put it right."""
    person = open_person(request, reference, detail=f"Step of the law: {key}")
    event = LegalEvent.objects.of_person(person).of_key(key)
    return person, _there(request, event, f"step of the law of {reference}", key)


def require_register_keeper(request: SignedInRequest) -> None:
    """Let in whoever keeps the register; the others are told how they record somebody."""
    if request.user.has_site_right(SiteRight.KEEP_REGISTER):
        let_in(request)
        return
    sentence = (
        "Police liaison records persons of concern here. If somebody is of concern to a child of yours, open "
        "the child’s case and record them under Disruption."
    )
    refuse(request, "refused", subject="page", why=sentence)
    raise PermissionDenied(sentence)
