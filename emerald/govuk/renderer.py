"""Django forms drawn as GOV.UK components, also where a library calls `as_field_group()` or prints a whole form."""

from typing import Any

from django.forms.renderers import DjangoTemplates, TemplatesSetting


class GovukRenderer(TemplatesSetting):
    form_template_name = "govuk/form_fields.html"
    field_template_name = "govuk/field.html"

    def __init__(self) -> None:
        self._widgets = DjangoTemplates()

    def get_template(self, template_name: Any) -> Any:
        """Ours for fields and forms; Django's own for its widgets, such as the hidden ones."""
        if template_name.startswith("django/forms/"):
            return self._widgets.get_template(template_name)
        return super().get_template(template_name)
