"""What machines ask: `/health/`, is this process up and does it reach its database; `/health/ready/`, does it all work.

A load balancer asks the first: a Redis that is down must not take the pages away. Whoever watches asks the second: it
names each part and is red as well when a reminder is overdue, which watches the promise and not the processes. Anybody
may ask, and nobody learns more than that.
"""

import asyncio

from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from health_check.views import HealthCheckView

from emerald import __version__
from emerald.public import public
from emerald.reminders import pulse


class Health(HealthCheckView):
    checks = ("health_check.checks.Database",)

    async def get(self, request, *args, **kwargs):
        """200 and "ok", or 503 and the names of the parts that do not answer; then which version this is."""
        results = await asyncio.gather(*(check.get_result(None) for check in self.get_checks()))
        failing = [type(result.check).__name__.lower() for result in results if result.error]
        answer = f"{', '.join(failing) or 'ok'}\nversion: {__version__}"
        return HttpResponse(answer, status=503 if failing else 200, content_type="text/plain")


health = public(because="The load balancer asks without signing in; it hears yes or no, and the version.")(
    Health.as_view()
)


@public(because="Whoever watches the servers asks without signing in; the answer names parts, never what is in them.")
@require_safe
@transaction.non_atomic_requests  # or a database that is down would answer as an error
def ready(request):
    """200 when every part is ok, else 503; a line for each part."""
    try:
        connection.ensure_connection()
        parts = {"database": pulse.OK} | pulse.parts()
    except DatabaseError:
        parts = {"database": pulse.FAILING}
    well = set(parts.values()) == {pulse.OK}
    lines = "\n".join(f"{part}: {state}" for part, state in parts.items())
    return HttpResponse(lines, status=200 if well else 503, content_type="text/plain")


urlpatterns = [path("", health, name="health"), path("ready/", ready, name="ready")]
