"""What a web process has ready before its first request, so that nobody waits for it."""

from typing import Any

from django.conf import settings
from django.template import engines
from django.urls import reverse

from emerald.lazy import load_all

PAGES = "jinja2"  # the engine that draws every page


def make_ready() -> None:
    """The table of addresses, with every view and form; the templates, compiled; in production also what is loaded late
    (`emerald.lazy`), for which the demonstration would wait as it starts. Asks no database."""
    reverse("home")
    engine: Any = engines[PAGES]
    for name in engine.env.list_templates(extensions=["html"]):
        engine.env.get_template(name)
    if settings.PRODUCTION:
        load_all()
