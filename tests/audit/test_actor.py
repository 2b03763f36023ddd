"""Every kept change says who made it, and nobody's name sticks to a connection that goes on to serve somebody else."""

from contextlib import nullcontext

import pghistory
import pytest
from django.db import connection, transaction

from emerald.accounts.models import Team
from emerald.audit.actor import acting_as
from emerald.audit.models import AccessEntry
from emerald.audit.record import record_act
from tests.factories.people import make_user

NOW_SET = "SELECT coalesce(current_setting('pghistory.context_metadata', true), '')"


def context_of(slug):
    return Team.pgh_event_model.objects.get(slug=slug).pgh_context


@pytest.mark.django_db
def test_a_change_made_by_a_page_names_person_role_and_page(client, small_site):
    priya = make_user(role="caseworker")
    client.force_login(priya)
    client.get("/written/?q=typed-by-hand")
    assert context_of("written") == {"actor": priya.pk, "role": "caseworker", "page": "team_written"}


@pytest.mark.django_db
def test_a_change_and_the_entry_of_the_same_request_share_its_number(client, small_site):
    client.force_login(make_user())
    client.get("/written/")
    written = Team.pgh_event_model.objects.get(slug="written")
    assert AccessEntry.objects.filter(page="team_written", request_id=written.pgh_context_id).count() == 1


@pytest.mark.django_db
def test_a_task_or_command_names_itself_and_why():
    with acting_as("command load_demo", reason="The demonstration's teams."):
        Team.objects.create(name="Demo", slug="demo")
    assert context_of("demo") == {"actor": "command load_demo", "role": "", "reason": "The demonstration's teams."}


@pytest.mark.django_db
def test_a_person_can_stand_behind_a_task():
    priya = make_user()
    with acting_as(priya, reason="Her export."):
        Team.objects.create(name="Hers", slug="hers")
    assert context_of("hers")["actor"] == priya.pk


@pytest.mark.django_db
def test_an_act_within_anothers_leaves_the_rest_in_the_others_name():
    priya = make_user()
    with acting_as("command load_demo", reason="The demonstration's teams."):
        with acting_as(priya, reason="Her export."):
            Team.objects.create(name="Hers", slug="hers")
        record_act(priya, "exported", subject="case")
        Team.objects.create(name="Demo", slug="demo")
    assert context_of("hers") == {"actor": priya.pk, "role": "caseworker", "reason": "Her export."}
    assert context_of("demo") == {"actor": "command load_demo", "role": "", "reason": "The demonstration's teams."}
    assert AccessEntry.objects.get(verb="exported").actor_id == priya.pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "label"),
    [
        (None, "nobody"),
        ("command load_demo", "command load_demo"),
        ("a\0b\ud800" + "x" * 100, "a\ufffdb\ufffd\ufffd\ufffd" + "x" * 74),
    ],
)
def test_a_look_of_nobody_or_of_a_command_says_so(actor, label):
    entry = record_act(actor, "opened", subject="case")
    assert (entry.actor_id, entry.actor_label, entry.actor_name, entry.actor_role) == (None, label, "", "")


@pytest.mark.django_db
def test_an_entry_tells_name_and_role_as_the_database_has_them():
    priya = make_user(role="caseworker", name="Priya Nair")
    priya.name, priya.role = "Somebody Else", "auditor"
    entry = record_act(priya, "opened", subject="case")
    assert (entry.actor_id, entry.actor_name, entry.actor_role) == (priya.pk, "Priya Nair", "caseworker")
    assert entry.actor_label == f"caseworker {priya.pk}"


@pytest.mark.parametrize(("actor", "reason"), [("", "why"), ("command", " ")])
def test_nobody_acts_without_a_name_and_a_reason(actor, reason):
    with pytest.raises(ValueError, match="who acts and why"), acting_as(actor, reason=reason):
        pass


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("around", [transaction.atomic, nullcontext])
def test_the_actor_does_not_stay_on_the_connection(around):
    with pghistory.context(actor=1), around():
        Team.objects.create(name="One", slug="one")
    with connection.cursor() as cursor:
        cursor.execute(NOW_SET)
        assert cursor.fetchone() == ("",)
    Team.objects.create(name="Two", slug="two")
    assert (context_of("one"), context_of("two")) == ({"actor": 1}, None)
