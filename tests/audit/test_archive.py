"""A year of evidence goes into the archive whole and sealed, is told of, and comes back proven or not at all."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from emerald.accounts.models import Team
from emerald.audit.archive import archive, bring_back, kept_here
from emerald.audit.models import AccessEntry, PartitionMove
from emerald.audit.partitions import partitions
from emerald.audit.record import record_act
from emerald.audit.verify import verify
from emerald.audit.verify_live import tracked
from emerald.database.identity import Identity, asking_as
from emerald.guards import Refused
from perpetrators.models.reports.known import KNOWN_BY_HISTORY
from tests.audit.turns import this_year, turn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("whole_again")]
LOG, TEAMS = "audit_accessentry", "accounts_teamhistory"


def ago(years):
    return this_year() - years


def look(who="somebody"):
    return record_act(who, "opened", subject="case", subject_id=1)


@pytest.fixture
def two_years(seal):
    """Teams that stand, one that was renamed since and one that is gone; of the access log two years and this one. All
    sealed."""
    for name in ("stands", "renamed", "gone"):
        Team.objects.create(name=name, slug=name)
    look("the year before")
    turn(LOG, ago(2))
    look("last year")
    turn(LOG, ago(1))
    turn(TEAMS, ago(1))
    Team.objects.filter(name="renamed").update(name="renamed since")
    Team.objects.get(name="gone").delete()
    look("this year")
    seal()


def said(command, year):
    told = StringIO()
    call_command(command, str(year), stdout=told)
    return told.getvalue()


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


class TestGoing:
    def test_the_record_is_whole_without_it_and_says_where_it_is(self, two_years, seal, faults):
        said("archive_year", ago(1))
        assert [entry.actor_label for entry in AccessEntry.objects.filter(verb="opened")] == ["this year"]
        found = verify()
        assert (found.broken, found.first) == ([], [])
        assert f"In the archive: 2 rows of {LOG}, of {LOG}_{ago(2)} to {LOG}_{ago(1)}." in found.archived
        seal()
        assert faults() == []

    def test_what_it_held_lies_in_a_place_of_its_own_with_what_was_there(self, two_years):
        archive(ago(1))
        assert execute(f"SELECT actor_label FROM archive.{LOG}_{ago(2)}") == [("the year before",)]
        with pytest.raises(DatabaseError, match="are evidence"), transaction.atomic():
            execute(f"DELETE FROM archive.{LOG}_{ago(2)}")

    def test_a_row_that_stands_since_then_can_still_be_proved(self, two_years, faults, tamper):
        archive(ago(1))
        history = Team.pgh_event_model.objects.order_by("pgh_id")
        assert list(history.values_list("name", "pgh_label")) == [
            ("renamed since", "update"),
            ("gone", "delete"),
            ("stands", "carried"),
        ]
        tamper("UPDATE accounts_team SET name = 'quietly' WHERE name = 'stands'")
        assert any("rows of accounts_team were changed without a trace" in fault for fault in faults())

    def test_histories_that_pages_read_stay(self, two_years):
        for table in kept_here():
            turn(table, ago(1))
        archive(ago(1))
        assert {table for table, those in partitions().items() if len(those) > 1} == kept_here()
        versioned = {model for model in tracked() if hasattr(model, "earlier_versions") or hasattr(model, "versions")}
        read = versioned | set(KNOWN_BY_HISTORY)
        assert {model.pgh_event_model._meta.db_table for model in read} == kept_here() != set()

    def test_it_is_written_down_by_the_owner_alone(self, two_years):
        archive(ago(1))
        assert {move.rows for move in PartitionMove.objects.archived() if move.table == LOG} == {1}
        assert AccessEntry.objects.filter(verb="archived", subject="evidence").count() == PartitionMove.objects.count()
        with asking_as(Identity(act="task emerald.audit.tasks.verify")), pytest.raises(DatabaseError, match="denied"):
            PartitionMove.objects.create(away=True, table=LOG, partition="x", since=0, upto=1, rows=1)

    def test_a_second_time_there_is_nothing_left_of_it(self, two_years):
        archive(ago(1))
        assert said("archive_year", ago(1)) == "Nothing was left of it.\n"

    def test_later_years_go_later(self, two_years):
        assert archive(ago(3)) == []

    def test_a_year_that_is_not_over_stays(self, two_years):
        with pytest.raises(CommandError, match=r"(?s)Nothing was moved.*still takes what is written"):
            said("archive_year", 2999)
        assert not PartitionMove.objects.exists()

    def test_what_is_not_sealed_stays(self, whole_again):
        look()
        turn(LOG, ago(1))
        with pytest.raises(Refused, match="is not sealed to its end yet"):
            archive_log_alone(ago(1))

    @pytest.mark.parametrize("sql", [f"UPDATE {LOG} SET verb = 'listed'", f"DELETE FROM {LOG}"])
    def test_what_is_not_as_it_was_sealed_stays(self, two_years, tamper, sql):
        tamper(f"{sql} WHERE actor_label = 'last year'")
        with pytest.raises(CommandError, match=r"(?s)Nothing was moved.*rows of audit_accessentry"):
            said("archive_year", ago(1))
        assert not PartitionMove.objects.exists()

    def test_a_partition_of_many_years_goes_with_the_last(self, whole_again, seal):
        look()
        turn(LOG, "2019")
        look()
        seal()
        with pytest.raises(Refused, match="has rows until 20"):
            archive_log_alone(2019)


def archive_log_alone(year):
    """Every other table's newest partition is of this year: nothing of it goes."""
    for table in set(partitions()) - {LOG}:
        assert len(partitions()[table]) == 1
    return archive(year)


