"""`@idempotent`: for every view that writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from emerald.drafts.models import Posting, fingerprint, token_of

View = Callable[..., HttpResponse]


def idempotent(view: View) -> View:
    """Treat a form that was posted twice as it was the first time: go where it went, record nothing again.

    Takes GET, HEAD and POST; anything else gets a 405. Works on the hidden `once` that every form page carries,
    inside the request's transaction. A posting that ended in anything but a redirect (errors in the form) recorded
    nothing and may be posted again.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = token_of(request.POST) if request.method == "POST" else None
        if token is None:
            return view(request, *args, **kwargs)
        posting, first = Posting.objects.claim(request.user, token, fingerprint(request.POST))
        if not first:
            return redirect(posting.went_to)
        response = view(request, *args, **kwargs)
        if response.status_code == 302:
            posting.went_to = response["Location"]
            posting.save(update_fields=["went_to"])
        else:
            posting.delete()
        return response

    answer.writes = True  # type: ignore[attr-defined]  # the mark by which a page that changes something is told from one that is only read
    return answer
