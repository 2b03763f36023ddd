"""Invented questions and rows for the gallery of components. Nobody in them exists."""

import datetime
from typing import Any

from django import forms

from emerald.govuk import fields
from emerald.govuk.forms import GovukForm

HOW = [("home", "Visit to the home"), ("school", "At school"), ("phone", "By telephone"), ("other", "Another way")]
ABOUT = [("online", "Online contact"), ("gifts", "Unexplained gifts"), ("friends", "New older friends")]


class ExampleForm(GovukForm):
    """One question of every kind."""

    met_on = fields.DateField("Date of the session", not_after_today=True, hint="For example, 3 March 2026")
    met_at = fields.TimeField("Time it began", required=False)
    how = fields.RadioField(
        "How did you make contact?",
        choices=HOW,
        required="Select how you made contact",
        hints={"phone": "Video calls count as telephone"},
    )
    other_way = fields.ShortTextField("How else?", required="Enter how else you made contact", width=20)
    about = fields.CheckboxesField("What did you talk about?", choices=ABOUT, required=False)
    present = fields.YesNoField("Was somebody else present?", required="Select yes if somebody else was present")
    team = fields.SelectField("Team", choices=[("north", "North"), ("south", "South")])
    account = fields.LongTextField("What happened", hint="In the child’s words where you can")
    plan = fields.LongTextField("Next step", limit=200, rows=3, required=False)
    nhs_number = fields.NhsNumberField("NHS number", required=False)
    upn = fields.UpnField("Unique pupil number (UPN)", required=False)
    phone = fields.PhoneField("Telephone", required=False)
    postcode = fields.PostcodeField("Postcode", required=False)
    minutes = fields.WholeNumberField("Minutes spent", required=False, min_value=1, max_value=600)
    document = fields.FileField("Document", required=False)
    sure = fields.TickField("I have read this through", required="Tick the box when you have read it through")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=1)

    reveals = {"how": {"other": ["other_way"]}}


def happenings() -> list[dict[str, Any]]:
    day = datetime.datetime(2026, 3, 3, 14, 5, tzinfo=datetime.UTC)
    return [
        {
            "title": "Status changed to victim",
            "by": "Morag Reid",
            "at": day,
            "text": "Two disclosures in one week.\nStrategy meeting called.",
        },
        {"title": "Direct work recorded", "by": "Priya Shah", "at": day.date() - datetime.timedelta(days=4)},
        {"title": "Case opened", "by": "Morag Reid", "at": day.date() - datetime.timedelta(days=40)},
    ]


def versions() -> list[dict[str, Any]]:
    return [
        {"name": "Street", "theirs": "4 Mill Lane", "yours": "14 Mill Lane", "differs": True},
        {"name": "Postcode", "theirs": "S1 2HH", "yours": "S1 2HH", "differs": False},
        {"name": "Notes", "theirs": "", "yours": "Lives with her aunt.\nThe gate sticks.", "differs": True},
    ]
