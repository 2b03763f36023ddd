"""Bad days, one after the other on the same processes, none of which is started again: web, worker and beat, a Redis
and a mail server. Each is told of on *Operations* or in the log, with what to do, and nothing is lost."""

import json
import os
import signal
from contextlib import contextmanager, suppress
from uuid import uuid4

import psutil
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from emerald.mail.models import Kind, Mail
from tests.factories import files as made
from tests.factories.people import make_team, make_user
from tests.production.browser import Browser
from tests.production.processes import HOST, web
from tests.production.proxy import free_port
from tests.reliability.moved_clock import MovedClock
from tests.reliability.processes import environment, wait_until

PATIENCE, HOUR = 240, 3600  # seconds
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON accounts_team EXECUTE FUNCTION full_disk()
"""


class House:
    def __init__(self, folder, processes, mail, port):
        self.folder, self.run, self.mail, self.port = folder, processes, mail, port

    def entered_by(self, person):
        """The first page then says for how long nobody is signed out: by the setting of these processes."""
        client, browser = Client(), Browser(self.port)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        browser.cookies["sessionid"] = client.cookies["sessionid"].value
        return browser

    def operations(self):
        answer = self.kit.get(reverse("operations"))
        assert answer.status == 200
        return answer.text

    def comes_to_say(self, *sentences):
        """*Operations* does, after a while."""
        self.until(lambda: all(sentence in self.operations() for sentence in sentences))

    def is_well(self):
        """Everything is, after a while."""
        self.until(lambda: self.kit.get(reverse("ready")).status == 200)

    def until(self, true):
        wait_until(true, seconds=PATIENCE, processes=self.run)

    def posts(self):
        """A mail that is due now; returns its address."""
        now = timezone.now()
        to = make_user(role="caseworker")
        Mail.objects.create(kind=Kind.PASSWORD_CHANGED, recipient=to, made_at=now, next_try=now)
        return to.email

    def has_gone(self, email):
        """At least once. A plain mail server cannot be asked whether it took what it did not answer in time; that
        nothing goes twice where one can ask is proven in `test_reminders_never_missed_never_repeated`."""
        self.until(lambda: self.mail.took[email])

    def log(self):
        return (self.folder / "web.log").read_text()

    def web_processes(self):
        return [one for one in psutil.process_iter() if self._is_of_the_web(one)]

    def _is_of_the_web(self, process):
        with suppress(psutil.Error):
            return f"127.0.0.1:{self.port}" in process.cmdline()
        return False


@pytest.fixture
def clock(tmp_path):
    return MovedClock(tmp_path)


@pytest.fixture
def house(tmp_path, processes, mail_server, redis_server, clock, transactional_db):
    more = {"SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": HOST, "FILES_ROOT": str(tmp_path / "files")}
    # Nobody is signed out when the clock jumps; on a busy machine a tick is not over before it is taken.
    more |= {"EMERALD_IDLE_MINUTES": "600", "EMERALD_TICK_SECONDS": "2", **clock.environment}
    one = House(tmp_path, processes(**more), mail_server, free_port())
    one.kit = one.entered_by(make_user(role="system_administrator", name="Kit Wolverstone"))
    one.priya = make_user(role="caseworker", name="Priya Nair", teams=[make_team()])
    one.priyas = one.entered_by(one.priya)
    one.given = environment(redis=redis_server, mail=mail_server, **more)
    with web(tmp_path, one.port, one.given):
        yield one


def test_on_bad_days_nothing_is_lost_and_nothing_has_to_be_started_again(house, clock, redis_server):
    worker, _ = house.run.worker(), house.run.beat()
    house.is_well()
    two_beats(house)
    worker_that_stands_still(house, worker)
    redis_away_for_ten_minutes(house, clock, redis_server)
    mail_server_that_refuses_and_a_clock_that_is_set_back(house, clock)
    no_room_in_the_database(house)
    no_room_for_files(house)
    house.is_well()
    assert Mail.objects.count() == Mail.objects.sent().count() == len(house.mail.took) == 3
    assert "Traceback" not in house.run.words()


def two_beats(house):
    second = house.run.beat()
    house.comes_to_say("2 of them run", "end all but one")
    house.run.kill(second)
    house.until(lambda: "2 of them run" not in house.operations())


def worker_that_stands_still(house, worker):
    os.killpg(worker.pid, signal.SIGSTOP)
    waiting = house.posts()
    house.comes_to_say("It takes up what waits by itself")
    assert house.mail.took[waiting] == 0
    os.killpg(worker.pid, signal.SIGCONT)
    house.has_gone(waiting)
    house.is_well()


def redis_away_for_ten_minutes(house, clock, redis_server):
    os.kill(redis_server.pid(), signal.SIGKILL)
    waiting = house.posts()
    house.comes_to_say("Pages work without it and nothing is lost")
    clock.set_ahead(600)
    assert house.kit.get(reverse("home")).status == 200
    redis_server.launch()
    house.has_gone(waiting)


def mail_server_that_refuses_and_a_clock_that_is_set_back(house, clock):
    """Its next try lies in what is the future again, and so does everything that was asked for by the clock."""
    house.comes_to_say("The clocks of the web service and of the database are 10 minutes apart")
    clock.set_ahead(HOUR)
    house.mail.refuses_next = 1
    waiting = house.posts()
    house.comes_to_say("The mail server refuses (reply 451)")
    clock.set_ahead(-HOUR)
    house.has_gone(waiting)
    house.comes_to_say("1 hour apart", "Let a time server (NTP) set the clocks", "Wrong")
    assert "The clock of this machine was set back." in house.run.words()
    clock.set_ahead(0)
    house.is_well()


def no_room_in_the_database(house):
    """As PostgreSQL says it. What was typed is given back."""
    with connection.cursor() as cursor:
        cursor.execute(FULL)
    teams = reverse("teams")
    answer = house.kit.post(teams, name="Emerald West")
    assert answer.status == 503
    assert "There is no room to save this" in answer.text
    assert "Emerald West" in answer.text
    assert "The database has no room left on its disk" in house.log()
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION full_disk CASCADE")
    assert house.kit.post(teams, name="Emerald West").status == 302


def no_room_for_files(house):
    with no_byte_more(house.web_processes()):
        assert "could not be kept: there is no room for it" in sent(house)["sentence"]
    assert sent(house)["key"]
    assert "Room for attached files" in house.operations()


def sent(house):
    """What the page's script is told of a file."""
    place = reverse("add_documents", args=["EM-2026-0001"])
    facts = {"place": place, "person": house.priya.pk, "writing": str(uuid4())}
    file = SimpleUploadedFile("Letter.pdf", made.pdf())
    answer = house.priyas.post_to(reverse("send_file"), form_at=reverse("time_away"), files=file, **facts)
    assert answer.status == 200, answer.text
    return json.loads(answer.text)


@contextmanager
def no_byte_more(processes):
    """None of them may write another byte into a file: to them it is a full disk."""
    before = {each.pid: each.rlimit(psutil.RLIMIT_FSIZE) for each in processes}
    for each in processes:
        each.rlimit(psutil.RLIMIT_FSIZE, (0, before[each.pid][1]))
    yield
    for each in processes:
        each.rlimit(psutil.RLIMIT_FSIZE, before[each.pid])
