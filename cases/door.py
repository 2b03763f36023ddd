"""The doors to cases. Each is the first line of a view: find through what the person may see, require the right, leave
a read entry, or return 404 as if there were nothing there.

An invisible case returns 404, the same 404 at the same cost as one that does not exist; a visible case without the
right for the page returns 403 and says whom to ask.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases.models import Case, Likeness, RiskAssessment
from cases.models.access.visible import rights_on
from cases.models.base.after_closing import reads_on
from cases.models.children.identity_match import whom_to_ask
from cases.models.children.snapshot import as_known_to
from cases.models.queries import CaseQuerySet
from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import right_for
from emerald.accounts.permissions import Right
from emerald.audit.record import let_in, record, refuse


def open_case(request: SignedInRequest, reference: str, *, verb: str = "opened", detail: str = "") -> Case:
    """The case, with child, team and current workers, and `case.rights` (codenames the person holds on it), for whoever
    holds the right that the page says it needs (`emerald.accounts.page_rights.needs`).

    Through a case that has closed for the person, `case.child` is who the child was known as then (ChildThen).
    `detail`: what of the case was opened, for the access log: a kind and a key, never a name.
    """
    case = Case.objects.visible_to(request.user).with_people().filter(reference=reference).first()
    if case is None:
        refuse(request, "refused", subject="case", reference=reference, why="No such case, or not theirs to see.")
        raise Http404("No case of that reference is yours to see.")
    case.rights = rights_on(case, request.user)
    if (right := right_for(request)) not in case.rights:
        sentence = f"You can open {case.reference}, but not {right.label}. {case.whom_to_ask()}"
        refuse(request, "refused", subject="case", subject_id=case.pk, reference=case.reference, why=sentence)
        raise PermissionDenied(sentence)
    if not reads_on(case.rights):
        case.show_child_as_then()
    record(request, verb, subject="case", subject_id=case.pk, reference=case.reference, detail=detail)
    return case


def look_again(request: SignedInRequest, reference: str) -> Case:
    """The case behind a page that is open already, and `case.rights`: for what such a page asks by itself.

    Leaves no read entry, since the page left one and this shows nothing of the record. 404 as ever.
    """
    case = Case.objects.visible_to(request.user).filter(reference=reference).first()
    if case is None:
        refuse(request, "refused", subject="case", reference=reference, why="No such case, or not theirs to see.")
        raise Http404("No case of that reference is yours to see.")
    case.rights = rights_on(case, request.user)
    return case


def open_assessment(request: SignedInRequest, reference: str, pk: int) -> RiskAssessment:
    """The risk assessment of this case with its people; `assessment.case` is the case as `open_case` gives it."""
    case = open_case(request, reference)
    assessment = case.risk_assessments.of_key(pk)
    if assessment is None:
        raise Http404("No such risk assessment on this case.")
    return assessment


def open_likeness(request: SignedInRequest, key: int) -> Likeness:
    """Two records that may be of one child, for a manager who may decide it; to anybody else it is not there."""
    found = Likeness.objects.for_manager(request.user).of_key(key)
    if found is None:
        refuse(request, "refused", subject="likeness", reference=key, why="No such likeness, or not theirs to decide.")
        raise Http404("No such question about two records is yours to decide.")
    record(request, "opened", subject="likeness", subject_id=found.pk)
    return found


def list_cases(request: SignedInRequest, *, to: Right = Right.SEE_CASE, short: bool = False) -> CaseQuerySet:
    """What may be listed; end with `show` so that the list leaves its read entry. `short`: whoever asks, there are few
    that could be (`cases.models.access.visible`)."""
    return Case.objects.visible_to(request.user, to, short=short)


def show(request: SignedInRequest, cases: Iterable[Case], *, verb: str = "listed") -> list[Case]:
    """Write down which cases were on the page that is about to leave; returns them, each with its child as the person
    may know them."""
    shown: list[Case] = as_known_to(request.user, list(cases))
    record(request, verb, subject="case", subject_ids=[case.pk for case in shown])
    return shown


def for_those_who_may(request: SignedInRequest) -> None:
    """Let in whose role holds the right the page needs on the cases they are connected to; the others are told whom to
    ask."""
    right = right_for(request)
    if right in request.user.rights_on_a_case:
        let_in(request)
        return
    sentence = f"Your role does not {right.label}. Ask {whom_to_ask(request.user).rstrip(',')}."
    refuse(request, "refused", subject="page", why=sentence)
    raise PermissionDenied(sentence)
