"""What every form asks, in words: a question of its own for each field, and sentences that begin as sentences do."""

import re

import pytest
from django import forms
from django.apps import apps
from django.urls import get_resolver

from emerald.accounts.permissions import Right
from emerald.govuk.forms import GovukForm


def forms_of(base):
    for form in base.__subclasses__():
        yield form
        yield from forms_of(form)


def asked():
    """[(form, name, field)] of each field that somebody sees, of the forms of every page."""
    assert get_resolver().url_patterns  # with them every view and its forms are there
    return [
        (form.__name__, name, field)
        for form in sorted(set(forms_of(GovukForm)), key=lambda form: (form.__module__, form.__qualname__))
        if not form.__module__.startswith("tests.")
        for name, field in form.base_fields.items()
        if not isinstance(field.widget, forms.HiddenInput)
    ]


def choices_of(field):
    """The words of its choices, groups and their members alike."""
    for key, words in () if hasattr(field, "queryset") else getattr(field, "choices", ()):
        yield from (str(one) for _, one in words) if isinstance(words, list | tuple) else (str(words),)
        if isinstance(words, list | tuple):
            yield str(key)


def said(field):
    sentences = getattr(field, "written_sentences", {}).values()
    return [field.label, field.help_text, getattr(field, "called", None), *sentences, *choices_of(field)]


def test_each_field_has_a_question_of_its_own():
    """Without one Django makes a label of the name that the program has for it."""
    assert [(form, name) for form, name, field in asked() if field.label is None] == []
    assert len(asked()) > 300


def test_each_question_hint_choice_and_sentence_of_a_form_begins_as_a_sentence_does():
    texts = [(form, name, str(one or "")) for form, name, field in asked() for one in said(field)]
    wrong = [one for one in texts if re.match("[a-z]", one[2])]
    assert wrong == []


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_each_choice_of_a_record_begins_as_a_sentence_does(model):
    """But for the rights, which go on in a sentence: "You cannot change the plan"."""
    words = [str(words) for field in model._meta.get_fields() for _, words in getattr(field, "flatchoices", None) or ()]
    assert [one for one in words if re.match("[a-z]", one) and one not in Right.labels] == []
