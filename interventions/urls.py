"""The addresses of the app: each kind of work brings its own table."""

from django.urls import include, path

urlpatterns = [
    path("", include("interventions.sessions.urls")),
    path("", include("interventions.planned.urls")),
    path("", include("interventions.group_sessions.urls")),
    path("", include("interventions.contacts.urls")),
    path("", include("interventions.consultations.urls")),
    path("", include("interventions.notes.urls")),
    path("", include("interventions.search.urls")),
]
