"""Addresses of finding words in notes."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.search import views

urlpatterns = [
    path("notes/find/", views.find_in_notes, name="find_in_notes"),
    path("cases/<case:reference>/sessions/find/", views.find_in_case_notes, name="find_in_case_notes"),
]
