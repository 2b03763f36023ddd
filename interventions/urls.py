"""Addresses of direct work: a session belongs to one case and is reached through it."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.views import files, finding, planned, quick, sessions, together

urlpatterns = [
    path("quick-note/", quick.quick_notes, name="quick_notes"),
    path("notes/find/", finding.find_in_notes, name="find_in_notes"),
    path("cases/<case:reference>/sessions/find/", finding.find_in_case_notes, name="find_in_case_notes"),
    path("cases/<case:reference>/sessions/", sessions.sessions, name="case_sessions"),
    path("cases/<case:reference>/sessions/new/", sessions.record_session, name="record_session"),
    path("cases/<case:reference>/sessions/quick/", quick.quick_note, name="quick_note"),
    path("cases/<case:reference>/sessions/<int:session>/", sessions.session, name="session"),
    path("cases/<case:reference>/sessions/<int:session>/next-step/", sessions.finish_next_step,
         name="finish_next_step"),
    path("cases/<case:reference>/sessions/<int:session>/change/", sessions.change_session, name="change_session"),
    path("cases/<case:reference>/sessions/<int:session>/add/", sessions.add_to_session, name="add_to_session"),
    path("cases/<case:reference>/sessions/<int:session>/files/", files.add_session_files, name="add_session_files"),
    path("cases/<case:reference>/sessions/<int:session>/shared/", together.change_shared, name="change_shared"),
    path("cases/<case:reference>/sessions/<int:session>/in-error/", sessions.strike_out_session,
         name="strike_out_session"),
    path("cases/<case:reference>/sessions/children/", together.choose_children, name="choose_children"),
    path("cases/<case:reference>/sessions/together/", together.record_together, name="record_together"),
    path("cases/<case:reference>/sessions/plan/", planned.plan_session, name="plan_session"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/", planned.planned_session, name="planned_session"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/put-off/", planned.put_off_session,
         name="put_off_session"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/call-off/", planned.call_off_session,
         name="call_off_session"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/record/", planned.record_planned,
         name="record_planned"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/children/", together.choose_children,
         name="choose_children_planned"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/together/", together.record_together,
         name="record_planned_together"),
]