class TestComingBack:
    def test_it_is_what_it_was(self, two_years, seal, faults):
        before = list(AccessEntry.objects.order_by("id").values_list("id", "actor_label", "xid"))
        archive(ago(1))
        for year in (ago(1), ago(2)):
            assert f"{LOG}_{year}: 1 rows, as they were sealed" in said("bring_back_year", year)
        assert list(AccessEntry.objects.order_by("id").values_list("id", "actor_label", "xid"))[: len(before)] == before
        assert PartitionMove.objects.archived() == []
        seal()
        assert (verify().archived, faults()) == ([], [])

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE archive.{} SET actor_label = 'somebody else'",
            "DELETE FROM archive.{}",
            "INSERT INTO archive.{0} SELECT (jsonb_populate_record(one, '{{\"id\": 999}}')).* FROM archive.{0} one",
        ],
    )
    def test_one_that_was_forged_meanwhile_stays_outside(self, two_years, tamper, sql):
        archive(ago(1))
        tamper(sql.format(f"{LOG}_{ago(1)}"))
        with pytest.raises(CommandError, match=r"(?s)Nothing was moved.*rows of audit_accessentry"):
            said("bring_back_year", ago(1))
        assert len(partitions()[LOG]) == 1

    def test_one_of_an_earlier_release_is_read_where_it_lies(self, two_years):
        archive(ago(1))
        execute(f"ALTER TABLE {LOG} ADD COLUMN later text")
        try:
            with pytest.raises(Refused, match="has no later: it is of an earlier release"):
                bring_back(ago(1))
        finally:
            execute(f"ALTER TABLE {LOG} DROP COLUMN later")

    @pytest.mark.parametrize(("years_ago", "sentence"), [(1, "pg_restore"), (7, "Nothing of {} was archived")])
    def test_what_is_not_there_is_asked_for(self, two_years, years_ago, sentence):
        archive(ago(1))
        execute("DROP SCHEMA archive CASCADE")
        with pytest.raises(Refused, match=sentence.format(ago(years_ago))):
            bring_back(ago(years_ago))


