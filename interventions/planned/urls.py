"""Addresses of planned sessions: each belongs to one case and is reached through it."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.planned import views

urlpatterns = [
    path("cases/<case:reference>/sessions/plan/", views.plan_session, name="plan_session"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/", views.planned_session, name="planned_session"),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/put-off/", views.put_off_session, name="put_off_session"
    ),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/call-off/",
        views.call_off_session,
        name="call_off_session",
    ),
    path("cases/<case:reference>/sessions/planned/<int:planned>/record/", views.record_planned, name="record_planned"),
]
