"""The addresses of the app: each kind of work has its own table in its room, and is found there."""

from django.urls import include, path

from emerald.parts import rooms_with

urlpatterns = [path("", include(table)) for table in rooms_with("interventions", "urls")]
