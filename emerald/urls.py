"""The site's addresses: each room brings its own table."""

from django.urls import include, path

from emerald.govuk.views import errors

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", include("cases.urls")),
    path("", include("interventions.urls")),
    path("", include("perpetrators.urls")),
    path("", include("emerald.accounts.urls")),
    path("", include("emerald.reminders.urls")),
    path("drafts/", include("emerald.drafts.urls")),
    path("settings/wording/", include("emerald.wording.urls")),
    path("files/", include("emerald.files.urls")),
    path("audit/", include("emerald.oversight.evidence.urls")),
    path("caseload/", include("emerald.oversight.urls")),
    path("", include("emerald.govuk.urls")),
    path("health/", include("emerald.health")),
    path("metrics/", include("emerald.observability.urls")),
]
