"""What is due on measures, told to the register of reminders. Source: DOMAIN.md section 3.1, "Alerts REC"."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Case, DateField, DateTimeField, ExpressionWrapper, F, Func, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Least
from django.db.models.lookups import Exact
from django.utils import timezone

from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.reminders.escalation import Audience, Stage, Step
from perpetrators.models import Measure, ProtectedChild
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.law.catalogue.row import NOTIFICATION
from perpetrators.models.measures.states import LIVE
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.lists import Which, binding_once_served, made_day
from perpetrators.timescales import UNSERVED_AFTER, UNSERVED_TO_PRACTICE_MANAGER, UNSERVED_TO_SERVICE_MANAGER

RETURN_DAY = "return_on"  # the fact of bail by which the person comes back, to the police or to court
LOOK_DAY = "look_on"  # and on which somebody looks whether its clock still stands still
# An order that nobody served binds nobody, and a name that is not given is an offence: neither waits for a week, and
# managers hear of it at once.
UNSERVED = (
    Step(Stage.ON_THE_DAY, Audience.WORKER, days=0),
    Step(Stage.OVERDUE, Audience.WORKER, working_days=1),
    Step(Stage.TO_PRACTICE_MANAGER, Audience.PRACTICE_MANAGER, working_days=UNSERVED_TO_PRACTICE_MANAGER),
    Step(Stage.TO_SERVICE_MANAGER, Audience.SERVICE_MANAGER, working_days=UNSERVED_TO_SERVICE_MANAGER),
)


class BirthdayOf(Func):
    """The day on which somebody born on `born` becomes `age`: who was born on a 29 February, in a year without one on
    1 March, as the ends of measures have it (`perpetrators.models.law.durations`)."""

    output_field = DateField()
    template = (
        "(({born} + interval '{age} years')::date + CASE WHEN to_char({born}, 'MMDD') = '0229' "
        "AND to_char({born} + interval '{age} years', 'MMDD') = '0228' THEN 1 ELSE 0 END)"
    )

    def __init__(self, born: F, age: int) -> None:
        super().__init__(born)
        self.age = age

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:  # type: ignore[override]  # Django hands on more by name
        born, params = compiler.compile(self.source_expressions[0])
        return self.template.format(born=born, age=int(self.age)), params * 4


class MorningAfter(Func):
    """The moment at which a day is over in London; null where there is no day."""

    output_field = DateTimeField()
    template = "((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/London')"


def _in_force(lasting: bool = False) -> QuerySet[Any, Any]:
    """Measures in force. `lasting`: also those whose last day is past and of which nobody has written so yet."""
    return Measure.objects.filter(state__in=LIVE) if lasting else Which.IN_FORCE.among(Measure.objects.all())


def _told(measures: QuerySet[Any], day: str, lasting: bool) -> QuerySet[Any, Any]:
    columns: tuple[Any, ...] = ("pk", F("pk"), "reference", day)
    if lasting:
        return measures.annotate(over_at=MorningAfter("ends_on")).values_list(*columns, "over_at")
    return measures.values_list(*columns)


def ends(lasting: bool = False) -> QuerySet[Any, Any]:
    return _told(_in_force(lasting).filter(ends_on__isnull=False), "ends_on", lasting)


def reviews(lasting: bool = False) -> QuerySet[Any, Any]:
    return _told(_in_force(lasting).filter(review_on__isnull=False), "review_on", lasting)


def returns(lasting: bool = False) -> QuerySet[Any, Any]:
    return _of_fact(RETURN_DAY, lasting)


def stopped_clocks(lasting: bool = False) -> QuerySet[Any, Any]:
    """Bail that nothing ends meanwhile: the prosecution decides, or the person is in hospital."""
    return _of_fact(LOOK_DAY, lasting)


def _of_fact(name: str, lasting: bool) -> QuerySet[Any, Any]:
    """What stands in the facts is a day only where it is written like one."""
    day = KeyTextTransform(name, "facts")
    return _told(
        _in_force(lasting)
        .annotate(written=day)
        .filter(written__regex=r"^\d{4}-\d{2}-\d{2}$")
        .annotate(due_on=Case(When(written__regex=r"^\d{4}-\d{2}-\d{2}$", then=Cast("written", DateField())))),
        "due_on",
        lasting,
    )


def unserved(lasting: bool = False) -> QuerySet[Any, Any]:
    day = ExpressionWrapper(made_day() + Value(timedelta(UNSERVED_AFTER)), output_field=DateField())
    return _told(
        _in_force(lasting).filter(binding_once_served(), served_on=None).annotate(due_on=Cast(day, DateField())),
        "due_on",
        lasting,
    )


def followed() -> QuerySet[Any, Any]:
    """Those whose days changed with what became known of a child, until somebody has looked at them."""
    changed = Measure.objects.filter(followed_on__isnull=False)
    return changed.values_list("pk", F("pk"), "reference", "followed_on")


def notifications(lasting: bool = False) -> QuerySet[Any, Any]:
    """Name and address, due with the police on the last of three days that begin with the day of service."""
    kinds = [key for key, row in KINDS.items() if row.notification]
    asked = Q(*(~Q(kind=key) | Q(_says_so(KINDS[key].notification_if)) for key in kinds if _asked(key)))
    day = ExpressionWrapper(F("served_on") + Value(timedelta(NOTIFICATION.days - 1)), output_field=DateTimeField())
    served = _in_force(lasting).filter(asked, kind__in=kinds, served_on__isnull=False)
    waiting = served.exclude(facts__has_key="notified_on").annotate(due_on=Cast(day, DateField()))
    return _told(waiting, "due_on", lasting)


def _says_so(fact: str) -> Any:
    """Compared as text: the same statement tomorrow, by which it is known not to move with the day."""
    return Exact(KeyTextTransform(fact, "facts"), Value("true"))


def _asked(key: str) -> bool:
    return bool(KINDS[key].notification_if)


def birthdays(age: int) -> Callable[[], QuerySet[Any, Any]]:
    """Of the protected child and not of the measure: one measure may protect several, one child by several measures,
    and whoever may open the measure does not therefore learn a birthday."""

    def coming() -> QuerySet[Any, Any]:
        live = ProtectedChild.objects.filter(
            measure__in=_in_force().values("pk"), child__date_of_birth__isnull=False, child__died_on=None
        )
        return (
            live.annotate(due_on=BirthdayOf(F("child__date_of_birth"), age))
            .filter(due_on__gte=timezone.localdate())
            .values_list("pk", F("pk"), "measure__reference", "due_on")
        )

    return coming


def birthdays_lasting(age: int) -> Callable[[], QuerySet[Any, Any]]:
    """The same until the day after, or until the measure has ended."""

    def coming() -> QuerySet[Any, Any]:
        live = ProtectedChild.objects.filter(
            measure__state__in=LIVE, child__date_of_birth__isnull=False, child__died_on=None
        )
        return (
            live.annotate(due_on=BirthdayOf(F("child__date_of_birth"), age))
            .annotate(over_at=MorningAfter(Least("due_on", Coalesce("measure__ends_on", "due_on"))))
            .values_list("pk", F("pk"), "measure__reference", "due_on", "over_at")
        )

    return coming


def seen_by(person: User) -> QuerySet[Any, Any]:
    """(key, reference) of the measures this person may see."""
    return Scope(person).measures(Measure.objects.order_by(), Right.READ_SUSPECTS).values_list("pk", "reference")


def children_seen_by(person: User) -> QuerySet[ProtectedChild, tuple[int, str]]:
    """(key, reference of the measure) of the protected children this person may see."""
    rows = ProtectedChild.objects.filter(child__in=Scope(person).children(Right.READ_SUSPECTS)).order_by()
    return rows.values_list("pk", "measure__reference")
