"""The whole site, and a few pages made for the tests: plain ones, and some that go wrong on purpose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template import engines
from django.urls import include, path

from emerald.govuk.forms import VersionedForm
from emerald.govuk.views import errors
from emerald.public import public
from tests.cast import CHILD_NAMES

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error


PLAIN = """{% extends "layouts/page.html" %}{% block title %}Plain{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Plain</h1>{% endblock %}"""
SURE = """{% extends "layouts/confirm.html" %}{% block title %}Close the case{% endblock %}
{% block heading %}<h1 class="govuk-heading-l">Close the case?</h1>{% endblock %}
{% block warning %}Everybody’s access ends.{% endblock %}"""


def drawn(request, source, **context):
    return HttpResponse(engines["jinja2"].from_string(source).render(context, request))


def plain(request):
    return drawn(request, PLAIN)


def greeting(request):
    messages.success(request, "Saved <b>well</b>.")
    messages.info(request, "One more thing.")
    return drawn(request, PLAIN)


def confirming(request):
    return drawn(request, SURE, form=VersionedForm(initial={"version": 4}), cancel_url="/")


def forbidden(request):
    raise PermissionDenied("Only Team North’s managers can open this.")


def absent(request):
    raise Http404("Case EM-0042 is not Owen's to see.")


def broken(request):
    raise RuntimeError(CHILD_NAMES[0])


def reads_what_was_sent(request):
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("plain/", plain, name="plain"),
    path("greeting/", greeting, name="greeting"),
    path("confirming/", confirming, name="confirming"),
    path("forbidden/", forbidden, name="forbidden"),
    path("absent/", absent, name="absent"),
    path("broken/", broken, name="broken"),
    path("broken/for/all/", public(because="It breaks before anybody is known.")(broken), name="broken_for_all"),
    path("reads/", public(because="Reads a form that is too large.")(reads_what_was_sent), name="reads"),
    path("", include("emerald.urls")),
]
