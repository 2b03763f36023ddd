"""What machines ask: `/health/`, is this process up and does it reach its database; `/health/ready/`, does it all work.

A load balancer asks the first: a Redis that is down must not take the pages away. Monitoring asks the second: it
names each part and is red as well when a reminder is overdue, which watches the promise and not the processes. Anybody
may ask, and nobody learns more than that.
"""

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from emerald import __version__
from emerald.public import public
from emerald.reminders import health as reminders_health


@public(because="The load balancer asks without signing in; it hears yes or no, and the version.")
@require_safe
@transaction.non_atomic_requests  # or a database that is down would answer as an error
def health(request: HttpRequest) -> HttpResponse:
    """200 and "ok", or 503 and "database" when that does not answer; then which version this is."""
    answers = database_answers()
    said = f"{'ok' if answers else 'database'}\nversion: {__version__}"
    return HttpResponse(said, status=200 if answers else 503, content_type="text/plain")


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@public(because="Monitoring asks without signing in; the response names parts, never what is in them.")
@require_safe
@transaction.non_atomic_requests
def ready(request: HttpRequest) -> HttpResponse:
    """200 when every part is ok, else 503; a line for each part."""
    try:
        connection.ensure_connection()
        parts = {"database": reminders_health.OK} | reminders_health.states()
    except DatabaseError:
        parts = {"database": reminders_health.FAILING}
    well = set(parts.values()) == {reminders_health.OK}
    lines = "\n".join(f"{part}: {state}" for part, state in parts.items())
    return HttpResponse(lines, status=200 if well else 503, content_type="text/plain")


urlpatterns = [path("", health, name="health"), path("ready/", ready, name="ready")]
