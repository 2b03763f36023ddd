"""Addresses of sessions with several children, each reached through the case of one of them."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.group_sessions import views

urlpatterns = [
    path("cases/<case:reference>/sessions/<int:session>/shared/", views.change_shared, name="change_shared"),
    path("cases/<case:reference>/sessions/children/", views.choose_children, name="choose_children"),
    path("cases/<case:reference>/sessions/together/", views.record_together, name="record_together"),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/children/",
        views.choose_children,
        name="choose_children_planned",
    ),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/together/",
        views.record_together,
        name="record_planned_together",
    ),
]
