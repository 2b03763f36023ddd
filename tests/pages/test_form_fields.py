"""What each kind of question accepts, and the sentence it answers with otherwise."""

import datetime

import pytest
from django import forms
from django.template import engines
from django.utils import timezone
from stdnum.gb.upn import calc_check_digit

from emerald.govuk import fields
from emerald.govuk.forms import FilterForm, GovukForm, VersionedForm

CHOICES = [("home", "At home"), ("other", "Elsewhere")]


def ask(field, typed=None, **parts):
    """The one error of a form with this question, or its cleaned answer."""
    posted = {f"q{part}": text for part, text in parts.items()} or {"q": typed}
    form = type("Asking", (GovukForm,), {"q": field})(posted)
    return form.cleaned_data["q"] if form.is_valid() else form.errors["q"][0]


def date(day="", month="", year="", **options):
    return ask(fields.DateField("Date of birth", **options), _day=day, _month=month, _year=year)


def draw(form, name, **options):
    return str(engines["jinja2"].env.globals["gov_field"](form[name], **options))


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH", " march "])
def test_a_month_may_be_a_number_or_a_name(month):
    assert date("3", month, "2012") == datetime.date(2012, 3, 3)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Enter date of birth"),
        (("3", "", "2012"), "Date of birth must include a month"),
        (("", "", "2012"), "Date of birth must include a day and a month"),
        (("30", "2", "2012"), "Date of birth must be a real date"),
        (("3", "ma", "2012"), "Date of birth must be a real date"),
        (("3", "13", "2012"), "Date of birth must be a real date"),
        (("x", "3", "2012"), "Date of birth must be a real date"),
        (("²", "3", "2012"), "Date of birth must be a real date"),
        (("3", "3", "12"), "Date of birth must have a year with 4 digits, like 2012"),
        (("3", "3", "0012"), "Date of birth must be in 1900 or later"),
        (("3", "3", "9999"), "Date of birth must be before 2200"),
        (("9" * 12, "3", "2012"), "Date of birth must be a real date"),
        (("3", "9" * 12, "2012"), "Date of birth must be a real date"),
        (("1" * 5000, "1" * 5000, "2012"), "Date of birth must be a real date"),
        (("3", "3", "9" * 12), "Date of birth must have a year with 4 digits, like 2012"),
    ],
)
def test_a_date_that_will_not_do_is_answered_in_a_sentence(typed, sentence):
    assert date(*typed) == sentence


def test_a_date_can_be_kept_to_the_past():
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    typed = (str(tomorrow.day), str(tomorrow.month), str(tomorrow.year))
    assert date(*typed, not_after_today=True) == "Date of birth must be today or in the past"
    ours = {"in_future": "Nobody is born tomorrow"}
    assert date(*typed, not_after_today=True, error_messages=ours) == ours["in_future"]
    too_early = date("1", "1", "2001", not_before=datetime.date(2001, 1, 2))
    assert too_early == "Date of birth must be on or after 2 January 2001"


def test_only_the_date_box_at_fault_is_marked_and_the_summary_leads_to_it():
    form = type("F", (GovukForm,), {"q": fields.DateField("Born")})({"q_day": "3", "q_month": "", "q_year": "2012"})
    assert form.summary == [{"text": "Born must include a month", "href": "#id_q_month"}]
    assert draw(form, "q").count("govuk-input--error") == 1


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("2:30pm", datetime.time(14, 30)),
        ("14:30", datetime.time(14, 30)),
        ("2pm", datetime.time(14)),
        ("12am", datetime.time(0)),
        ("midday", datetime.time(12)),
        ("0905", datetime.time(9, 5)),
        ("9.15 am", datetime.time(9, 15)),
        ("25:00", "Time must be a time, like 2:30pm or 14:30"),
        ("13pm", "Time must be a time, like 2:30pm or 14:30"),
        ("3", "Time must be a time, like 2:30pm or 14:30"),
        ("", "Enter time"),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, time):
    assert ask(fields.TimeField("Time"), typed) == time


@pytest.mark.parametrize(
    "text",
    [
        "👧🏽 emoji",
        "مريم الزهراني",
        "a \u202eright-to-left\u202c mark",
        "tab\tand \x07 bell",
        "one\n\n  two",
        "<script>&amp;",
    ],
)
def test_any_writing_is_kept_as_it_was_typed(text):
    assert ask(fields.LongTextField("Account"), text) == text


def test_a_null_character_is_answered_with_a_sentence_and_the_rest_is_kept():
    form = type("F", (GovukForm,), {"q": fields.LongTextField("Account"), "short": fields.ShortTextField("Name")})(
        {"q": "before\x00after", "short": "Be\x00e"}
    )
    assert form.errors["q"] == [
        "Account had a character in it that cannot be kept (a null character). It has been taken out: save again."
    ]
    assert "beforeafter" in draw(form, "q") and 'value="Bee"' in draw(form, "short")


def test_a_text_that_is_too_long_is_kept_whole():
    form = type("F", (GovukForm,), {"q": fields.LongTextField("Account")})({"q": "x" * 100_001})
    assert form.errors["q"] == ["Account must be 100,000 characters or fewer – yours has 100,001"]
    assert "x" * 100_001 in draw(form, "q")


def test_a_line_break_is_one_character():
    assert ask(fields.LongTextField("Account", limit=5), "ab\r\ncd") == "ab\ncd"


