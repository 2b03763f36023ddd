"""Emerald's own chain of middleware in front of a page that asks nobody what they may see."""

from django.http import HttpResponse
from django.urls import include, path

from cases.models import Child


def every_child(request):
    return HttpResponse("\n".join(child.full_name for child in Child.objects.all()))


urlpatterns = [path("every/child/", every_child), path("", include("emerald.urls"))]
