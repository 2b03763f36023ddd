from django.urls import path

from emerald.audit.views import access_log, seals

urlpatterns = [
    path("", access_log.access_log, name="audit_log"),
    path("seals/", seals.seals, name="audit_seals"),
]
