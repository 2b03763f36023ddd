"""Addresses of the caseload. Dates travel in the query, so that a page of numbers can be kept as a bookmark."""

from django.urls import path

from emerald.oversight.views import caseload, consultations

urlpatterns = [
    path("", caseload.caseload, name="caseload"),
    path("consultations/", consultations.consultation_rows, name="consultation_rows"),
    path("consultations/export/", consultations.consultation_export, name="consultation_export"),
    path("<slug:figure>/", caseload.caseload_rows, name="caseload_rows"),
    path("<slug:figure>/export/", caseload.caseload_export, name="caseload_export"),
]
