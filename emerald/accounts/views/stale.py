"""A form whose page was out of date, as the check against forgery finds it."""

from django.http import HttpRequest, HttpResponse

from emerald.accounts import interrupted_form
from emerald.govuk.views import errors


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Nothing was saved, and what was typed is given back; also what a sign-in page carried."""
    return interrupted_form.when_sign_in_was_out_of_date(request) or errors.csrf_failure(request, reason)
