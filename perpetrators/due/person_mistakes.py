"""Links and steps of the law that somebody says were recorded by mistake, told to the register of reminders.

About a link to a child its managers decide, on its latest case; about any other link police liaison, who see both ends
of each; about a step of the law they and the managers of linked children. Never who said it.
"""

from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cases.due.narrowed import OF_CASES
from cases.models import Case
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from perpetrators.due.mistakes import keepers_of, managers_of, with_due_day
from perpetrators.models import PersonMistake, PersonOfConcern
from perpetrators.models.register.scope import Scope

REFERENCE = Coalesce("person__merged_into__reference", "person__reference")
_SAID = "SELECT {of} FROM perpetrators_personmistake said {through} WHERE said.id = ANY(%(keys)s)"
NARROWED = {
    "perpetrators_personmistake": _SAID.format(
        of="person.reference",
        through="JOIN perpetrators_personofconcern said_of ON said_of.id = said.person_id "
        "JOIN perpetrators_personofconcern person ON person.id IN (said_of.id, said_of.merged_into_id)",
    ),
    "perpetrators_personofconcern": "SELECT reference FROM perpetrators_personofconcern WHERE id = ANY(%(keys)s)",
}
NARROWED_OF_LINKS = OF_CASES | {
    "perpetrators_personmistake": _SAID.format(
        of="own.reference", through="JOIN cases_case own ON own.child_id = said.child_id"
    )
}


def waiting() -> QuerySet[Any, Any]:
    found = with_due_day(PersonMistake.objects.waiting().about_no_child())
    return found.annotate(of=REFERENCE).values_list("pk", F("pk"), "of", "due_on")


def people() -> QuerySet[Any, Any]:
    of_the_law = {"suspect_links__ended_at": None, "suspect_links__person__mistakes__link": None}
    linked = managers_of("suspect_links__person__mistakes", Right.KEEP_MEASURES, **of_the_law)
    return keepers_of(PersonMistake.objects.waiting().about_no_child()).union(linked, all=True)


def seen_by(person: User) -> QuerySet[Any, Any]:
    """(key, reference of the person) of those this person may decide."""
    theirs = Scope(person).persons(PersonOfConcern.objects.order_by(), Right.KEEP_MEASURES)
    mine = Q(person__in=theirs.values("pk")) | Q(person__merged_into__in=theirs.values("pk"))
    found = PersonMistake.objects.about_no_child().filter(mine).exclude(said_by=person)
    if not person.has_site_right(SiteRight.KEEP_REGISTER):
        found = found.filter(link=None)
    return found.annotate(of=REFERENCE).values_list("pk", "of")


def waiting_of_links() -> QuerySet[Any, Any]:
    latest = Case.objects.filter(child=OuterRef("child")).order_by("-episode").values("reference")[:1]
    found = with_due_day(PersonMistake.objects.waiting().exclude(child=None))
    return found.annotate(reference=Subquery(latest)).values_list("pk", F("pk"), "reference", "due_on")


def people_of_links() -> QuerySet[Any, Any]:
    return managers_of("link_mistakes", Right.ANSWER_FOR_CHILD)
