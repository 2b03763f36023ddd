"""What a kind of measure asks is a question on its form, and a noun wherever the answer is shown."""

import re

import pytest

from perpetrators.models.law.catalogue.called import CALLED
from perpetrators.models.law.catalogue.kinds import KINDS

FACTS = [pytest.param(fact, id=f"{row.key}-{fact.name}") for row in KINDS.values() for fact in row.facts]
SHORTHAND = re.compile(r"\b(?:REC|GK|LOCAL|WD)\b|\.md\b")
SHOWN = ("title", "group", "legal_basis", "who_applies", "who_grants", "breach_means", "limits_source")


@pytest.mark.parametrize("fact", FACTS)
def test_an_answer_is_called_by_a_noun_and_never_by_its_question(fact):
    assert not fact.called.endswith("?") and fact.called[0].isupper()


def test_every_noun_is_that_of_a_question_of_the_catalogue():
    asked = {fact.name for row in KINDS.values() for fact in row.facts if fact.label.endswith("?")}
    assert set(CALLED) == asked


@pytest.mark.parametrize("row", KINDS.values(), ids=lambda row: row.key)
def test_no_page_of_a_measure_has_the_shorthand_of_the_documents(row):
    regimes = [f"{regime.words} {regime.source}" for regime in row.regimes]
    said = [getattr(row, name) for name in SHOWN] + [*row.check_locally, *regimes]
    assert not [words for words in said if SHORTHAND.search(words) or ".md" in words]
