"""Evidence that grows for ever is kept in partitions. None is ever missing, and no row is ever in two or in none."""

from datetime import timedelta
from random import Random

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from emerald.accounts.models import Team
from emerald.audit.models import AccessEntry, Seal
from emerald.audit.partitions import EVER, begin_partition, partitioned, partitions
from emerald.audit.record import record_act
from emerald.audit.seal import seal_new_rows
from emerald.audit.sealed_tables import tables
from emerald.audit.tasks import begin_partitions
from emerald.database.identity import Identity, asking_as
from tests.audit.turns import as_of, rows_by_partition, this_year, turn

LOG, TEAMS = "audit_accessentry", "accounts_teamhistory"
# Under seal, and small for ever.
SMALL = {
    "audit_clockmove": "a row for each restored backup",
    "audit_partitionmove": "what is in the archive is told of for ever",
    "audit_secrettrace": "a few rows a year for each person, compared with what stands",
    "audit_verification": "one row a night",
}
# Records that pages show and that keys lead to, in force for as long as their case is kept.
RECORDS = {
    *("cases_chronologyentry", "cases_chronologyremoval", "cases_managementdecision", "cases_pack"),
    *(
        "cases_statechange",
        "cases_supervision",
        "cases_teamchange",
        "interventions_addendum",
        "interventions_consultation",
    ),
    *("interventions_consultationaddendum", "interventions_contactaddendum", "interventions_move"),
    *("interventions_contactstruckout", "interventions_putoff", "interventions_struckout", "perpetrators_legalevent"),
    *("perpetrators_measureevent", "perpetrators_merge", "perpetrators_recordentry", "reminders_snooze"),
}


def look(who="somebody"):
    return record_act(who, "opened", subject="case", subject_id=1)


@pytest.mark.django_db
class TestWhatIsCut:
    def test_every_table_under_seal_is_in_partitions_or_says_why_not(self):
        assert {table.name for table in tables()} == {*partitioned(), *SMALL, *RECORDS}
        assert partitions().keys() == {*partitioned()}

    def test_a_table_begins_with_one_partition_that_takes_everything(self):
        assert {(len(those), those[0].since, those[0].upto) for those in partitions().values()} == {(1, 0, EVER)}

    def test_it_is_called_by_the_year_in_which_it_began(self):
        years = this_year() - 1, this_year()  # the tables are older than a run that passed New Year
        for table in (LOG, TEAMS):
            assert partitions()[table][0].name in [f"{table}_{year}" for year in years]

    def test_within_its_year_no_other_begins(self):
        for table in (LOG, TEAMS):
            as_of(table, this_year())
        assert [begin_partition(table) for table in (LOG, TEAMS)] == [None, None]

    def test_a_table_that_is_none_of_them_is_left_as_it_is(self):
        assert [begin_partition(table) for table in ("accounts_team", "audit_seal", "pg_class", "'; DROP")] == [
            None
        ] * 4


@pytest.mark.django_db
class TestATurn:
    @pytest.mark.parametrize(("table", "before"), [(LOG, "2025"), (TEAMS, "2025"), (LOG, "2019"), (TEAMS, "1999")])
    def test_what_comes_after_it_is_in_the_next_partition(self, table, before):
        look()
        Team.objects.create(name="One", slug="one")
        assert turn(table, before) == f"{table}_{this_year()}"
        old, new = partitions()[table]
        assert (old.name, old.since, old.upto, new.upto) == (f"{table}_{before}", 0, new.since, EVER)
        assert rows_by_partition(table)[old.name] >= 1
        assert rows_by_partition(table).get(new.name, 0) == 0

    def test_a_clock_set_back_begins_none_and_loses_nothing(self):
        for table, later in ((LOG, "2999"), (TEAMS, "2999")):
            assert turn(table, later) is None
        look()
        Team.objects.create(name="One", slug="one")
        assert rows_by_partition(LOG) == {f"{LOG}_2999": 1}

    def test_the_role_that_owns_nothing_begins_it_and_reaches_rows_through_the_whole_alone(self):
        as_of(LOG, "2025")
        with asking_as(Identity(act="task emerald.audit.tasks.begin_partitions")):
            look()
            begun = begin_partition(LOG)
            assert AccessEntry.objects.count() == 1
            for name in (begun, f"{LOG}_2025"):
                for sql in (f"SELECT count(*) FROM {name}", f"INSERT INTO {name} SELECT * FROM {LOG}"):
                    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                        connection.cursor().execute(sql)

    @pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET verb = 'listed'"])
    def test_both_its_sides_are_only_added_to(self, change):
        look()
        turn(LOG, "2025")
        for name in (LOG, *(each.name for each in partitions()[LOG])):
            with pytest.raises(IntegrityError, match="are evidence"), transaction.atomic():
                connection.cursor().execute(change.format(name))


