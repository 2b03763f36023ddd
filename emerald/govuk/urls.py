"""The gallery of components."""

from django.urls import path

from emerald.govuk.views import gallery

urlpatterns = [
    path("components/", gallery.components, name="components"),
    path("components/form/", gallery.example_form, name="components_form"),
]
