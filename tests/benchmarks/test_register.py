"""What finding, lists and figures of a large register cost, beside how they were asked before, in processor time of
Emerald and its database together. The numbers and the plans are in the decision on the register at size.
"""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Count, F, JSONField, OuterRef, Q, Subquery, TextField, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast
from django.utils import timezone

from emerald.text.plates import plate_pattern, plates_meet
from perpetrators.models import Measure, MeasureEvent, Particular, PersonOfConcern
from perpetrators.models.measures.reading import FACTS_OF_CHILDREN
from perpetrators.models.measures.states import LIVE
from perpetrators.models.register.matching import match_of
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports import counting
from perpetrators.models.reports.lists import Which, _conditions, how_many
from perpetrators.models.reports.search import RegisterSearch
from tests.benchmarks import large_register
from tests.benchmarks.clock import print_table

ROUNDS = 3
LARGE = 10_000  # rows of a table that no page reads from end to end


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        yield large_register.load()
        large_register.empty()


def processor_ms():
    """Milliseconds that this process and its part of the database have worked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(backend,)] = cursor.fetchall()
    return process_time() * 1e3 + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e6


def milliseconds(ask):
    found = []
    ask()
    for _ in range(ROUNDS):
        start = processor_ms()
        ask()
        found.append(processor_ms() - start)
    return median(found)


# --- As it was asked before -------------------------------------------------------------------------------------------
@contextmanager
def as_for_many():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Scope, "_are_few", lambda scope, right: False)
        yield


def every_vehicle(text, user):
    plate = RegisterSearch(text, scope=None)._plate
    persons = Scope(user).persons(PersonOfConcern.objects.active()).values("pk")
    rows = Particular.objects.filter(person__in=persons, kind="vehicle").values_list("person", "match")
    return [person for person, match in rows if plates_meet(plate, match)]


def every_partial_vehicle(plate, user):
    match = match_of("vehicle", plate)
    partial = Q(match__contains="?") | Q(match__contains="*")
    rows = Particular.objects.filter(partial | Q(match__regex=plate_pattern(match)), kind="vehicle")
    return [one.pk for one in rows if plates_meet(match, one.match)]


def every_measure(text, user):
    told = Value(FACTS_OF_CHILDREN, output_field=ArrayField(TextField()))
    facts = Cast(CombinedExpression(F("facts"), "-", told, output_field=JSONField()), TextField())
    rows = (
        Scope(user)
        .measures(Measure.objects.annotate(said=facts))
        .filter(
            Q(reference=text.upper())
            | Q(order_ref__iexact=text)
            | Q(crime_ref__iexact=text)
            | Q(breaches__crime_ref__iexact=text)
            | Q(said__icontains=f': "{text}"')
        )
    )
    return list(rows.distinct().order_by("-pk").values_list("pk", flat=True)[:25])


def joined_reference(reference, user):
    mine = Scope(user).persons(PersonOfConcern.objects.active())
    return list(mine.filter(Q(reference=reference) | Q(merged__reference=reference)).distinct())


def every_number(user):
    with as_for_many():
        conditions = {which: one for which, one in _conditions(timezone.localdate()).items() if one}
        measures = Scope(user).measures(Measure.objects.all())
        return measures.aggregate(**{which.value: Count("pk", filter=one) for which, one in conditions.items()})


def in_effect_by_events(measures, day):
    told = MeasureEvent.objects.filter(measure=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
    not_over = Q(ends_on=None) | Q(ends_on__gte=day) | ~Q(state__in=LIVE)
    then = measures.filter(not_over, started_on__lte=day).annotate(state_then=Subquery(told.values("to_state")[:1]))
    return then.filter(state_then__in=LIVE)


def people_by_events(user, ago):
    with as_for_many(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "in_effect_on", in_effect_by_events)
        return people(user, ago)


def first_measures_by_joins(user):
    with as_for_many():
        return first_measures(user)


def first_persons_by_joins(user):
    with as_for_many():
        return first_persons(user)


# --- As it is asked ---------------------------------------------------------------------------------------------------
def vehicles(text, user):
    return [key for key, _ in RegisterSearch(text, scope=Scope(user))._by_particular]


def alike(plate, user):
    match = match_of("vehicle", plate)
    rows = Particular.objects.filter(Particular.objects.plates_like([match]))
    return [one.pk for one in rows if plates_meet(match, one.match)]


def measures_of(text, user):
    return [key for key, _ in RegisterSearch(text, scope=Scope(user))._measures_by_reference]


def of_reference(reference, user):
    return list(Scope(user).persons(PersonOfConcern.objects.of_reference(reference)))


def numbers(user):
    return {which.value: number for which, number in how_many(Scope(user).measures(Measure.objects.all())).items()}


def people(user, ago):
    figures = counting.Disruption(Scope(user), timezone.localdate() - timedelta(ago))
    return figures.number, [(one.key, one.people) for one in figures.by_kind]


def first_measures(user):
    mine = Which.IN_FORCE.among(Scope(user).measures(Measure.objects.all()))
    return list(mine.order_by(*Which.IN_FORCE.order)[:25])


def first_persons(user):
    return list(Scope(user).persons(PersonOfConcern.objects.active()).by_name()[:25])


def questions(register):
    """{what: (as before, as now)}"""
    keeper, worker, stranger = register.keeper, register.worker, register.stranger
    some = Particular.objects.filter(kind="vehicle").order_by("pk")[777].match
    person = PersonOfConcern.objects.order_by("pk")[777].reference
    asked = {}
    for name, text in (("three characters", some[4:]), ("a part", some[:5]), ("with a gap", f"{some[:2]}?{some[3:5]}")):
        asked[f"plate, {name}"] = partial(every_vehicle, text, keeper), partial(vehicles, text, keeper)
    asked["plate that was saved"] = partial(every_partial_vehicle, some, keeper), partial(alike, some, keeper)
    for text in ("QB-777", "f0047514", "nobody’s"):
        asked[f"reference {text}"] = partial(every_measure, text, keeper), partial(measures_of, text, keeper)
    asked["person by reference"] = partial(joined_reference, person, keeper), partial(of_reference, person, keeper)
    for name, user in (("all", keeper), ("20 cases", worker), ("none", stranger)):
        asked[f"numbers, {name}"] = partial(every_number, user), partial(numbers, user)
        for ago in (0, 400):
            before = partial(people_by_events, user, ago)
            asked[f"people {ago} days ago, {name}"] = before, partial(people, user, ago)
    for name, user in (("20 cases", worker), ("none", stranger)):
        asked[f"measures, {name}"] = partial(first_measures_by_joins, user), partial(first_measures, user)
        asked[f"persons, {name}"] = partial(first_persons_by_joins, user), partial(first_persons, user)
    return asked


@pytest.mark.django_db
def test_the_register_is_asked_through_indexes(register):
    rows = {}
    for what, (before, now) in questions(register).items():
        assert before() == now(), what
        once, today = milliseconds(before), milliseconds(now)
        rows[what[:40]] = (once, today, once / today)
    title = f"ms, {large_register.PERSONS:,} persons, {large_register.MEASURES:,} measures"
    print_table(title, ("before", "now", "times"), rows)


def statements_of(ask):
    found = []

    def hear(execute, sql, params, many, context):
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        ask()
    return found


def scanned(plan):
    """[(table, rows)] read from end to end in a plan and its parts."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"], plan["Plan Rows"] + plan.get("Rows Removed by Filter", 0)
    for part in plan.get("Plans", ()):
        yield from scanned(part)


@pytest.mark.django_db
def test_nobody_with_few_cases_and_no_search_reads_a_large_table_from_end_to_end(register):
    read = {}
    for what, (_, now) in questions(register).items():
        if "all" in what and "ago" in what:
            continue  # of a register kept by one person every person counts
        for sql, params in statements_of(now):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                plan = cursor.fetchone()[0][0]["Plan"]
            if large := [table for table, number in scanned(plan) if number > LARGE]:
                read[what] = large, sql
    assert not read
