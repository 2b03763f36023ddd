"""How every page of questions is answered: saved, it says so and leads on; otherwise it is drawn again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect


def ask(
    request: Any, form: Any, *, done: str | Callable[[Any], str], then: Any, draw: Callable[[], HttpResponse]
) -> HttpResponse:
    """Ask `form`, which starts from `emerald.drafts.autosave.answers(request)`; None where there is nothing to ask now.

    Answered and saved, the page says `done` and leads to `then`: whatever `redirect` takes, or a tuple of a URL name
    and its arguments. Either may be a function of the saved form. Otherwise `draw()` draws it, with what was typed.
    """
    if form is None or not (form.is_valid() and form.save(by=request.user)):
        return draw()
    messages.success(request, done(form) if callable(done) else done)
    where = then(form) if callable(then) else then
    return redirect(*where) if isinstance(where, tuple) else redirect(where)
