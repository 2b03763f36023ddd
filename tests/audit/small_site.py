"""A site of a few pages, each doing one thing the access log must get right."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import path

from emerald.accounts.models import Team
from emerald.audit.record import record, refuse


def opens(request, reference):
    record(request, "opened", subject="case", subject_id=7, reference=reference)
    return HttpResponse("shown")


def opens_and_fails(request):
    record(request, "opened", subject="case", subject_id=7)
    raise ValueError("The page broke after it had recorded.")


def refuses(request, reference):
    Team.objects.create(name="Written, then refused", slug="refused")
    refuse(request, "refused", subject="case", subject_id=7, reference=reference, why="Ask Morag Ellis.")
    raise PermissionDenied("Ask Morag Ellis.")


def hides(request, reference):
    raise Http404


def writes(request):
    record(request, "opened", subject="team")
    Team.objects.create(name="Written by a page", slug="written")
    return HttpResponse("written")


urlpatterns = [
    path("cases/<str:reference>/", opens, name="case"),
    path("broken/", opens_and_fails, name="broken"),
    path("refused/<str:reference>/", refuses, name="case_refused"),
    path("hidden/<str:reference>/", hides, name="case_hidden"),
    path("written/", writes, name="team_written"),
    path("sign-in/", opens, name="account_login"),
]
