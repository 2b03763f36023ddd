"""Addresses of direct work and other contacts: each belongs to one case and is reached through it.

Advice to another professional may belong to no case and has an address of its own.
"""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.consultations import views as consultations
from interventions.contacts import views as contacts
from interventions.group_sessions import views as together
from interventions.notes.views import files, moving
from interventions.planned import views as planned
from interventions.search import views as finding
from interventions.sessions.views import quick, sessions

urlpatterns = [
    path("quick-note/", quick.quick_notes, name="quick_notes"),
    path("notes/find/", finding.find_in_notes, name="find_in_notes"),
    path("cases/<case:reference>/sessions/find/", finding.find_in_case_notes, name="find_in_case_notes"),
    path("cases/<case:reference>/sessions/", sessions.sessions, name="case_sessions"),
    path("cases/<case:reference>/sessions/new/", sessions.record_session, name="record_session"),
    path("cases/<case:reference>/sessions/quick/", quick.quick_note, name="quick_note"),
    path("cases/<case:reference>/sessions/<int:session>/", sessions.session, name="session"),
    path(
        "cases/<case:reference>/sessions/<int:session>/next-step/", sessions.finish_next_step, name="finish_next_step"
    ),
    path("cases/<case:reference>/sessions/<int:session>/change/", sessions.change_session, name="change_session"),
    path("cases/<case:reference>/sessions/<int:session>/add/", sessions.add_to_session, name="add_to_session"),
    path("cases/<case:reference>/sessions/<int:session>/files/", files.add_session_files, name="add_session_files"),
    path("cases/<case:reference>/sessions/<int:session>/shared/", together.change_shared, name="change_shared"),
    path(
        "cases/<case:reference>/sessions/<int:session>/in-error/",
        sessions.strike_out_session,
        name="strike_out_session",
    ),
    path("cases/<case:reference>/sessions/children/", together.choose_children, name="choose_children"),
    path("cases/<case:reference>/sessions/together/", together.record_together, name="record_together"),
    path("cases/<case:reference>/sessions/plan/", planned.plan_session, name="plan_session"),
    path("cases/<case:reference>/sessions/planned/<int:planned>/", planned.planned_session, name="planned_session"),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/put-off/",
        planned.put_off_session,
        name="put_off_session",
    ),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/call-off/",
        planned.call_off_session,
        name="call_off_session",
    ),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/record/", planned.record_planned, name="record_planned"
    ),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/children/",
        together.choose_children,
        name="choose_children_planned",
    ),
    path(
        "cases/<case:reference>/sessions/planned/<int:planned>/together/",
        together.record_together,
        name="record_planned_together",
    ),
    path("cases/<case:reference>/sessions/<int:session>/move/", moving.move_session, name="move_session"),
    path("cases/<case:reference>/moved/", moving.moved_notes, name="moved_notes"),
    path("cases/<case:reference>/contacts/", contacts.contacts, name="case_contacts"),
    path("cases/<case:reference>/contacts/new/", contacts.record_contact, name="record_contact"),
    path("cases/<case:reference>/contacts/<int:contact>/", contacts.contact, name="contact"),
    path(
        "cases/<case:reference>/contacts/<int:contact>/next-step/",
        contacts.finish_contact_step,
        name="finish_contact_step",
    ),
    path("cases/<case:reference>/contacts/<int:contact>/change/", contacts.change_contact, name="change_contact"),
    path("cases/<case:reference>/contacts/<int:contact>/add/", contacts.add_to_contact, name="add_to_contact"),
    path("cases/<case:reference>/contacts/<int:contact>/files/", files.add_contact_files, name="add_contact_files"),
    path("cases/<case:reference>/contacts/<int:contact>/move/", moving.move_contact, name="move_contact"),
    path("consultations/", consultations.consultations, name="consultations"),
    path("consultations/new/", consultations.give_consultation, name="give_consultation"),
    path("consultations/<int:consultation>/", consultations.consultation, name="consultation"),
    path("consultations/<int:consultation>/add/", consultations.add_to_consultation, name="add_to_consultation"),
]
