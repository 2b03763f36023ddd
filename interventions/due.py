"""What direct work makes due, told to the register of reminders."""

from django.db import models
from django.db.models import Case as Choice
from django.db.models import F, Func, Value, When
from django.db.models.functions import Coalesce

from cases.due import people_of_cases
from cases.models import Case
from cases.models.states import OPEN_STATES
from emerald.accounts.permissions import Right
from emerald.reminders.register import Source, add_source
from interventions.models import Session
from interventions.timescales import SEEN_EVERY, SEEN_EVERY_UNTIL_ASSESSED


def people_of_direct_work():
    return people_of_cases(Right.READ_SESSIONS)


def next_steps():
    """On the day the worker set; a next step without a day is on the case page and reminds nobody."""
    return (Session.objects.with_next_step_open().filter(next_step_on__isnull=False, case__state__in=OPEN_STATES)
            .values_list("pk", "case_id", "case__reference", "next_step_on"))


def children_to_see():
    """So many days after the child was last seen, or after the case opened, as the level of risk asks."""
    days = Choice(*(When(risk_level=level, then=Value(days)) for level, days in SEEN_EVERY.items()),
                  default=Value(SEEN_EVERY_UNTIL_ASSESSED), output_field=models.IntegerField())
    see_by = Func(Coalesce("last_seen_on", "opened_on"), days, template="(%(expressions)s)", arg_joiner=" + ",
                  output_field=models.DateField())
    return Case.objects.open().annotate(see_by=see_by).values_list("pk", F("pk"), "reference", "see_by")


add_source(Source("next_step", "Next step after direct work", due=next_steps, people=people_of_direct_work,
                  page="session", subject_in_page="session"))
add_source(Source("contact", "No direct work for as long as the level of risk allows", due=children_to_see,
                  people=people_of_direct_work, page="case_sessions"))
