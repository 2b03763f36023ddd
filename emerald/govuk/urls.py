"""The gallery of components, and the accessibility statement."""

from django.urls import path

from emerald.govuk.views import accessibility, gallery

urlpatterns = [
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("components/", gallery.components, name="components"),
    path("components/form/", gallery.example_form, name="components_form"),
]
