"""The team's own set of indicators: retired and replaced, never edited; and what happens to a form that is open."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Indicator, RiskAssessment
from cases.models.risk.completed import CompletedAssessment
from cases.models.risk.first_indicators import FIRST
from cases.models.risk.indicators import Domain
from emerald.guards import NotYet, NotYours
from tests.factories.assessments import all_answered, begin, sign_off
from tests.pages.form_reader import FormReader

pytestmark = pytest.mark.django_db


def first():
    return Indicator.objects.in_force().as_asked()[0]


def test_a_new_installation_asks_about_every_part_of_a_childs_life():
    planted = Indicator.objects.in_force()
    assert planted.count() == len(FIRST) >= 35
    assert set(planted.values_list("domain", flat=True)) == set(Domain.values)


def test_a_manager_rewords_and_the_old_words_stay_where_they_were(morag):
    old = first()
    new = old.reword(by=morag, because="Plainer words.", wording="Was away for a night", weight="high")
    old.refresh_from_db()
    assert (old.is_in_force, old.retired_by, new.replaces, new.place) == (False, morag, old, old.place)
    assert first() == new


def test_a_caseworker_does_not_change_the_set(priya):
    for verb in (
        lambda: first().retire(by=priya, because="-"),
        lambda: Indicator.add(by=priya, domain="online", wording="New", weight="low"),
        lambda: first().reword(by=priya, because="-", wording="New", weight="low"),
    ):
        with pytest.raises(NotYours):
            verb()


def test_nothing_is_retired_twice_or_asked_twice(morag):
    one = first()
    one.retire(by=morag, because="Asked elsewhere.")
    with pytest.raises(NotYet, match="retired already"):
        one.retire(by=morag, because="Again.")
    with pytest.raises(NotYet, match="same words"):
        Indicator.add(by=morag, domain="online", wording=first().wording, weight="low")


@pytest.mark.parametrize("change", [{"wording": "Other words"}, {"weight": "low"}, {"domain": "online"}])
def test_the_database_refuses_to_edit_or_delete_one(change):
    rows = Indicator.objects.filter(pk=first().pk)
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        rows.delete()


def test_an_answer_to_a_question_retired_while_the_form_was_open_is_kept_shown_and_explained(
    case, priya, morag, signed_in
):
    """The rule: what was answered is kept and shown; the form says what was retired and what came instead; the new
    question must be answered, and only it counts."""
    assessment = begin(case, by=priya, answers={})
    old, browser = first(), signed_in(priya)
    address = reverse("write_assessment", args=[case.reference, assessment.pk])
    page = FormReader(browser.get(address).text).fields
    new = old.reword(by=morag, because="Plainer words.", wording="Was away for a whole night", weight="high")
    typed = {
        f"{part}_{key}": text for key, words in all_answered().items() for part, text in words.items() if key != new.pk
    }
    typed |= {
        f"said_{old.pk}": "yes",
        f"evidence_{old.pk}": "Three nights in May.",
        f"source_{old.pk}": "carer",
        "spoken_to": "Her aunt.",
        "childs_view": "“I was at Kerensa’s.”",
    }
    answer = browser.post(address, page | typed)
    assert answer.status_code == 200
    assert "Three nights in May." in answer.text
    assert f"“{old.wording}”</b> was retired on" in answer.text
    assert f"In its place came <b>“{new.wording}”" in answer.text
    assert f"Answer “{new.wording}”. It came on" in answer.text
    again = FormReader(answer.text).fields
    answer = browser.post(address, again | typed | {f"said_{new.pk}": "no"})
    assert answer.status_code == 302
    assessment = RiskAssessment.objects.get()
    assert assessment.suggestion().score == 0
    assert "Three nights in May." in browser.get(reverse("risk_assessment", args=[case.reference, assessment.pk])).text
    assessment.submit(by=priya, level="low")
    kept = assessment.answers.get(indicator=old)
    assert (kept.said, kept.counts) == ("yes", False)
    assert [line.indicator for line in CompletedAssessment(assessment).retired] == [old]


def test_saving_for_later_keeps_the_answer_to_a_retired_question_too(case, priya, morag, signed_in):
    assessment = begin(case, by=priya, answers={})
    old, browser = first(), signed_in(priya)
    address = reverse("write_assessment", args=[case.reference, assessment.pk])
    page = FormReader(browser.get(address).text).fields
    old.retire(by=morag, because="Asked elsewhere.")
    answer = browser.post(
        address, page | {f"said_{old.pk}": "possible", f"evidence_{old.pk}": "Perhaps.", "then": "later"}
    )
    assert answer.status_code == 302
    assert assessment.answers.get(indicator=old).evidence == "Perhaps."
    text = browser.get(address).text
    assert "Perhaps." in text
    assert "Nothing came in its place." in text


def test_an_old_assessment_shows_as_it_was_filled_in(case, priya, morag, signed_in):
    old = first()
    signed = sign_off(case, by=priya, signer=morag, answers=all_answered("possible"), level="medium")
    how = list(signed.how)
    old.reword(by=morag, because="Plainer.", wording="Was away for a whole night", weight="low")
    text = signed_in(priya).get(reverse("risk_assessment", args=[case.reference, signed.pk])).text
    assert old.wording in text
    assert "Was away for a whole night" not in text
    assert "Retired while this assessment was open" not in text
    assert RiskAssessment.objects.get().how == how
