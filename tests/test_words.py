"""What the product itself says is as kind and as plain as what it asks of those who write in it.

Every string of it is read: of Python, templates, mails and scripts (`tests.words_shown`).
"""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as some

from emerald.wording.first_list import FIRST_LIST
from emerald.wording.matching import found_in
from tests.words_shown import PARAGRAPH, PLACE, everything, of_python, of_template


@dataclass(frozen=True)
class Listed:
    """A row of the list as a new database has it."""

    phrase: str
    words: list


LIST = [Listed(phrase, [phrase, *filter(None, map(str.strip, forms.split(",")))]) for phrase, forms, *_ in FIRST_LIST]
THE_LIST_ITSELF = {text for phrase, forms, *_ in FIRST_LIST for text in (phrase, forms)}
# Sentences that name a phrase of the list in order to speak of it.
QUOTED = {"With commas between, for example: sleeps around, sleeping around"}
# More that no string may say, with what it says wrongly.
NEVER = {
    r"\bdisengag|\bnon-?engagement": "it is for us to reach a family",
    r"\balleg(?:ed|es|edly|ations?)\b": "what a child says is what a child says",
    r"\b(?:has|have|with) a (?:partner|boyfriend|girlfriend)\b": "it makes an exploiter a partner",
    r"\b(?:refus(?:es|ed)|declin(?:es|ed)) (?:support|help|to talk)\b": "a child does not owe us a talk",
    r"\bLooked after by\b": "looked after is what a child is, and not the record of an adult",
    r"\bSettle an\b|\bPersons being\b|\bTake this list\b": "an office's words, for an everyday act",
}
SHORTHAND = re.compile(r"\b(?:REC|GK)\b|\b(?:DESIGN|DOMAIN|FRONT-END|RELIABILITY)\.md\b")
# The sources of the catalogue's rows stand in code for the documents' reader, and on no page.
KEYS_OF_SOURCES = re.compile(r"(?:[A-Z]\d(?:, | to )?)*(?:GK)?|DOMAIN\.md section 3\.2")
# Where sentences are written for a terminal, after what the program said before.
OF_A_TERMINAL = ("emerald/launcher/", "emerald/backups/", "emerald/audit/", "emerald/environment_setup.py")
# What goes on after other words of the page.
GOES_ON = {
    "see “Officer for this record”.",
    f"gov_field cannot draw {PLACE} ({PLACE}): add it to CONTROLS.",
    f"in: {PLACE}, {PLACE}",
    f"of {PLACE}",
    f"by {PLACE}",
}
A_SENTENCE = re.compile(r"[a-z].* .*[.?!]”?")


def found(text):
    return [one.phrase for one in found_in(text, LIST)]


def test_every_kind_of_string_of_the_product_is_read():
    read = {one.path: one.text for one in everything()}
    assert len(everything()) > 20_000
    assert {path.rpartition(".")[2] for path in read} == {"py", "html", "txt", "js"}
    assert {path.partition("/")[0] for path in read} == {
        "cases",
        "emerald",
        "interventions",
        "perpetrators",
        "templates",
    }


def test_no_string_of_the_product_uses_a_phrase_of_its_own_wording_list():
    wrong = {
        (one.path, one.line): found(one.text)
        for one in everything()
        if one.text not in THE_LIST_ITSELF | QUOTED and found(one.text)
    }
    assert wrong == {}


def test_what_is_excused_as_a_quotation_is_there_and_names_a_phrase():
    assert {one.text for one in everything()} >= QUOTED
    assert all(found(text) for text in QUOTED)


@pytest.mark.parametrize(("words", "why"), NEVER.items(), ids=NEVER.values())
def test_no_string_of_the_product_blames_or_doubts(words, why):
    wrong = [one for one in everything() if re.search(words, one.text) and one.text not in THE_LIST_ITSELF | QUOTED]
    assert wrong == [], why


def test_no_string_has_the_shorthand_of_the_documents():
    wrong = [one for one in everything() if SHORTHAND.search(one.text) and not KEYS_OF_SOURCES.fullmatch(one.text)]
    assert wrong == []


def test_no_sentence_begins_in_lower_case():
    """Sentences of Python, and whatever stands first in a block of a page or a paragraph of a mail."""
    wrong = [
        one
        for one in everything()
        if one.text not in GOES_ON
        and not one.path.startswith(OF_A_TERMINAL)
        and (
            re.match("[a-z]", one.text)
            if one.path.startswith("templates/") and not one.line
            else one.path.endswith(".py") and A_SENTENCE.fullmatch(one.text.strip())
        )
    ]
    assert wrong == []


def test_what_is_excused_as_going_on_is_there():
    assert {one.text for one in everything()} >= GOES_ON


HIDING = {
    "string": (of_python, 'x = Field("Say that {}")'),
    "string in pieces": (of_python, 'x = ("Say that " "{}." " So")'),
    "string with a value": (of_python, 'x = f"{{name}} said: {} – {{day}}"'),
    "choice": (of_python, 'class A(TextChoices):\n    B = "b", "{}"'),
    "page": (of_template, "<p>Say {{{{ name }}}} {}.</p>"),
    "page over two lines": (of_template, "<p>Say\n  that {}</p>"),
    "page in bold": (of_template, "<p>Say <strong>{}</strong> now</p>"),
    "code of a page": (of_template, '{{{{ button({{"text": "{}"}}) }}}}'),
    "branch of a page": (of_template, '<p>{{% if one %}}{}{{% else %}}"B"{{% endif %}}</p>'),
}


@pytest.mark.parametrize(("reads", "source"), HIDING.values(), ids=HIDING)
@given(row=some.sampled_from(LIST), data=some.data())
def test_a_phrase_is_found_wherever_it_stands(reads, source, row, data):
    phrase = data.draw(some.sampled_from(row.words))
    phrase = data.draw(some.sampled_from([phrase, phrase.upper(), phrase.capitalize(), phrase.replace(" ", "-")]))
    assert any(row.phrase in found(text) for _, text in reads(source.format(phrase)))


def test_a_mail_is_read_paragraph_by_paragraph_and_a_docstring_not_at_all():
    mail = of_template("Hello {{ name }},\n\nyour password\nwas changed.\n", block=PARAGRAPH)
    assert mail == [(0, f"Hello {PLACE},"), (0, "your password was changed.")]
    assert of_python('"""Of a liar."""\ndef f():\n    """A liar."""\n    return "A text"') == [(4, "A text")]
