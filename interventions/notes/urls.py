"""Addresses of what is done with a note of any kind: files are added, it is moved to another case."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from interventions.notes.views import files, moving

urlpatterns = [
    path("cases/<case:reference>/sessions/<int:session>/files/", files.add_session_files, name="add_session_files"),
    path("cases/<case:reference>/sessions/<int:session>/move/", moving.move_session, name="move_session"),
    path("cases/<case:reference>/moved/", moving.moved_notes, name="moved_notes"),
    path("cases/<case:reference>/contacts/<int:contact>/files/", files.add_contact_files, name="add_contact_files"),
    path("cases/<case:reference>/contacts/<int:contact>/move/", moving.move_contact, name="move_contact"),
]
