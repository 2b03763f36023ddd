"""Every kept change says who made it, and nobody's name sticks to a connection that goes on to serve somebody else."""

from contextlib import nullcontext

import pghistory
import pytest
from django.db import connection, transaction

from emerald.accounts.models import Team
from emerald.audit.actor import acting_as
from emerald.audit.models import AccessEntry
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