@pytest.mark.parametrize(
    "text", ["one\n  two\n\nthree", "\nled by an empty line", "</textarea><script>alert(1)</script>"]
)
def test_text_in_a_revealed_box_comes_back_to_the_letter(text):
    """The components indent what they nest; text shown in a box must not gain spaces each time the form is shown."""
    form = type(
        "F",
        (GovukForm,),
        {
            "how": fields.RadioField("How?", choices=CHOICES),
            "more": fields.LongTextField("More"),
            "never": fields.TickField("Sure"),
            "reveals": {"how": {"other": ["more"]}},
        },
    )({"how": "other", "more": text})
    drawn = draw(form, "how", conditional={"other": form["more"]})
    inside = drawn.split("data-grows", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    assert "\n" not in inside and "<" not in inside
    assert inside.startswith("&#10;&#10;") == text.startswith("\n")


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        (fields.PhoneField, "07700900123", "07700 900123"),
        (fields.PhoneField, "+44 7700 900123", "07700 900123"),
        (fields.PhoneField, "+48 22 123 45 67", "+48 22 123 45 67"),
        (fields.PostcodeField, "s12hh", "S1 2HH"),
        (fields.PostcodeField, " ec1a  1bb", "EC1A 1BB"),
        (fields.PostcodeField, "bfpo 801", "BFPO 801"),
        (fields.NhsNumberField, "943 476 5919", "9434765919"),
        (fields.UpnField, "h801200001001", "H801200001001"),
        (fields.WholeNumberField, "3", 3),
    ],
)
def test_a_number_is_kept_in_one_spelling(field, typed, answer):
    assert ask(field("Number"), typed) == answer


@pytest.mark.parametrize(
    ("field", "typed", "part"),
    [
        (fields.PhoneField, "12345", "with its area code"),
        (fields.PhoneField, "ring her mum", "with its area code"),
        (fields.PostcodeField, "S1", "full UK postcode"),
        (fields.PostcodeField, "S1 2HH; DROP", "full UK postcode"),
        (fields.NhsNumberField, "943 476 591", "must have 10 digits – this has 9"),
        (fields.NhsNumberField, "9434765918", "last digit does not fit"),
        (fields.NhsNumberField, "94347659AB", "only have digits"),
        (fields.UpnField, "A801200001001", "first letter does not fit"),
        (fields.UpnField, "H8012", "must have 13 characters – this has 5"),
        (fields.UpnField, "H80120000100!", "must be a letter, then 12 digits"),
        (fields.WholeNumberField, "three", "must be a whole number"),
        (fields.EmailField, "priya", "must be an e-mail address"),
    ],
)
def test_a_number_that_does_not_fit_is_explained(field, typed, part):
    assert part in ask(field("Number"), typed)


def test_a_upn_of_a_council_newer_than_the_library_is_accepted():
    rest = "940200001001"  # North Northamptonshire, since 2021
    assert ask(fields.UpnField("UPN"), calc_check_digit(rest) + rest) == calc_check_digit(rest) + rest


class Contact(GovukForm):
    how = fields.RadioField("How?", choices=CHOICES, required="Select how", hints={"home": "Or nearby"})
    where = fields.ShortTextField("Where?", required="Enter where")
    why = fields.LongTextField("Why", required=False)
    reveals = {"how": {"other": ["where", "why"]}}


def test_a_revealed_question_is_asked_only_when_it_is_shown():
    assert Contact({"how": "home"}).is_valid()
    assert Contact({"how": "other"}).errors == {"where": ["Enter where"]}
    assert Contact({}).errors == {"how": ["Select how"]}


def test_a_revealed_answer_is_forgotten_when_another_choice_is_made():
    form = Contact({"how": "home", "where": "x" * 500, "why": "because"})
    assert form.is_valid()
    assert (form.cleaned_data["where"], form.cleaned_data["why"]) == ("", "")


def test_a_choice_shows_its_hint():
    assert "Or nearby" in draw(Contact(), "how")


def test_a_required_question_makes_its_own_sentence():
    class Plain(GovukForm):
        street = forms.CharField()
        team = forms.ChoiceField(choices=CHOICES)
        account = fields.LongTextField("What happened?")
        ours = forms.CharField(error_messages={"required": "Say whose"})

    assert {name: errors[0] for name, errors in Plain({}).errors.items()} == {
        "street": "Enter street",
        "team": "Select team",
        "account": "Enter an answer to “What happened?”",
        "ours": "Say whose",
    }


def test_yes_no_is_true_or_false_and_shows_what_was_said():
    class Asked(GovukForm):
        present = fields.YesNoField("Present?", required=False)

    assert [Asked(said).is_valid() for said in ({"present": "yes"}, {"present": "no"}, {})] == [True] * 3
    form = Asked({"present": "no"})
    assert form.is_valid() and form.cleaned_data["present"] is False
    assert 'value="no" checked' in " ".join(draw(Asked(initial={"present": False}), "present").split())


def test_filters_never_say_optional():
    class Filters(FilterForm):
        name = fields.ShortTextField("Name", required=False)

    class Form(GovukForm):
        name = fields.ShortTextField("Name", required=False)

    assert "optional" not in draw(Filters(), "name") and "(optional)" in draw(Form(), "name")


def test_a_version_is_a_number_or_nothing():
    assert VersionedForm({"version": "3"}).is_valid() and VersionedForm({}).is_valid()
    assert not VersionedForm({"version": "x"}).is_valid()


def test_a_widget_without_a_drawing_says_what_to_do():
    class Odd(forms.Form):
        q = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="add it to CONTROLS"):
        draw(Odd(), "q")