class TestWhatIsFound:
    """By the owner, who may do anything."""

    @property
    def part(self):
        return f"{LOG}_{ago(2)}"

    @pytest.mark.parametrize(
        ("sql", "found"),
        [
            ("ALTER TABLE {log} DETACH PARTITION {part}; DROP TABLE {part}", "A partition of {log} is gone"),
            ("ALTER TABLE {log} DETACH PARTITION {part}", "{part} is no partition any more"),
            ("ALTER TABLE {part} DISABLE TRIGGER ALL", "of {part} is switched off"),
            ("DROP TRIGGER {refusal} ON {part}", "The trigger {refusal} of {part} is missing"),
            ("GRANT SELECT ON {part} TO PUBLIC", "everybody may reach the rows of {log} past its rules"),
            ("GRANT SELECT (verb) ON {part} TO PUBLIC", "everybody may reach the rows of {log} past its rules"),
            ("CREATE RULE aside AS ON INSERT TO {part} DO INSTEAD NOTHING", "The rule aside on {part}"),
            ("ALTER TABLE {part} RENAME TO mine", "mine shares its rows with {log}"),
            ("ALTER TABLE {part} SET SCHEMA elsewhere", "{part} of {log} is not one that Emerald made"),
            ("ALTER TABLE {part} ENABLE ROW LEVEL SECURITY", "{part} hides rows by a policy"),
            (
                "ALTER TABLE {log} DETACH PARTITION {part}; ALTER TABLE {part} RENAME TO aside; "
                "CREATE TABLE {part} (LIKE aside INCLUDING ALL); INSERT INTO {part} SELECT * FROM aside; "
                "UPDATE {part} SET actor_label = 'somebody'; {attach}",
                "rows of {log} some were changed",
            ),
            (
                '{quiet}; INSERT INTO audit_partitionmove (away, at, "table", partition, since, upto, rows, xid) '
                "SELECT true, now(), '{log}', '{part}', 0, min(xid), 1, audit_clock() FROM {newest}; {loud}",
                "stands in the place of an archived one",
            ),
        ],
    )
    def test_what_is_done_to_a_partition(self, two_years, seal, sql, found):
        old, *_, newest = partitions()[LOG]
        [refusal] = [one.get_pgid(AccessEntry) for one in AccessEntry._meta.triggers if one.name == "append_only"]
        words = {
            "log": LOG,
            "part": self.part,
            "refusal": refusal,
            "newest": newest.name,
            "quiet": "SET LOCAL session_replication_role = replica",
            "loud": "SET LOCAL session_replication_role = origin",
            "attach": f"ALTER TABLE {LOG} ATTACH PARTITION {self.part} FOR VALUES FROM (MINVALUE) TO ({old.upto})",
        }
        with transaction.atomic():
            execute("CREATE SCHEMA elsewhere")
            execute(sql.format(**words))
            said = "\n".join(verify().broken)
            transaction.set_rollback(True)
        assert found.format(**words) in said

    @settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        table=some.sampled_from([LOG, TEAMS]),
        what=some.sampled_from(["change", "remove", "put in"]),
        at=some.integers(0, 9),
    )
    def test_any_row_of_any_partition_that_is_touched(self, two_years_once, table, what, at):
        key, text = ("id", "actor_label") if table == LOG else ("pgh_id", "name")
        keys = [pk for (pk,) in execute(f"SELECT {key} FROM {table} ORDER BY 1")]
        row = keys[at % len(keys)]
        done = {
            "change": f"UPDATE {table} SET {text} = 'touched' WHERE {key} = {row}",
            "remove": f"DELETE FROM {table} WHERE {key} = {row}",
            "put in": f"INSERT INTO {table} SELECT (jsonb_populate_record(one, '{{\"{key}\": 999999}}')).* "
            f"FROM {table} one WHERE {key} = {row}",
        }
        with transaction.atomic():
            execute("SET LOCAL session_replication_role = replica")
            execute(done[what])
            execute("SET LOCAL session_replication_role = origin")
            said = [fault for fault in verify().broken if f"rows of {table}" in fault]
            transaction.set_rollback(True)
        assert said


@pytest.fixture
def two_years_once(two_years):
    """Made once for all examples, which undo what they do."""


def test_no_table_of_the_archive_is_one_of_a_model():
    assert not {model._meta.db_table for model in apps.get_models()} & {"archive"}
