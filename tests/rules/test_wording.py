"""Kind language: which phrases are found in a text, who keeps the list, and what a new database begins with."""

import itertools
import re
import time

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from emerald.govuk.verbatim import is_as_said
from emerald.guards import ChangedMeanwhile, NotYet, NotYours
from emerald.wording.after_migrate import fill
from emerald.wording.first_list import FIRST_LIST
from emerald.wording.matching import found_in, without_quotations
from emerald.wording.models import Starter, Term
from interventions.sessions.models.session import Work

WORDS = {"other_forms": "", "better": "being harmed", "why": "It blames the child.", "is_on": True}


def a_term(phrase, other_forms=""):
    return Term(phrase=phrase, other_forms=other_forms, better="-", why="-")


@pytest.mark.parametrize(
    "text",
    [
        "She is promiscuous.",
        "PROMISCUOUS",
        "her promiscuity,",
        "(promiscuous)",
        "non-promiscuous",
        "a\npromiscuous\nb",
        "It’s promiscuous",
        "She said “no” and is promiscuous",
        'a "quoted" word, promiscuous and another "quoted" word',
    ],
)
def test_a_phrase_is_found_as_a_whole_word_whatever_stands_around_it(text):
    assert found_in(text, [a_term("promiscuous", "promiscuity")])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unpromiscuous",
        "promiscuously",
        "promiscuous1",
        "She said “I’m promiscuous”.",
        'They called her "promiscuous".',
        "‘I don’t care, I’m promiscuous’, she said",
    ],
)
def test_a_part_of_a_word_and_what_somebody_said_are_left_alone(text):
    assert found_in(text, [a_term("promiscuous", "promiscuity")]) == []


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("won't engage", "He won’t engage"),
        ("won’t engage", "he WON'T  engage"),
        ("attention seeking", "attention-seeking"),
        ("attention-seeking", "Attention\nseeking"),
        ("lifestyle choice", "a lifestyle\u2010choice"),
    ],
)
def test_apostrophes_hyphens_and_line_breaks_make_no_difference(phrase, text):
    assert found_in(text, [a_term(phrase)])


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence():
    assert found_in("We talked about her lifestyle. Choice of school comes next.", [a_term("lifestyle choice")]) == []


@pytest.mark.parametrize("repeated", ['“word ‘word " ', "“", "‘", '"', "‘a’b", '“‘"\n', "- ", "?!"])
def test_a_long_text_costs_what_its_length_is_however_it_is_quoted(repeated):
    text, began = (repeated * 99_000)[:99_000], time.process_time()
    found_in(text, [a_term("promiscuous")])
    assert time.process_time() - began < 2  # seconds; looking from every opening to the end took 66


def test_what_comes_after_a_quotation_without_end_is_read():
    assert found_in('“word ‘word " ' * 7_000 + "promiscuous", [a_term("promiscuous")])


# What a quotation is, as one would write it down; but it looks from each opening to the end of the paragraph.
QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|‘(?:[^’\n]|’(?=\w))*’(?!\w)")


def test_quotations_are_what_their_definition_says_in_every_short_text():
    for length in range(6):
        for letters in itertools.product('“”"‘’\na ', repeat=length):
            text = "".join(letters)
            assert without_quotations(text) == QUOTED.sub(" | ", text), text


@given(some.text(alphabet='“”"‘’\na _', max_size=60))
def test_quotations_are_what_their_definition_says_in_longer_ones(text):
    assert without_quotations(text) == QUOTED.sub(" | ", text)


def test_a_childs_own_words_are_as_said_in_every_form():
    assert is_as_said("childs_words")
    assert is_as_said("2-childs_words")
    assert not is_as_said("what_happened")


def test_a_new_database_has_a_list_and_prompts_for_every_kind_of_work(db):
    assert 25 <= Term.suggested().count() <= 45
    assert [starter.choice for starter in Starter.offered("session")] == [str(work) for work in Work]


def test_the_terms_named_by_the_team_are_on_the_list(db):
    text = "promiscuous; lifestyle choice; putting herself at risk"
    assert {term.phrase for term in found_in(text, Term.suggested())} == set(text.split("; "))


def test_no_phrase_stands_twice_and_no_better_wording_is_itself_on_the_list(db):
    terms = list(Term.suggested())
    forms = [words.lower() for term in terms for words in term.words]
    assert len(forms) == len(set(forms))
    assert [term.better for term in terms if found_in(term.better, terms)] == []


# What only somebody who was there could know.
OBSERVED_BY_NOBODY = re.compile(
    r"abus|exploit|groom|target|victim|coerc|control|threat|afraid|fear|taught|hides?\b|harmed|made to\b|forced",
    re.IGNORECASE,
)
# The law's own words for what the phrase says, and no more.
NAMED_BY_LAW = {"child pornography", "child prostitution"}


