"""The sweep at 100,000 cases, against the shortest SQL that makes the same notices from the same rows of rights.

What fails the run is the ratio: the steps, time away, stand-ins, and the ending of what is over may cost half as much
again as the bare insert and no more.
"""

from datetime import date
from functools import partial
from time import perf_counter

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cases.models.access.visible import permission_ids
from emerald.accounts.models import Team
from emerald.accounts.permissions import Right
from emerald.reminders.keeping import keep_all
from emerald.reminders.models import Notice
from emerald.reminders.register import source_of, sources
from emerald.reminders.sync import sync_source
from tests.benchmarks import large_council
from tests.benchmarks.clock import milliseconds, print_table
from tests.factories.people import make_user

AT_MOST_TIMES_BARE = 1.5
LONGEST_SWEEP = 20  # seconds for one source on a busy machine; a bad plan takes minutes
TODAY = date(2026, 11, 23)

BARE = """
    WITH late AS MATERIALIZED (
        SELECT id, reference, coalesce(last_seen_on, opened_on) + CASE risk_level WHEN 'high' THEN 14 WHEN 'low' THEN 42
               ELSE 28 END AS due_on FROM cases_case WHERE state IN ('at_risk', 'victim'))
    INSERT INTO reminders_notice (source, subject, case_key, reference, due_on, stage, audience, recipient_id, made_at,
                                  mail_from)
    SELECT DISTINCT ON (id, due_on, stage, person) 'contact', id, id, reference, due_on, stage, audience, person,
           now(), now()
    FROM (
        SELECT late.*, 'overdue' AS stage, 1 AS audience, a.user_id AS person
        FROM late JOIN cases_allocation a ON a.case_id = late.id AND a.part = 'lead' AND a.ended_on IS NULL
        JOIN cases_caseuserobjectpermission p
          ON p.content_object_id = late.id AND p.user_id = a.user_id AND p.permission_id = %(right)s
        UNION ALL
        SELECT late.*, CASE t.role WHEN 'practice_manager' THEN 'to_practice_manager' ELSE 'to_service_manager' END,
               CASE t.role WHEN 'practice_manager' THEN 2 ELSE 3 END, g.user_id
        FROM late
        JOIN cases_casegroupobjectpermission p ON p.content_object_id = late.id AND p.permission_id = %(right)s
        JOIN accounts_teamgroup t ON t.group_id = p.group_id AND t.role IN ('practice_manager', 'service_manager')
        JOIN accounts_user_groups g ON g.group_id = p.group_id
    ) each
    ORDER BY id, due_on, stage, person
    ON CONFLICT DO NOTHING"""


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        loaded = large_council.load()
        for team in Team.objects.exclude(memberships__user__role="practice_manager"):
            make_user(role="practice_manager", teams=[team])
        keep_all()  # the council was loaded past the triggers
        yield loaded
        large_council.empty()


def taken_back(ask):
    with transaction.atomic():
        made = ask()
        transaction.set_rollback(True)
    return made


def bare():
    with connection.cursor() as cursor:
        cursor.execute(BARE, {"right": permission_ids()[Right.READ_SESSIONS]})
        return cursor.rowcount


def swept(key="contact"):
    return sync_source(source_of(key), TODAY, timezone.now())[0]


@pytest.mark.django_db
def test_a_sweep_costs_little_more_than_the_bare_insert(council):
    notices = taken_back(swept)
    # The council's first case has no lead worker: its manager stands in, which the bare insert knows nothing of.
    assert notices - taken_back(bare) == 1
    whole, best = milliseconds(partial(taken_back, swept), partial(taken_back, bare), rounds=3)
    with transaction.atomic():
        swept()
        assert swept() == 0  # without statistics of the new rows: no plan may depend on them
        [again] = milliseconds(swept, rounds=3)
        assert Notice.objects.active().count() == notices
        transaction.set_rollback(True)
    print_table(
        f"{notices:,} notices from 100,000 cases, median ms",
        ("sweep", "bare", "ratio", "nothing new"),
        {"contact": (whole, best, whole / best, again)},
    )
    assert whole <= AT_MOST_TIMES_BARE * best


REVIEWS = """
    INSERT INTO cases_review (case_id, counted_from, status, who_was_there, childs_view, carers_view, outcome,
                              decisions, why_not_held, made_at, version)
    SELECT id, opened_on, 'waiting', '', '', '', '', '', '', now(), 1 FROM cases_case WHERE closed_on IS NULL
    ON CONFLICT DO NOTHING"""
# A council at work: every child was seen and every review held within the last weeks, and three in a hundred were not.
AT_WORK = (
    """
    UPDATE cases_case SET last_seen_on = date '2026-11-23' - CASE WHEN id % 100 < 3 THEN 60 ELSE 1 END
    WHERE closed_on IS NULL""",
    """
    UPDATE cases_review SET counted_from = date '2026-11-23' - CASE WHEN case_id % 100 < 3 THEN 200 ELSE 1 END""",
)


@pytest.mark.django_db
def test_every_source_at_its_worst_and_in_a_council_at_work(council):
    """With nothing done on any of 100,000 cases for years, and as it is; each first with everything to tell."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(REVIEWS)
        keep_all()
        worst = seconds_of_each()
        again = seconds_of_each()
        for statement in AT_WORK:
            cursor.execute(statement)
        keep_all()
        at_work = {key: seconds_of_each([key])[key] for key in ("contact", "review")}
        nothing_new = seconds_of_each(("contact", "review"))
        transaction.set_rollback(True)
    print_table(
        "seconds for one source",
        ("all overdue", "nothing new", "most done", "nothing new"),
        {key: (worst[key], again[key], at_work.get(key, "-"), nothing_new.get(key, "-")) for key in worst},
    )
    assert max(again.values()) < LONGEST_SWEEP
    assert max(nothing_new.values()) < LONGEST_SWEEP / 2


def seconds_of_each(keys=None):
    found = {}
    for key in keys or [source.key for source in sources() if source.escalation]:
        start = perf_counter()
        swept(key)
        found[key] = perf_counter() - start
    return found
