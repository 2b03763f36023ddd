"""The operator's first week, as emerald/docs/OPERATING.md tells it: from an empty database to a note that was saved,
backed up, restored elsewhere, and read after the keys were changed."""

import re
from secrets import token_urlsafe

import psycopg
import pytest

from emerald.environment_setup import ROOT
from tests.backups.conftest import Elsewhere, second_server
from tests.production.house import APPLICATION, SERVICES, house
from tests.production.people import Person, chromium, link_in
from tests.production.processes import RAN, command
from tests.production.proxy import NAME

pytestmark = pytest.mark.browser
__all__ = ["second_server"]
REASON = "They begin on Monday."
NOTE = "We drew who is safe, and where the quiet room is."


@pytest.fixture
def emerald(tmp_path):
    with house(tmp_path) as made:
        yield made


@pytest.fixture
def somebody(playwright, emerald):
    """`somebody("priya@…")`, once the house is open; `somebody.problems`: what went wrong in any browser."""
    browsers = []

    def one(name):
        browsers.append(browser := chromium(playwright, emerald.front))
        page = browser.new_context(ignore_https_errors=True).new_page()
        page.on("pageerror", lambda error: one.problems.append(str(error)))
        return Person(page, f"https://{NAME}", emerald.mail.mails, f"{name}@emerald.example")

    one.problems = []
    yield one
    for browser in browsers:
        browser.close()


def test_the_first_week(emerald, somebody, second_server, tmp_path):
    set_up(emerald)
    with emerald.open():
        ines, sunita = first_two(emerald, somebody)
        morag = join(ines, sunita, somebody("morag"), "Morag Ellis", "Practice manager")
        priya = join(ines, sunita, somebody("priya"), "Priya Nair", "Caseworker")
        address = record_a_note(morag, priya)
        assert emerald.manage("verify_audit")
        back_up(emerald, tmp_path)
    restore_elsewhere(emerald, second_server, tmp_path)
    change_the_key(emerald, priya, address)
    assert somebody.problems == []
    assert commands_of_the_first_day() <= RAN


def commands_of_the_first_day():
    """Those of the guide's first day, and those that the service `migrate` runs by itself: all were played."""
    guide = (ROOT / "emerald/docs/OPERATING.md").read_text()
    day = guide.partition("## The first day")[2].partition("\n## ")[0]
    told = set(re.findall(r"manage\.py (\w+)", day + " ".join(SERVICES["migrate"]["command"])))
    assert len(told) > 5
    return told


def set_up(emerald):
    """Day one, before anybody can enter: tables, the role of web and worker, and what would be unsafe."""
    command(emerald.owner, "migrate", "--no-input", "--verbosity", "0")
    command(emerald.owner, "createcachetable")
    with psycopg.connect(emerald.url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {APPLICATION} LOGIN")
    command(emerald.owner, "grant_application", APPLICATION)
    assert "no issues" in command(
        emerald.given, "check", "--deploy", "--database", "default", "--fail-level", "WARNING"
    )


def first_two(emerald, somebody):
    """The first administrator and the first service manager, by the links the console prints."""
    found = []
    for role, name in (("system_administrator", "Ines First"), ("service_manager", "Sunita Rao")):
        person = somebody(name.split()[0].lower())
        person.choose_password(
            link_in(emerald.manage("appoint_first", role, person.email, name)), "seventeen quiet otters"
        )
        person.set_up_second_step()
        person.is_in()
        found.append(person)
    ines = found[0]
    ines.opens("teams")
    ines.fills("Name of the team", "Emerald North")
    ines.presses("Add the team")
    return found


def join(ines, sunita, person, name, role):
    """Somebody is added, invited by real mail, given a role that a service manager approves, and is in."""
    ines.opens("add_person")
    ines.fills("Full name", name)
    ines.fills("Work e-mail address", person.email)
    ines.presses("Add")
    ines.presses("Send the link")
    ines.follows("Ask for a role")
    ines.page.get_by_label(role, exact=True).check()
    ines.ticks("Emerald North")
    ines.fills("Why do they need it?", REASON)
    ines.presses("Ask for this role")
    person.choose_password(link_in(person.newest_mail()[1]), "another quiet otter here")
    person.set_up_second_step()
    sunita.opens("roles_waiting")
    sunita.page.get_by_role("link", name=re.compile(name)).first.click()
    if "/second-step/again/" in sunita.page.url:
        sunita.give_code()
    sunita.page.get_by_label("Approve it").check()
    sunita.presses("Save the decision")
    person.is_in()
    return person


def record_a_note(morag, priya):
    """A manager opens a case for a child; the lead worker records a session and reads it. Returns its address."""
    morag.go("open_case")
    morag.fills("Given names, or any name you have", "Wren")
    morag.fills("Family name", "Abernathy-Vale")
    morag.birthday(14)
    morag.presses("Look for the child")
    morag.presses("Open a case for this child")
    morag.page.get_by_label("Team", exact=True).select_option(label="Emerald North")
    morag.ticks("At risk")
    morag.page.get_by_label("Lead worker").select_option(label="Priya Nair")
    morag.fills("What is the concern", "School is worried about new older friends.")
    morag.presses("Open the case")
    morag.sees("Wren Abernathy-Vale")
    priya.go("my_cases")
    priya.follows("Wren Abernathy-Vale")
    priya.presses("Record direct work")
    priya.fills("What time did it start?", "0:01")
    priya.fills("Where was it?", "School")
    for label in ("Safety planning", "It took place", "Yes"):
        priya.ticks(label)
    priya.fills("What happened?", NOTE)
    priya.fills("What did the child say", "I like the quiet room.")
    priya.presses("Save the session")
    priya.sees(NOTE)
    return priya.page.url


def back_up(emerald, folder):
    (folder / "backups").mkdir()
    command(emerald.owner, "back_up", str(folder / "backups"))


def restore_elsewhere(emerald, server, folder):
    """On another server, with the key from its safe, the same note is there and the record proves itself."""
    (folder / "key").write_text(str(emerald.backup_key))
    (folder / "elsewhere").mkdir()
    there = Elsewhere(server, "first_week", folder / "elsewhere")
    keys = {name: emerald.given[name] for name in emerald.given if name.endswith("_KEYS") or name == "SECRET_KEY"}
    done = there.manage("restore", folder / "backups", "--key", folder / "key", "--by", "Ines First", **keys)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"The record \(verify_audit\): \d+ rows under \d+ seals, unbroken", done.stdout)
    assert there.ask("SELECT what_happened FROM interventions_session") == NOTE


def change_the_key(emerald, priya, address):
    """A new SECRET_KEY, the old one behind it: whoever was signed in stays so, and signs in anew as before."""
    emerald.given |= {"SECRET_KEY": token_urlsafe(50), "SECRET_KEY_FALLBACKS": emerald.secret_key}
    with emerald.open():
        priya.page.goto(address)
        priya.sees(NOTE)
        priya.sign_out()
        priya.sign_in()
    emerald.manage("renew_traces")
    emerald.manage("verify_audit")
