"""The error summary: which sentence, and which control its link goes to."""

from typing import Any

from django.forms import BoundField

from emerald.govuk.widgets import DateWidget


def control_id(bound_field: BoundField) -> str:
    """The id of the control an error's link puts the cursor in: the date box at fault, the first radio, the input."""
    if isinstance(bound_field.field.widget, DateWidget):
        return f"{bound_field.auto_id}_{date_parts_at_fault(bound_field)[0]}"
    return bound_field.auto_id


def date_parts_at_fault(bound_field: BoundField) -> list[str]:
    """The boxes an error is about: DateField says so by the error's code; otherwise all three."""
    codes = {part for error in bound_field.errors.as_data() for part in (error.code or "").split()}
    return [part for part in DateWidget.PARTS if part in codes] or list(DateWidget.PARTS)


def error_list(form: Any) -> list[dict[str, Any]]:
    """Params for govukErrorSummary's list: the form's own sentences first, then one for each field, in page order."""
    rows = [{"text": sentence} for sentence in form.non_field_errors()]
    for bound_field in form:
        if bound_field.errors:
            href = {} if bound_field.is_hidden else {"href": f"#{control_id(bound_field)}"}
            rows.append({"text": bound_field.errors[0], **href})
    return rows
