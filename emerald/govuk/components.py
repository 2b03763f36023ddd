"""A bound field as the GOV.UK component for its widget: one function for each kind of control.

Each function returns (component, params) as upstream's macros take them; `gov_field` adds what all have in common.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.template import engines
from markupsafe import Markup

from emerald.govuk.summary import date_parts_at_fault
from emerald.govuk.template_filters import as_typed
from emerald.govuk.verbatim import is_as_said
from emerald.govuk.widgets import DateWidget

Drawn = tuple[str, dict[str, Any]]
DATE_CLASSES = {"day": "govuk-input--width-2", "month": "govuk-input--width-3", "year": "govuk-input--width-4"}
# What a browser does with an answer when the widget does not say: forget it. Computers are shared, and the next person
# would be offered a child's name, a nickname or a number plate. Only the pages of signing in say otherwise.
NOT_REMEMBERED = "off"
# The component says these in its own way.
NOT_ATTRIBUTES = {
    "id",
    "class",
    "rows",
    "cols",
    "required",
    "aria-describedby",
    "aria-invalid",
    "maxlength",
    "autocomplete",
    "inputmode",
    "type",
    "value",
    "name",
}


def gov_field(field: BoundField, **options: Any) -> Markup:
    """Draws a field. Options: label, hint, label_size, legend_size (s, m, l, xl), conditional={choice: html or field},
    inline, small, width (characters), prefix, suffix, rows, mark_optional, page_heading (the label is the h1)."""
    if field.is_hidden:
        return Markup(str(field))  # noqa: S704  Django escapes it
    draw = next((draw for widget, draw in CONTROLS if isinstance(field.field.widget, widget)), None)
    if draw is None:
        kind = type(field.field.widget).__name__
        raise TypeError(f"gov_field cannot draw {kind} ({field.name}): add it to CONTROLS.")
    component, params = draw(field, options)
    params |= _hint(field, options) | _error(field)
    return Markup(str(_component(component)(params)))  # noqa: S704  upstream's components escape what they are given


def _component(name: str) -> Any:
    engine: Any = engines["jinja2"]
    return engine.env.globals[name]


def _attributes(field: BoundField) -> dict[str, Any]:
    return {
        name: ("" if value is True else value)
        for name, value in field.field.widget.attrs.items()
        if name not in NOT_ATTRIBUTES and value not in (None, False)
    }


def _hint(field: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    text = options.get("hint", field.help_text)
    return {"hint": {"html" if hasattr(text, "__html__") else "text": text}} if text else {}


def _error(field: BoundField) -> dict[str, Any]:
    return {"errorMessage": {"text": field.errors[0]}} if field.errors else {}


def label_text(field: BoundField, options: dict[str, Any]) -> str:
    text = options.get("label", field.label)
    marks = options.get("mark_optional", getattr(field.form, "mark_optional", True))
    optional = marks and not field.field.required and not getattr(field.field, "asked_when", None)
    return f"{text} (optional)" if optional and "optional" not in str(text).lower() else text


def _label(field: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    size = options.get("label_size", "s")
    return {
        "label": {
            "text": label_text(field, options),
            "classes": f"govuk-label--{size}" if size else "",
            "isPageHeading": options.get("page_heading", False),
        }
    }


def _fieldset(field: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    size = options.get("legend_size", options.get("label_size", "s"))
    legend = {
        "text": label_text(field, options),
        "classes": f"govuk-fieldset__legend--{size}",
        "isPageHeading": options.get("page_heading", False),
    }
    return {"fieldset": {"legend": legend}}


def _autocomplete(field: BoundField) -> str:
    return str(field.field.widget.attrs.get("autocomplete") or NOT_REMEMBERED)


def _named(field: BoundField, options: dict[str, Any]) -> dict[str, Any]:
    return {"id": field.auto_id, "name": field.html_name, "attributes": _attributes(field)} | _label(field, options)


def _input(field: BoundField, options: dict[str, Any]) -> Drawn:
    attrs = field.field.widget.attrs
    width = options.get("width", getattr(field.field, "width", None))
    extras = {key: {"text": options[key]} for key in ("prefix", "suffix") if options.get(key)}
    value = field.field.widget.format_value(field.value())
    value = value.replace("\x00", "") if value else value
    return "govukInput", _named(field, options) | extras | {
        "type": "text" if field.field.widget.input_type == "number" else field.field.widget.input_type,
        "inputmode": attrs.get("inputmode", "numeric" if field.field.widget.input_type == "number" else None),
        "autocomplete": _autocomplete(field),
        "spellcheck": attrs.get("spellcheck") not in (False, "false"),
        "value": value,
        "classes": f"govuk-input--width-{width}" if width else "",
    }


def _password(field: BoundField, options: dict[str, Any]) -> Drawn:
    autocomplete = field.field.widget.attrs.get("autocomplete", "current-password")
    return "govukPasswordInput", _named(field, options) | {"autocomplete": autocomplete}


def _textarea(field: BoundField, options: dict[str, Any]) -> Drawn:
    limit = getattr(field.field, "counted_to", None)
    rows = options.get("rows", field.field.widget.attrs.get("rows", 5))
    params = _named(field, options) | {"value": as_typed(field.value()), "rows": rows, "spellcheck": True}
    # A child's own words are written down as they were said: the script that suggests kinder wording leaves them alone.
    as_said = {"data-as-said": ""} if is_as_said(field.name) else {}
    params["attributes"] = {
        "autocomplete": _autocomplete(field),  # one that counts its characters has no parameter for it
        "data-grows": "",
        **as_said,
        **params["attributes"],
    }
    return ("govukCharacterCount", params | {"maxlength": limit}) if limit else ("govukTextarea", params)


def _select(field: BoundField, options: dict[str, Any]) -> Drawn:
    items = [
        {
            "value": str(each.data["value"] if each.data["value"] is not None else ""),
            "text": each.data["label"],
            "selected": each.data["selected"],
        }
        for each in field.subwidgets
    ]
    named = _named(field, options)
    named["attributes"] = {"autocomplete": _autocomplete(field), **named["attributes"]}
    return "govukSelect", named | {"items": items}


def _file(field: BoundField, options: dict[str, Any]) -> Drawn:
    widget = field.field.widget
    params = _named(field, options) | {"multiple": widget.allow_multiple_selected}
    around = {"beforeInput": getattr(widget, "before_input", ""), "afterInput": getattr(widget, "after_input", "")}
    params["formGroup"] = {where: {"html": html} for where, html in around.items() if html}
    return "govukFileUpload", params | {"javascript": options.get("javascript", True)}


def _items(field: BoundField, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Radios or checkboxes, each with its hint and with what choosing it reveals."""
    hints = getattr(field.field, "choice_hints", {})
    reveals = {str(key): html for key, html in options.get("conditional", {}).items()}
    for each in field.subwidgets:
        value = str(each.data["value"] if each.data["value"] is not None else "")
        yield {
            "value": value,
            "text": each.data["label"],
            "checked": each.data["selected"],
            "hint": {"text": hints[value]} if value in hints else None,
            "conditional": {"html": _revealed(reveals[value])} if value in reveals else None,
        }


