"""What a new database begins with: the list of phrases, and prompts for each kind of writing.

After every `migrate`, in production as in the demonstration. A phrase that nobody ever changed goes with the list of
this release, and prompts are given only for choices that never had any; nothing is ever deleted, so a manager's wording
is never written over.
"""

from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_migrate

from emerald.audit.actor import acting_as
from emerald.wording.first_list import FIRST_LIST
from emerald.wording.models import Starter, Term
from emerald.wording.writing_kinds import all_kinds

OF_THE_LIST = ("phrase", "other_forms", "better", "why", "says_the_same")


def fill(**_: Any) -> None:
    if not all(map(_is_migrated, (Term, Starter))):
        return  # migrated back
    with acting_as("command migrate", reason="The wording list and the prompts that Emerald begins with."):
        _follow_the_list()
        there = set(Starter.objects.values_list("use", "choice"))
        Starter.objects.bulk_create(
            Starter(use=use.key, choice=choice, title=use.choices[choice], text=text)
            for use in all_kinds()
            for choice, text in use.begins_with.items()
            if (use.key, choice) not in there
        )


def _is_migrated(model: type[Model]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s)", [model._meta.db_table])
        return {field.column for field in model._meta.concrete_fields} <= {name for (name,) in cursor.fetchall()}


def _follow_the_list() -> None:
    """Bring what nobody ever changed in step with the list of this release, and add what is new there; a phrase that
    once stood here, under this or another one, is not new."""
    first = {row[0]: Term(**dict(zip(OF_THE_LIST, row, strict=True))) for row in FIRST_LIST}
    kept = list(Term.objects.all())
    behind = [term for term in kept if term.changed_by_id is None and _differs(term, first.get(term.phrase))]
    for term in behind:
        for name in OF_THE_LIST:
            setattr(term, name, getattr(first[term.phrase], name))
    Term.objects.bulk_update(behind, OF_THE_LIST)
    known = {words for term in kept for words in term.words}
    known |= set(Term.pgh_event_model.objects.values_list("phrase", flat=True))
    Term.objects.bulk_create(term for term in first.values() if not known & set(term.words))


def _differs(term: Term, other: Term | None) -> bool:
    return other is not None and any(getattr(term, name) != getattr(other, name) for name in OF_THE_LIST)


def watch(sender: Any) -> None:
    post_migrate.connect(fill, sender=sender, dispatch_uid="first wording list")
