"""What police and schools send: spreadsheets and e-mails are taken, each hostile one ends in its own sentence."""

import io
import random

from emerald.files.checks import check
from emerald.guards import Refused
from tests.files.mail_samples import FINE, HOSTILE, eml

TAKEN = {"sheet", "mail", "outlook", "pdf"}
LARGE = 20_000  # bytes
CUT_OFF = 0.4  # of the damaged files
# Plain text that names no kind it could harm by is let through beside an e-mail.
TEXT_BY_ITSELF = {"a list of commas"}


def looked_at(content, name):
    """What kind of file it was taken for, or the sentence."""
    try:
        return check(io.BytesIO(content), name, len(content)).key
    except Refused as refusal:
        return str(refusal)


def attached(name, content):
    return eml(attached=[(name, content)]).as_bytes()


def test_what_police_and_schools_send_is_taken():
    answers = {what: looked_at(content, name) for what, (name, content) in FINE.items()}
    assert {what: said for what, said in answers.items() if said not in TAKEN} == {}


def test_each_hostile_file_ends_in_its_own_sentence_that_names_it():
    wrong = {}
    for what, (name, content, sentence) in HOSTILE.items():
        said = looked_at(content, name)
        if sentence not in said or not said.startswith(f"“{name}”") or not said.endswith("."):
            wrong[what] = said
    assert wrong == {}


def test_what_is_not_taken_by_itself_is_not_taken_in_an_e_mail_either():
    """The two tables again, each of their files attached to an e-mail."""
    from_tables = {what: (name, content) for what, (name, content, _) in HOSTILE.items()}
    taken = {what: looked_at(attached(name, content), "Mail.eml") for what, (name, content) in from_tables.items()}
    assert [what for what, said in taken.items() if said == "mail" and what not in TEXT_BY_ITSELF] == []
    fine = {what: looked_at(attached(name, content), "Mail.eml") for what, (name, content) in FINE.items()}
    assert {what: said for what, said in fine.items() if said != "mail"} == {}


def test_a_damaged_file_of_any_kind_is_taken_or_answered_with_a_sentence_and_never_with_a_failure():
    chance = random.Random(0)
    every = [*FINE.values(), *((name, content) for name, content, _ in HOSTILE.values())]
    small = [(name, content) for name, content in every if len(content) <= LARGE]
    answers = [(name, looked_at(damaged(content, chance), name)) for name, content in small for _ in range(40)]
    assert {said for _, said in answers if not said.startswith("“")} <= {*TAKEN, "word"}
    assert all(said.startswith(f"“{name}”") for name, said in answers if said.startswith("“"))
    assert any(said in TAKEN for _, said in answers)


def damaged(content, chance):
    """`content` with some other bytes, and often cut off."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randint(1, len(changed))] if chance.random() < CUT_OFF else changed)
