"""Emerald's own chain of middleware in front of a page that asks nobody what they may see."""

from django.http import HttpResponse
from django.urls import include, path

from cases.models import Child
from perpetrators.models import PersonOfConcern


def every_child(request):
    return HttpResponse("\n".join(child.full_name for child in Child.objects.all()))


def every_person(request):
    return HttpResponse("\n".join(one.name for one in PersonOfConcern.objects.all()))


urlpatterns = [
    path("every/child/", every_child),
    path("every/person/", every_person),
    path("", include("emerald.urls")),
]
