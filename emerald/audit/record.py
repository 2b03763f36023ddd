"""The one module that writes the access log. It is written by doors and verbs, before the answer leaves.

The verbs in use are in VERBS. Arguments never hold a child's name or what somebody searched for. Nothing in them can
keep an entry from being written: what does not fit its column is made to fit (`emerald.audit.column_limits`).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from emerald.audit.actor import Actor, in_the_name_of
from emerald.audit.client_address import address_of
from emerald.audit.column_limits import fitted
from emerald.audit.models.access_entry import AccessEntry, Outcome

VERBS = frozenset(
    {
        "opened",
        "listed",
        "searched",
        "moved",
        "exported",
        "printed",
        "downloaded",
        "refused",
        "compared",
        "signed in",
        "sign-in failed",
        "signed out",
        "locked out",
        "password set",
        "address changed",
        "second step set up",
        "second step removed",
        "team ended",
        "backup begun",
        "backed up",
        "restored",
        "archived",
        "brought back",
    }
)

Key = int | UUID  # of a row


class LetIn(Exception):
    """A door was only asked whether it lets this person in (`request.only_asks`), and it does."""


def let_in(request: HttpRequest) -> None:
    """For doors, once they have asked everything: whoever only asks goes no further."""
    if getattr(request, "only_asks", False):
        raise LetIn


def record(
    request: HttpRequest,
    verb: str,
    *,
    subject: str,
    subject_id: Key | None = None,
    reference: str = "",
    subject_ids: Sequence[Key] = (),
    detail: str = "",
    actor: Actor | None = None,
) -> AccessEntry:
    """Write that the signed-in person was shown something; one insert, in the request's own transaction.

    `actor`: the person a secret link stands for, where nobody signs in. When it cannot be written this raises, and the
    page is not shown either. Returns the entry.
    """
    let_in(request)
    return _write(
        actor or _signed_in(request),
        verb,
        **_place_of(request),
        subject=subject,
        subject_id=subject_id,
        reference=reference,
        subject_ids=subject_ids,
        detail=detail,
    )


def record_kinds(
    request: HttpRequest, verb: str, shown: Mapping[str, Sequence[Key]], *, detail: str = "", actor: Actor | None = None
) -> None:
    """As `record`, for a page with several kinds of record: {subject: keys}, an entry for each, in one insert."""
    let_in(request)
    about = {"verb": verb, **_place_of(request), "detail": detail}
    with in_the_name_of(actor or _signed_in(request)):
        AccessEntry.objects.bulk_create(
            AccessEntry(**fitted(AccessEntry, {**about, "subject": subject, "subject_ids": keys}))
            for subject, keys in shown.items()
        )


def record_act(
    actor: Actor | None,
    verb: str,
    *,
    subject: str,
    subject_id: Key | None = None,
    reference: str = "",
    subject_ids: Sequence[Key] = (),
    detail: str = "",
) -> AccessEntry:
    """The same for a command or a task; `actor` is a user or the command's name."""
    return _write(
        actor, verb, subject=subject, subject_id=subject_id, reference=reference, subject_ids=subject_ids, detail=detail
    )


def refuse(
    request: HttpRequest, verb: str, *, subject: str, reference: str | Key = "", subject_id: Key | None = None, why: str
) -> None:
    """Note a refusal on the request. The middleware writes it once the view's transaction is over, so that it
    survives the roll-back. `why` is the sentence the person reads."""
    noted = {"verb": verb, "subject": subject, "reference": reference, "subject_id": subject_id, "why": why}
    request.__dict__.setdefault("audit_refusals", []).append(noted)


def refusals_of(request: HttpRequest) -> list[dict[str, Any]]:
    """What was noted so far."""
    return request.__dict__.get("audit_refusals", [])


def write_refusals(request: HttpRequest) -> None:
    """For the middleware alone. Raises only when the database does not answer: no content is refused."""
    for noted in refusals_of(request):
        _write(_signed_in(request), **_place_of(request), **noted, outcome=Outcome.REFUSED)


def _write(actor: Actor | None, verb: str, **facts: Any) -> AccessEntry:
    """The database writes down whose look it is, from what is said here of the transaction."""
    with in_the_name_of(actor):
        return AccessEntry.objects.create(**fitted(AccessEntry, {"verb": verb, **facts}))


def _place_of(request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    return {
        "page": match.view_name if match else "unknown address",
        "request_id": getattr(request, "audit_id", None),
        "client": address_of(request),
    }


def _signed_in(request: HttpRequest) -> Actor | None:
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None
