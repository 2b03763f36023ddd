"""Addresses of advice to other professionals, which may belong to no case."""

from django.urls import path

from interventions.consultations import views

urlpatterns = [
    path("consultations/", views.consultations, name="consultations"),
    path("consultations/new/", views.give_consultation, name="give_consultation"),
    path("consultations/<int:consultation>/", views.consultation, name="consultation"),
    path("consultations/<int:consultation>/add/", views.add_to_consultation, name="add_to_consultation"),
]