@pytest.mark.django_db(transaction=True)
class TestSealsAndTurns:
    """`whole_again` puts one partition in the place of all when a test is over."""

    @pytest.fixture(autouse=True)
    def _after(self, whole_again):
        """As it was."""

    def test_no_seal_is_on_both_sides(self, seal, faults):
        for number in range(3):
            look(f"before {number}")
        turn(LOG, "2025")
        look("after")
        seal()
        assert [one.tables[LOG]["rows"] for one in Seal.objects.in_order()] == [3, 1]
        assert partitions()[LOG][0].upto == Seal.objects.get(number=1).upto
        assert faults() == []

    def test_a_transaction_that_began_before_and_writes_after_is_on_the_old_side(self, seal, faults, another):
        another.set_autocommit(False)
        with another.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        turn(LOG, "2025")
        look("after")
        with another.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_accessentry (verb, page, subject, reference, subject_ids, outcome, why, detail) "
                "VALUES ('opened', '', 'case', '', '{}', 'allowed', '', '')"
            )
        another.commit()
        assert list(rows_by_partition(LOG).values()) == [1, 1]
        seal()
        assert faults() == []

    def test_a_table_that_somebody_keeps_waits_for_the_next_tick(self, another, caplog):
        as_of(LOG, "2025")
        another.set_autocommit(False)
        with another.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_accessentry IN ROW EXCLUSIVE MODE")
        with pytest.raises(OperationalError):
            begin_partition(LOG)
        begin_partitions()
        assert "No new partition of audit_accessentry could begin yet" in caplog.text
        another.rollback()
        begin_partitions()
        assert f"The partition {LOG}_{this_year()} begins." in caplog.text

    @pytest.mark.parametrize("chance", [1, 2])
    def test_in_any_order_the_record_is_whole_and_each_row_on_its_side(self, seal, faults, chance):
        chosen = Random(chance)
        for number in range(30):
            act = chosen.choice(["look", "look", "team", "team", "seal", "turn of the log", "turn of the teams"])
            if act == "look":
                look()
            elif act == "team":
                Team.objects.create(name=f"Team {number}", slug=f"team-{number}")
            elif act == "seal":
                seal_new_rows()
            else:
                turn(LOG if act == "turn of the log" else TEAMS, f"19{number:02}")
        seal()
        assert faults() == []
        assert min(len(partitions()[table]) for table in (LOG, TEAMS)) > 2
        for table, xid in ((LOG, "xid"), (TEAMS, "pgh_xid")):
            for each in partitions()[table]:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT coalesce(min({xid}), {each.since}), max({xid}) FROM {each.name}")
                    first, last = cursor.fetchone()
                assert each.since <= first <= (last or first) < each.upto


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("whole_again")
class TestDays:
    def test_what_is_asked_of_some_days_is_the_same_found_in_their_partitions_alone(self, tamper):
        chosen, began = Random(3), timezone.localdate()
        for number in range(40):
            look(f"{number}")
            if number % 8 == 7:
                turn(LOG, f"19{number:02}")
        for entry in AccessEntry.objects.all():  # the clock was now ahead, now behind
            tamper(
                "UPDATE audit_accessentry SET at = at - make_interval(days => %s) WHERE id = %s",
                (40 - int(entry.actor_label)) * 2 + chosen.randint(-9, 9),
                entry.pk,
            )
        days = [None, *(began - timedelta(days=chosen.randint(-5, 95)) for _ in range(20))]
        for since, until in ((chosen.choice(days), chosen.choice(days)) for _ in range(40)):
            asked = AccessEntry.objects.newest_first()
            asked = asked.on_or_after(since) if since else asked
            asked = asked.on_or_before(until) if until else asked
            assert list(asked.where_days_lie(since, until)) == list(asked)

    def test_years_in_between_are_not_looked_through(self):
        look()
        turn(LOG, "2024")
        turn(LOG, "2025")
        told = AccessEntry.objects.where_days_lie(timezone.localdate(), None).explain()
        assert f"{LOG}_2024" in told
        assert f"{LOG}_2025" not in told
