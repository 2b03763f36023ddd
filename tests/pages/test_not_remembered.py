"""The browser of a shared computer keeps no answer: every control says so, whoever drew it."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines

from emerald.govuk import fields
from emerald.govuk.components import CONTROLS
from emerald.govuk.forms import GovukForm
from tests.pages.questions_drawn import CONTROL, OF_SIGNING_IN, remembered

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").rglob("*.html"))
BY_HAND = re.compile(r"govuk(?:Input|Textarea|Select|CharacterCount|DateInput|PasswordInput)\(\{.*")
CHOICES = [("home", "At home")]
ASKED = {
    "short": fields.ShortTextField("Nickname"),
    "long": fields.LongTextField("Account"),
    "counted": fields.LongTextField("Summary", limit=100),
    "email": fields.EmailField("E-mail"),
    "number": fields.WholeNumberField("Age"),
    "phone": fields.PhoneField("Telephone"),
    "postcode": fields.PostcodeField("Postcode"),
    "born": fields.DateField("Born"),
    "time": fields.TimeField("Time"),
    "select": fields.SelectField("Where", choices=CHOICES),
    "of_django": forms.CharField(),
}


def drawn(field):
    form = type("Asking", (GovukForm,), {"q": field})()
    return str(engines["jinja2"].env.globals["gov_field"](form["q"]))


@pytest.mark.parametrize("kind", ASKED)
def test_a_question_is_not_remembered(kind):
    page = drawn(ASKED[kind])
    assert CONTROL.search(page)
    assert remembered(page) == []


@pytest.mark.parametrize("token", OF_SIGNING_IN)
def test_a_question_of_signing_in_says_what_it_is(token):
    page = drawn(fields.ShortTextField("Code", widget=forms.TextInput(attrs={"autocomplete": token})))
    assert f'autocomplete="{token}"' in page


def test_a_password_is_known_as_one():
    assert 'autocomplete="current-password"' in drawn(forms.CharField(widget=forms.PasswordInput))


def test_no_control_of_a_widget_is_forgotten_here():
    asked = {type(field.widget) for field in ASKED.values()}
    text = [kind for kind, _ in CONTROLS if not issubclass(kind, forms.CheckboxInput | forms.FileInput)]
    chosen = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.SelectMultiple, forms.PasswordInput)
    assert [one for one in text if not issubclass(one, chosen) and not any(issubclass(a, one) for a in asked)] == []


def test_what_a_template_draws_by_hand_is_not_remembered_either():
    wrong = []
    for path in TEMPLATES:
        source = path.read_text()
        wrong += remembered(re.sub(r"\{[{%].*?[%}]\}", "", source))
        wrong += [one for one in BY_HAND.findall(source) if '"autocomplete": "off"' not in one]
    assert wrong == []
