"""The accessibility statement: a duty of public bodies (Public Sector Bodies Accessibility Regulations 2018)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.public import public


@public(because="A public body owes everybody this statement, and it says nothing of any person.")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html", {"support_email": settings.SUPPORT_EMAIL})
