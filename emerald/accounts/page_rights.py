"""The right that opens a page: said once, above its view, and read from there by whoever has to know it.

    @once
    @autosaved("Write the plan")
    @needs(Right.EDIT_PLAN)
    def write_plan(request, reference):
        case = open_case(request, reference)

The mark itself asks nothing: the door in the view's first line does, with what the mark says. A tab, a link of the
chronology and the list of readers take it from the mark too, so that nobody is led to a page that refuses them.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, get_urlconf

from emerald.accounts.permissions import Right

View = TypeVar("View", bound=Callable[..., Any])


def needs(right: Right) -> Callable[[View], View]:
    """Mark a view with the right on its record that opens it. Stands next to the function, below other decorators."""

    def mark(view: View) -> View:
        view.needs = right  # type: ignore[attr-defined]  # read below
        return view

    return mark


def right_for(request: HttpRequest) -> Right:
    """The right that opens the page of this request: for doors."""
    match = request.resolver_match
    right = getattr(match and match.func, "needs", None)
    if right is None:
        raise ImproperlyConfigured(
            f"The view of {match and match.view_name} does not say with @needs which right opens it."
        )
    return right


def right_of(page: str) -> Right | None:
    """The right that opens the page with this URL name; None where its door asks for none, or there is no such page."""
    return _rights(get_urlconf() or settings.ROOT_URLCONF).get(page)


@cache
def _rights(urlconf: str) -> dict[str, Right | None]:
    return {str(pattern.name): getattr(pattern.callback, "needs", None) for pattern in _patterns(get_resolver(urlconf))}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _patterns(pattern)
