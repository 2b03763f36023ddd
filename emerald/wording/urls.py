"""Addresses of the wording list and of the prompts."""

from django.urls import path

from emerald.wording.views import starters, terms

urlpatterns = [
    path("", terms.wording, name="wording"),
    path("terms/", terms.wording_terms, name="wording_terms"),
    path("terms/new/", terms.add_term, name="add_term"),
    path("terms/<int:pk>/", terms.change_term, name="change_term"),
    path("prompts/<slug:use>/<slug:choice>/", starters.change_prompts, name="change_prompts"),
]
