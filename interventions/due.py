"""What direct work makes due, told to the register of reminders."""

from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate

from cases.due import people_of_cases
from cases.models import Case
from cases.models.frequency import days_after
from cases.models.states import OPEN_STATES
from emerald.accounts.permissions import Right
from emerald.reminders.ladder import ON_ITS_DAY
from emerald.reminders.register import Source, add_source
from interventions.models import PlannedSession, Session


def people_of_direct_work():
    return people_of_cases(Right.READ_SESSIONS)


def next_steps():
    """On the day the worker set; a next step without a day is on the case page and reminds nobody."""
    return (Session.objects.with_next_step_open().filter(next_step_on__isnull=False, case__state__in=OPEN_STATES)
            .values_list("pk", "case_id", "case__reference", "next_step_on"))


def children_to_see():
    """So many days after the child was last seen, or after the case opened, as `Frequency` asks for."""
    see_by = days_after(Coalesce("last_seen_on", "opened_on"), "seen_days", path="")
    return Case.objects.open().annotate(see_by=see_by).values_list("pk", F("pk"), "reference", "see_by")


def planned_sessions():
    """On the day a session is planned for; one that was not written up stays due."""
    waiting = PlannedSession.objects.waiting().filter(case__state__in=OPEN_STATES)
    return waiting.annotate(planned_on=TruncDate("planned_for")).values_list(
        "pk", "case_id", "case__reference", "planned_on")


add_source(Source("next_step", "Next step after direct work", due=next_steps, people=people_of_direct_work,
                  page="session", subject_in_page="session"))
add_source(Source("contact", "No direct work for as long as the level of risk allows", due=children_to_see,
                  people=people_of_direct_work, page="case_sessions"))
add_source(Source("planned_session", "Planned session", due=planned_sessions, people=people_of_direct_work,
                  page="planned_session", subject_in_page="planned", ladder=ON_ITS_DAY))
