"""People of every role at work, for locust. `LOAD_PEOPLE`: a file with who they are (`council.described`);
`LOAD_ACKNOWLEDGED`: a file to which every write that Emerald said it kept is added, a line of JSON for each."""

import json
import os
from datetime import date
from itertools import cycle
from pathlib import Path
from random import choice, random
from uuid import uuid4

from locust import HttpUser, between, task

from tests.load.forms import Form

PEOPLE = json.loads(Path(os.environ["LOAD_PEOPLE"]).read_text())
IN_TURN = cycle(PEOPLE)
COOKIE = os.environ["LOAD_COOKIE"]
WRITES = 0.15  # of all that people do; the rest is reading
KEPT, AGAIN = 302, 200  # the answers to a form: it was kept, or is shown once more with a sentence


def record_event(form, token, person):
    today = date.today()
    return form.filled_in(
        on_day=str(today.day),
        on_month=str(today.month),
        on_year=str(today.year),
        what="other",
        text=f"The school rang. {token}",
        source="The school",
    )


def record_decision(form, token, person):
    return form.filled_in(
        occasion=choice(form.choices["occasion"]), decision=f"Weekly visits. {token}", rationale="The risk went up."
    )


def allocate(form, token, person):
    return form.filled_in(part="co_worker", co_worker=str(choice(person["colleagues"])), because=token)


ENTERED = {"record_event": record_event, "record_decision": record_decision, "allocate": allocate}
MAY_WRITE = {
    "caseworker": ("record_event",),
    "practice_manager": ("record_event", "record_decision", "allocate"),
    "service_manager": ("record_event", "record_decision", "allocate"),
}


def writes_of(person):
    """(name, address) of every form that somebody of this role fills in."""
    names = MAY_WRITE.get(person["role"], ())
    return [(name, address) for name in names for address in person["writes"][name]]


# Not every role writes, so those that do write more often.
OFTEN = WRITES * len(PEOPLE) / max(1, sum(bool(writes_of(person)) for person in PEOPLE))


class PersonAtWork(HttpUser):
    wait_time = between(2, 6)  # seconds to read a page

    def on_start(self):
        self.person = next(IN_TURN)
        self.client.cookies.set(COOKIE, self.person["cookie"])
        self.writes = writes_of(self.person)

    @task
    def turn(self):
        if self.writes and random() < OFTEN:
            self._write(*choice(self.writes))
        else:
            self._read(*choice(self.person["reads"]))

    def _write(self, name, address):
        page = self._read(name, address)
        if page is None:
            return
        token = f"Reference {uuid4()}"
        sent = ENTERED[name](Form(page), token, self.person)
        with self.client.post(
            address,
            sent,
            name=f"save {name}",
            headers={"Referer": self.host},
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code == KEPT:
                with open(os.environ["LOAD_ACKNOWLEDGED"], "a") as file:
                    file.write(json.dumps({"kind": name, "token": token}) + "\n")
            elif answer.status_code != AGAIN:
                answer.failure(f"{answer.status_code}")

    def _read(self, name, address):
        """The page, or None where it was not shown."""
        with self.client.get(address, name=name, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != AGAIN:
                answer.failure(f"{answer.status_code} {answer.headers.get('Location', '')}")
                return None
            return answer.text
