"""A contact that is sent once more: somebody saved it, went back in the browser, changed something and saved again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from emerald.accounts.models import User
from interventions.contacts.models.contact import WORDS, Contact
from interventions.notes.models.struck_out import strike_out
from interventions.timescales import LOCKED_AFTER


def recorded_just_now(case: Case, *, by: User, kind: str, happened_at: datetime, same_page: bool) -> Contact | None:
    """The contact of `case` that `by` may mean to put right, while they still can; None where there is none.

    `same_page`: whether what they send now stands on a page that was saved already; else it must be of the same kind
    and moment.
    """
    mine = case.contacts.not_in_error().filter(recorded_by=by, recorded_at__gt=timezone.now() - LOCKED_AFTER)
    found = mine if same_page else mine.filter(kind=kind, happened_at=happened_at)
    latest: Contact | None = found.order_by("-recorded_at", "-pk").first()
    return latest


@transaction.atomic
def put_right(earlier: Contact, *, by: User, **written: Any) -> Contact:
    """Let what is `written`, as `Contact.record` takes it, take the place of `earlier`.

    Where nothing but its words differs they are changed; otherwise it is recorded anew and the earlier one is struck
    out. Raises NotYours, NotYet. Returns the contact that stands.
    """
    words = {name: written[name] for name in earlier.words if name in written}
    facts = {name: answer for name, answer in written.items() if name not in WORDS}
    if all(getattr(earlier, name) == answer for name, answer in facts.items()):
        earlier.change_words(by=by, **words)
        return earlier
    contact = Contact.record(earlier.case, by=by, **written)
    strike_out(earlier, by=by, because="It was put right: the contact its author recorded after it takes its place.")
    return contact
