"""Addresses of direct work: each session belongs to one case and is reached through it."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.sessions.views import quick, sessions

urlpatterns = [
    path("quick-note/", quick.quick_notes, name="quick_notes"),
    path("cases/<case:reference>/sessions/", sessions.sessions, name="case_sessions"),
    path("cases/<case:reference>/sessions/new/", sessions.record_session, name="record_session"),
    path("cases/<case:reference>/sessions/quick/", quick.quick_note, name="quick_note"),
    path("cases/<case:reference>/sessions/<int:session>/", sessions.session, name="session"),
    path(
        "cases/<case:reference>/sessions/<int:session>/next-step/", sessions.finish_next_step, name="finish_next_step"
    ),
    path("cases/<case:reference>/sessions/<int:session>/change/", sessions.change_session, name="change_session"),
    path("cases/<case:reference>/sessions/<int:session>/add/", sessions.add_to_session, name="add_to_session"),
    path(
        "cases/<case:reference>/sessions/<int:session>/in-error/",
        sessions.strike_out_session,
        name="strike_out_session",
    ),
]
