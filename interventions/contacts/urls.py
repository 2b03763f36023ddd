"""Addresses of other contacts: each belongs to one case and is reached through it."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.contacts import views

urlpatterns = [
    path("cases/<case:reference>/contacts/", views.contacts, name="case_contacts"),
    path("cases/<case:reference>/contacts/new/", views.record_contact, name="record_contact"),
    path("cases/<case:reference>/contacts/<int:contact>/", views.contact, name="contact"),
    path(
        "cases/<case:reference>/contacts/<int:contact>/next-step/",
        views.finish_contact_step,
        name="finish_contact_step",
    ),
    path("cases/<case:reference>/contacts/<int:contact>/change/", views.change_contact, name="change_contact"),
    path("cases/<case:reference>/contacts/<int:contact>/error/", views.strike_out_contact, name="strike_out_contact"),
    path("cases/<case:reference>/contacts/<int:contact>/add/", views.add_to_contact, name="add_to_contact"),
]
