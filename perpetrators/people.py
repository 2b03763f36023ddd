"""The officer of a person of concern is joined to the cases of its children: what follows when their role changes."""

from cases.models import Case
from cases.models.access import add_connections, settle
from emerald.accounts.models.user import on_take_up
from perpetrators.models.scope import officers_of_cases


def settle_cases_of_officer(user):
    settle(Case.objects.filter(child__suspect_links__person__officer=user).distinct())


add_connections(officers_of_cases)
on_take_up.append(settle_cases_of_officer)
