"""What a new database begins with: the list of phrases, and prompts for each kind of writing.

After every `migrate`, in production as in the demonstration. The list is filled only while it is empty, and prompts
only for choices that never had any; nothing is ever deleted, so a manager's wording is never written over.
"""

from typing import Any

from django.db import connection
from django.db.models.signals import post_migrate

from emerald.audit.actor import acting_as
from emerald.wording.first_list import FIRST_LIST
from emerald.wording.models import Starter, Term
from emerald.wording.writing_kinds import all_kinds


def fill(**_: Any) -> None:
    tables = set(connection.introspection.table_names())
    if not {Term._meta.db_table, Starter._meta.db_table} <= tables:
        return  # migrated back to nothing
    with acting_as("command migrate", reason="The wording list and the prompts that Emerald begins with."):
        if not Term.objects.exists():
            Term.objects.bulk_create(
                Term(phrase=phrase, other_forms=forms, better=better, why=why)
                for phrase, forms, better, why in FIRST_LIST
            )
        there = set(Starter.objects.values_list("use", "choice"))
        Starter.objects.bulk_create(
            Starter(use=use.key, choice=choice, title=use.choices[choice], text=text)
            for use in all_kinds()
            for choice, text in use.begins_with.items()
            if (use.key, choice) not in there
        )


def watch(sender: Any) -> None:
    post_migrate.connect(fill, sender=sender, dispatch_uid="first wording list")
