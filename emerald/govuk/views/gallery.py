"""Every component with invented data: what may be used, and what the accessibility test reads."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from emerald.govuk.gallery import ExampleForm, happenings, versions


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(
        request,
        "gallery/components.html",
        {
            "happenings": happenings(),
            "versions": versions(),
            "late": today - datetime.timedelta(days=3),
            "soon": today + datetime.timedelta(days=2),
            "typed": [{"name": "What happened", "text": "She said\n  “not again”.", "rows": 2}],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def example_form(request: HttpRequest) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ExampleForm(*sent)
    if form.is_valid():
        messages.success(request, "The answers are all in order. Nothing was kept: this is an example.")
        return redirect("components_form")
    return render(request, "gallery/form.html", {"form": form, "submit": "Check the answers"})
