"""The officer of a person of concern is joined to the cases of its children: what follows when their role changes."""

from cases.models import Case
from cases.models.access import add_connections, settle
from emerald.accounts.models.guarded import on_return
from emerald.accounts.models.user import on_take_up
from perpetrators.models import PersonOfConcern
from perpetrators.models.scope import officers_of_cases


def settle_cases_of_officer(user):
    settle(Case.objects.filter(child__suspect_links__person__officer=user).distinct())


def end_officer(user, *, by):
    """Somebody who left comes back as nobody's officer. Their rights went with their role; the cases are settled."""
    cases = list(Case.objects.filter(child__suspect_links__person__officer=user).values_list("pk", flat=True))
    PersonOfConcern.objects.filter(officer=user).update(officer=None)
    settle(Case.objects.filter(pk__in=cases))


on_return.append(end_officer)
add_connections(officers_of_cases)
on_take_up.append(settle_cases_of_officer)
