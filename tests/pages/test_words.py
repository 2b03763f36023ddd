"""What pages, mails, files and packs show to whoever reads them: words, and never what a program calls a thing.

Everything that somebody can get out of the site is read, with a measure of every kind and in every state.
"""

import re

import pytest
from django.apps import apps
from django.utils import timezone

from emerald.accounts.models import User
from perpetrators.models import PersonOfConcern, Place
from perpetrators.models.law.catalogue.kinds import KINDS
from perpetrators.models.measures.states import State
from tests.access.walking import texts
from tests.factories.people import make_user
from tests.factories.register import make_measure
from tests.house import case, house, morag, priya, sunita, team, world
from tests.test_words import SHORTHAND, found

__all__ = ["case", "house", "morag", "priya", "sunita", "team", "world"]
READERS = {
    "caseworker": {"name": "Priya Nair"},
    "service_manager": {"name": "Sunita Rao"},
    "police_liaison": None,
    "system_administrator": None,
    "data_protection_officer": None,
}
# The page on which the list is kept, and what shows its phrases as they are found.
OF_THE_LIST = {"wording", "add_term", "change_term", "wording_terms"}
NOT_SHOWN = re.compile(r"<(script|style|svg|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)


def choices():
    """{key: its words} of every choice of every model, and of the kinds of measures."""
    fields = [
        field for model in apps.get_models() for field in model._meta.get_fields() if hasattr(field, "flatchoices")
    ]
    found = {str(key): str(words) for field in fields for key, words in field.flatchoices or ()}
    return found | {key: row.title for key, row in KINDS.items()}


def raw():
    """A pattern of the keys that no word of a page is like: as they are, and those of measures as `replace("_", " ")`
    would show them. Of others that would be everyday words ("handed over")."""
    words = " | ".join(choices().values()).lower()
    several = {key for key in choices() if "_" in key}
    plain = {key.replace("_", " ") for key in several if key in KINDS}
    keys = several | {one for one in plain if one not in words}
    return re.compile(rf"\b(?:{'|'.join(sorted(keys))})\b", re.IGNORECASE)


def read(answer):
    """What somebody reads of a page or a file: no markup, and a line for each piece of text."""
    return TAG.sub("\n", NOT_SHOWN.sub("", answer))


@pytest.fixture
def measures(world, team, morag):
    """One of each kind in a state of its own, against the person or the place of the house."""
    person, place = PersonOfConcern.objects.get(reference=world["suspect"]), Place.objects.get(reference=world["place"])
    states = [state for state in State if state not in {State.INTERIM, State.BREACHED, State.VARIED}]
    for number, row in enumerate(KINDS.values()):
        whom = {"person": person} if row.against_person else {"place": place}
        state = states[number % len(states)]
        make_measure(area=team, by=person.officer, kind=row.key, state=state, served_on=timezone.localdate(), **whom)


@pytest.mark.parametrize("role", READERS)
def test_whatever_is_shown_is_in_words(role, measures, case, team, world, signed_in):
    who = READERS[role]
    reader = User.objects.get(**who) if who else make_user(role=role, teams=[team])
    keys, wrong, read_of = raw(), [], 0
    for where, answer in texts(signed_in(reader), reader, world):
        if where in OF_THE_LIST or not isinstance(answer, str):
            continue
        shown = read(answer)
        read_of += 1
        wrong += [(where, one[0]) for one in keys.finditer(shown)]
        wrong += [(where, one[0]) for one in SHORTHAND.finditer(shown)]
        wrong += [(where, one) for one in found(shown)]
    assert wrong == []
    assert read_of > 8


def test_a_key_is_known_however_it_is_written_and_words_are_left_alone():
    keys = raw()
    for text in ("closure_child_sex", "Closure child sex", "pre_charge_bail", "Against him: closure child sex, DM-1"):
        assert keys.search(text)
    for text in ("Closure order about child sex offences", "In force, varied", "At risk", "Lead worker"):
        assert not keys.search(text)
