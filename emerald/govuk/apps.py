"""GOV.UK Frontend in Jinja2: how every page and form of Emerald is drawn."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "emerald.govuk"
    label = "govuk"
