"""The Jinja2 environment of every page: upstream's components, Emerald's own few functions and filters."""

from functools import cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from emerald.govuk import frame, template_filters
from emerald.govuk.compiled import kept_in
from emerald.govuk.components import gov_field, revealed_by
from emerald.govuk.summary import error_list

UPSTREAM = "govuk_frontend_jinja"
COMPONENTS = (
    "accordion",
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "exit-this-page",
    "fieldset",
    "file-upload",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
)


def macro_name(component: str) -> str:
    """'back-link' is drawn by govukBackLink."""
    return "govuk" + component.title().replace("-", "")


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page; `query={"sort": "due"}` adds a query string."""
    if not args and not kwargs:
        return address_of(name, settings.ROOT_URLCONF)
    return reverse(name, args=args, query=kwargs.pop("query", None), kwargs=kwargs)


@cache
def address_of(name: str, site: str) -> str:
    """Of a page without a key: it never changes in one site, and the frame of every page has a dozen."""
    return reverse(name, urlconf=site)


def component_global(env: "QuickEnvironment", component: str) -> Any:
    """Upstream's macro as a global function, read from its file when it is first called."""

    def draw(params: Any = None, **kwargs: Any) -> Any:
        template = env.get_template(f"{UPSTREAM}/components/{component}/macro.html")
        return getattr(template.module, macro_name(component))(params or {}, **kwargs)

    draw.__name__ = macro_name(component)
    return draw


class QuickEnvironment(Environment):
    """Every template has one plain dictionary of globals instead of a chain of them.

    A macro that imports another compares the names of both at each call; of a chain that comparison is made in Python,
    some 70 times a page, and took a quarter of the time of drawing a form. So globals are complete before the first
    template is read.
    """

    def make_globals(self, d: Any) -> dict[Any, Any]:
        return {**self.globals, **(d or {})}


def environment(*, loader: Any, **options: Any) -> QuickEnvironment:
    upstream = PrefixLoader({UPSTREAM: PackageLoader(UPSTREAM)})
    env = QuickEnvironment(
        loader=ChoiceLoader([loader, upstream]),
        extensions=["jinja2.ext.do"],
        bytecode_cache=kept_in(settings.COMPILED_TEMPLATES),
        **options,
    )
    env.globals.update({macro_name(each): component_global(env, each) for each in COMPONENTS})
    env.globals.update(
        {frame.name_of(each): frame.drawn_once(component_global(env, each)) for each in frame.COMPONENTS}
    )
    env.globals.update(
        url=url, static=static, error_list=error_list, gov_field=gov_field, revealed_by=revealed_by, new_token=uuid4
    )
    env.filters.update(template_filters.FILTERS)
    return env
