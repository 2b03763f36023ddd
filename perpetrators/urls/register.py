"""Addresses of the register as a whole: lists, finding, fast entry and exports."""

from django.urls import path

from perpetrators.views.measures import served
from perpetrators.views.reports import counting, finding, register

urlpatterns = [
    path("register/", register.register, name="register"),
    path("register/find/", finding.find_in_register, name="find_in_register"),
    path("register/notices/", served.serve_notices, name="serve_notices"),
    path("register/notices/persons/", served.suggest_persons, name="suggest_persons"),
    path("register/notices/children/", served.suggest_children, name="suggest_children"),
    path("register/measures/children/", served.suggest_protected, name="suggest_protected"),
    path("register/persons/", register.persons, name="persons_of_concern"),
    path("register/persons/export/", register.export_persons, name="export_persons"),
    path("register/measures/", register.measures, name="measures"),
    path("register/measures/export/", register.export_measures, name="export_measures"),
    path("register/disruption/", counting.disruption, name="disruption"),
    path("register/disruption/<figure:figure>/", counting.disruption_rows, name="disruption_rows"),
    path("register/disruption/<figure:figure>/export/", counting.disruption_export, name="disruption_export"),
]
