"""Addresses of one's own drafts."""

from django.urls import path

from emerald.drafts.views import drafts

urlpatterns = [
    path("", drafts.unfinished, name="unfinished"),
    path("save/", drafts.save_draft, name="save_draft"),
    path("kept/<slug:reference>/<int:pk>/", drafts.kept_draft, name="kept_draft"),
    path("<int:pk>/", drafts.draft, name="draft"),
    path("<int:pk>/discard/", drafts.discard_draft, name="discard_draft"),
]
