from django.urls import path

from emerald.oversight.evidence.views import access_log, compared, seals

urlpatterns = [
    path("", access_log.access_log, name="audit_log"),
    path("export/", access_log.access_log_export, name="audit_log_export"),
    path("compared/", compared.compared, name="audit_compared"),
    path("compared/<str:day>/<int:pk>/", compared.look_into, name="look_into_comparisons"),
    path("seals/", seals.seals, name="audit_seals"),
]
