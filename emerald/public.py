"""Every page is locked. One that is not says why."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


def public(*, because: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view as open to anybody. The reason is compulsory and shown by a test that lists every open page."""
    if not because.strip():
        raise ValueError("A public page needs a reason.")

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        view = login_not_required(view)
        view.public_because = because  # type: ignore[attr-defined]  # a test asks for it
        return view

    return mark