def test_no_sentence_of_the_list_tells_of_what_nobody_observed():
    told = {phrase: f"{better} {why}" for phrase, _, better, why, _ in FIRST_LIST if phrase not in NAMED_BY_LAW}
    assert {phrase: text for phrase, text in told.items() if OBSERVED_BY_NOBODY.search(text)} == {}


def test_what_is_no_other_word_for_the_phrase_tells_what_to_say():
    assert [better for *_, better, _, same in FIRST_LIST if not same and not better.startswith("say ")] == []
    assert [better for *_, better, _, same in FIRST_LIST if same and better.startswith("say ")] == []


def test_words_in_the_place_of_a_phrase_fit_its_one_form():
    """ "Absconding" is not "went missing": each form has a row of its own."""
    forms = {phrase: others for phrase, others, *_, same in FIRST_LIST if same and others}
    assert forms == {"child pornography": "child porn, kiddie porn"}


def test_a_phrase_nobody_changed_goes_with_the_list_and_one_that_was_changed_does_not(morag):
    untouched, ours = Term.objects.get(phrase="flirtatious"), Term.objects.get(phrase="mouthy")
    Term.objects.filter(pk=untouched.pk).update(better="acting in ways they were taught", says_the_same=True)
    ours.change(by=morag, phrase="cheeky", other_forms="")
    Term.objects.filter(phrase="absconds").delete()
    fill()
    untouched.refresh_from_db()
    assert untouched.better.startswith("say what the child did") and not untouched.says_the_same
    assert not Term.objects.filter(phrase__in=["mouthy", "absconds"]).exists()


def test_a_phrase_that_is_new_on_the_list_is_added(morag, monkeypatch):
    new = ("tearaway", "", "say what the child did", "It is a label.", False)
    clashing = ("cheeky", "mouthy", "say what the child said", "It is a label.", False)
    monkeypatch.setattr("emerald.wording.after_migrate.FIRST_LIST", (new, clashing))
    fill()
    assert set(Term.objects.filter(phrase__in=["tearaway", "cheeky"]).values_list("phrase", flat=True)) == {"tearaway"}


def test_filling_again_writes_over_nothing(morag):
    term = Term.listed()[0].change(by=morag, version=1, better="our own wording", is_on=False)
    Starter.put("session", "safety", by=morag, version=1, title="Ours", text="Ours.", is_on=False)
    before = Term.listed().count()
    fill()
    term.refresh_from_db()
    assert (term.better, term.is_on, Term.listed().count()) == ("our own wording", False, before)
    assert Starter.of("session", "safety").text == "Ours."


@pytest.mark.parametrize("manager", ["morag", "sunita"])
def test_a_manager_adds_changes_and_switches_off_a_phrase_and_its_history_is_kept(manager, request):
    manager = request.getfixturevalue(manager)
    term = Term.add(by=manager, phrase="wild child", **WORDS)
    term.change(by=manager, version=1, better="hurt child")
    term.change(by=manager, version=2, is_on=False)
    assert [(kept.better, kept.is_on) for kept in term.versions] == [
        ("hurt child", False),
        ("hurt child", True),
        ("being harmed", True),
    ]
    assert {kept.changed_by for kept in term.versions} == {manager}
    assert "wild child" not in [one.phrase for one in Term.suggested()]


def test_a_caseworker_changes_neither_list_nor_prompts(priya):
    with pytest.raises(NotYours, match="practice manager, service manager"):
        Term.add(by=priya, phrase="wild child", **WORDS)
    with pytest.raises(NotYours):
        Term.suggested()[0].change(by=priya, better="-")
    with pytest.raises(NotYours):
        Starter.put("session", "safety", by=priya, title="-", text="-")


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("Promiscuous", "on the list already, under “promiscuous”"),
        ("sleeps-around", "under “promiscuous”"),
        ("?!", "must have a word in it"),
    ],
)
def test_a_phrase_stands_on_the_list_once_and_has_a_word_in_it(morag, phrase, sentence):
    with pytest.raises(NotYet, match=sentence):
        Term.add(by=morag, phrase=phrase, **WORDS)


def test_the_database_refuses_the_same_phrase_twice_and_one_without_words(morag):
    for words in ({"phrase": "PROMISCUOUS"}, {"phrase": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Term.objects.create(**(WORDS | words))


def test_a_change_made_by_somebody_else_meanwhile_is_noticed(morag, sunita):
    term = Term.suggested()[0]
    term.change(by=sunita, version=1, better="hers")
    with pytest.raises(ChangedMeanwhile, match="Sunita Rao changed this"):
        term.change(by=morag, version=1, better="theirs")
    Starter.put("session", "safety", by=sunita, version=1, title="-", text="-")
    with pytest.raises(ChangedMeanwhile):
        Starter.put("session", "safety", by=morag, version=1, title="+", text="+")


def test_prompts_belong_to_a_kind_of_writing_there_is(morag):
    for use, choice in (("session", "nothing"), ("nothing", "safety")):
        with pytest.raises(NotYet):
            Starter.put(use, choice, by=morag, title="-", text="-")
