"""Addresses of persons of concern, their links, and the tab of a case."""

from django.urls import path

from perpetrators.views import persons

urlpatterns = [
    path("persons/<person:suspect>/", persons.person, name="person_of_concern"),
]
