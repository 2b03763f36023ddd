"""Whatever is typed into any form of the site, by whoever may open it and on whichever version of the record: the
answer is a page that says what is wrong and gives back what was typed. Nothing makes Emerald fail.

The forms come from the table of the matrix, their questions from the pages themselves; each role signs in once and
sends every form that it may many times, each time with something nasty in every box.
"""

import re
from collections import Counter
from html import escape
from http.cookies import SimpleCookie
from itertools import cycle, islice
from traceback import extract_tb

import pytest
from django.db import transaction

from cases.forms.children.kinds import KINDS
from emerald.accounts.roles import ROLES
from emerald.govuk.template_filters import as_typed
from tests.access.pages import PAGES, address_of
from tests.access.test_matrix import connect, expected
from tests.factories.people import make_user
from tests.house import case, house, morag, priya, sunita, team, world
from tests.pages.nasty import FORM, WRONG_WAYS, Round, body_of, wrong_ways
from tests.pages.question_reader import QuestionReader, sentences_of
from tests.pages.questions_drawn import remembered

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
FORMS = [page for page in PAGES if page.methods == ("GET", "POST") and page.name != "carry_on"]
# Reached only from another form, or of whoever was told of a move, who is none of these.
FROM_ANOTHER_FORM = {"open_case_new_child", "team_move"}
# They record nothing, so that one sent twice does no harm.
RECORD_NOTHING = {"open_case", "components_form"}
# Of pages for which the world has one of several kinds, the others.
ALSO = {
    "add_child_detail": [{"kind": kind} for kind in KINDS if kind != "address"],
    "record_person_measure": [{"measure_kind": kind} for kind in ("pre_charge_bail", "sro", "shpo")],
}
# Those who made what some forms are about, and first of all whoever may send the most.
THE_WRITER, THE_MANAGER = "the writer", "the manager"
PEOPLE = (THE_WRITER, THE_MANAGER, *ROLES)
FULLY, BRIEFLY = 9, 3  # rounds of whoever meets a form first, and of everybody after them
WAYS = 6  # of sending it wrongly, the next with the next form; of everybody after the first half as many
SENT = Counter()
OPENED, RAN = set(), set()
NO_SENTENCE = re.compile(r"%\(|\{\w*\}|\bNone\b(?! of)|Traceback|Error:|\[&#x27;|__")


@pytest.fixture
def browser_of(team, world, signed_in, request):
    def browser_of_(person):
        named = {THE_WRITER: "priya", THE_MANAGER: "sunita"}
        if person in named:
            user = request.getfixturevalue(named[person])
        else:
            user = make_user(role=person, teams=[team])
            connect(user, world)
        browser = signed_in(user)
        browser.raise_request_exception = False
        return browser

    return browser_of_


def forms_of(person):
    """(page, what its address has other than the world's) that this person may open, as the matrix has it; the two who
    made things try all."""
    role = ROLES.get(person)
    for page in FORMS:
        if role is None or expected(page, role, role.connected_by is not None) == "in":
            yield page, {}
        if role is None:
            yield from ((page, more) for more in ALSO.get(page.name, ()))


def send(browser, address, body, kind=FORM):
    """One posting, of which nothing stays."""
    cookies = SimpleCookie(browser.cookies.output(header="", sep=";"))
    with transaction.atomic():
        answer = browser.generic("POST", address, body, content_type=kind)
        transaction.set_rollback(True)
    browser.cookies = cookies
    SENT["all"] += 1
    return answer


def faults_of(answer, typed=()):
    """What is wrong with an answer, in words. `typed`: what must stand in it again where it is the form that comes
    back."""
    if answer.status_code >= 500:
        return [f"{answer.status_code}: {failed(answer)}"]
    if answer.status_code != 200:
        return [] if answer.status_code in (302, 400, 403, 404, 409) else [f"{answer.status_code}"]
    if not answer.headers["Content-Type"].startswith("text/html"):
        return []  # a file
    page = answer.text
    faults = [f"no sentence: {one!r}" for one in sentences_of(page) if not is_sentence(one)]
    faults += ["a script of theirs runs"] if "<script>alert(" in page or "<img src=x" in page else []
    if sentences_of(page):
        faults += [f"{name} is not given back: {text[:40]!r}" for name, text in typed if not stands_in(page, text)]
    return faults


def is_sentence(said):
    """Ours, about the answer: it begins as one, and has nothing of the code in it but what was typed."""
    ours = re.sub("“.*?”", "", said, flags=re.DOTALL)
    return bool(re.match(r"[A-Z0-9]\S* \S|[A-Z]\w+:? ", ours)) and not NO_SENTENCE.search(ours)


def failed(answer):
    """What was raised and where, for whoever mends it."""
    _, error, trace = answer.exc_info or (None, None, None)
    last = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in extract_tb(trace)][-3:]
    return f"{error!r:.200} {' > '.join(last)}"


def stands_in(page, text):
    """A box of one line has it in an attribute, one of several as text; a null character is in no page."""
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\x00", "")
    # Of a box of one line no browser sends a second.
    return escape(text) in page or str(as_typed(text)) in page or all(line in page for line in text.split())


def sweep(browser, page, address, rounds):
    """Everything wrong with how one form answers, a line each; None where this person has no such page."""
    answer = browser.get(address)
    if answer.status_code != 200:
        return None
    form = QuestionReader(answer.text)
    assert "csrfmiddlewaretoken" in form.fields, page.name
    assert form.fields.get("once") or page.name in RECORD_NOTHING, page.name
    wrong = [f"{page.name}: {control} is remembered by the browser" for control in remembered(answer.text)]
    for one in rounds:
        filled = one.fill(form)
        typed = [(name, text) for name, text in filled if name in form.typed_into or name in form.of_days]
        for fault in faults_of(send(browser, address, body_of(filled)), typed):
            wrong.append(f"{page.name}, {one}: {fault}")
    ways, turn = wrong_ways(rounds[1].fill(form)), SENT["all"] % WRONG_WAYS
    for kind, body in islice(cycle(ways), turn, turn + (WAYS if len(rounds) == FULLY else WAYS // 2)):
        for fault in faults_of(send(browser, address, body, kind)):
            wrong.append(f"{page.name}, {kind} {body[:30]!r}: {fault}")
    return wrong


def rounds_for(form, person):
    first = form not in OPENED
    start = PEOPLE.index(person) * BRIEFLY
    numbered = (Round(number, stale=number % 2 == 0) for number in range(start, start + 100))
    return [*islice(numbered, FULLY - 1 if first else BRIEFLY), *([Round(start, alone=True)] if first else [])]


@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_that_is_typed_or_sent_makes_a_form_fail_or_is_lost(person, browser_of, world):
    browser, wrong = browser_of(person), []
    for page, more in forms_of(person):
        form = (page.name, *more.values())
        found = sweep(browser, page, address_of(page, world | more), rounds_for(form, person))
        if found is not None:
            OPENED.add(form)
            wrong += found
    RAN.add(person)
    assert not wrong, "\n".join(wrong)


def test_what_was_sent_is_every_form_by_everybody_and_five_thousand_in_all():
    """Asked of a run in which everybody came before."""
    if set(PEOPLE) == RAN:
        assert {name for name, *_ in OPENED} == {page.name for page in FORMS} - FROM_ANOTHER_FORM
        assert SENT["all"] >= 5000
    assert len(FORMS) > 150