def revealed_by(field: BoundField) -> list[BoundField] | dict[Any, list[BoundField]] | None:
    """The questions of this form that belong to a choice of `field`, as `gov_field` takes them."""
    by_choice = getattr(field.form, "reveals", {}).get(field.name, {})
    drawn = {choice: [field.form[name] for name in names] for choice, names in by_choice.items()}
    return next(iter(drawn.values()), None) if isinstance(field.field.widget, forms.CheckboxInput) else drawn


def _revealed(shown: Any) -> Markup | str:
    """What a choice reveals: html, one field, or several."""
    if isinstance(shown, forms.BoundField):
        return gov_field(shown)
    return shown if isinstance(shown, str) else Markup("").join(gov_field(each) for each in shown)


def _choices(block: str) -> Callable[[BoundField, dict[str, Any]], Drawn]:
    def draw(field: BoundField, options: dict[str, Any]) -> Drawn:
        classes = [f"govuk-{block}--{style}" for style in ("inline", "small") if options.get(style)]
        return f"govuk{block.title()}", _fieldset(field, options) | {
            "idPrefix": field.auto_id,
            "name": field.html_name,
            "attributes": _attributes(field),
            "items": list(_items(field, options)),
            "classes": " ".join(classes),
        }

    return draw


def _checkbox(field: BoundField, options: dict[str, Any]) -> Drawn:
    """One box: its label is the question. `conditional` is what ticking it reveals."""
    reveals = options.get("conditional")
    item = {
        "value": "on",
        "text": options.get("label", field.label),
        "id": field.auto_id,
        "checked": field.field.widget.check_test(field.value()),
        "conditional": {"html": _revealed(reveals)} if reveals else None,
    }
    return "govukCheckboxes", {
        "idPrefix": field.auto_id,
        "name": field.html_name,
        "items": [item],
        "classes": "govuk-checkboxes--small" if options.get("small") else "",
    }


def _date(field: BoundField, options: dict[str, Any]) -> Drawn:
    faulty = date_parts_at_fault(field) if field.errors else []
    value = field.value() or [None, None, None]
    value = value if isinstance(value, list) else field.field.widget.decompress(value)
    items = [
        {
            "name": part,
            "id": f"{field.auto_id}_{part}",
            "label": part.title(),
            "value": typed,
            "classes": DATE_CLASSES[part] + (" govuk-input--error" if part in faulty else ""),
            "inputmode": "text" if part == "month" else "numeric",
            "autocomplete": _autocomplete(field),
        }
        for part, typed in zip(DateWidget.PARTS, value, strict=True)
    ]
    for item in items:
        item["name"] = f"{field.html_name}_{item['name']}"
    return "govukDateInput", {"id": field.auto_id, "items": items} | _fieldset(field, options)


# The first that fits is used, so a kind stands before what it is a kind of.
CONTROLS = (
    (DateWidget, _date),
    (forms.CheckboxSelectMultiple, _choices("checkboxes")),
    (forms.SelectMultiple, _choices("checkboxes")),
    (forms.RadioSelect, _choices("radios")),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
    (forms.widgets.Input, _input),
)
