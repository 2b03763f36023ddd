"""What a load balancer asks: is this process up, and does it reach its database?

Anybody may ask, and nobody learns more than yes or no.
"""

import asyncio

from django.http import HttpResponse
from django.urls import path
from health_check.views import HealthCheckView

from emerald.accounts.public import public


class Health(HealthCheckView):
    checks = ("health_check.checks.Database",)

    async def get(self, request, *args, **kwargs):
        """200 and "ok", or 503 and the names of the parts that do not answer."""
        results = await asyncio.gather(*(check.get_result(None) for check in self.get_checks()))
        failing = [type(result.check).__name__.lower() for result in results if result.error]
        return HttpResponse(", ".join(failing) or "ok", status=503 if failing else 200, content_type="text/plain")


health = public(because="The load balancer asks without signing in; the answer is only yes or no.")(Health.as_view())

urlpatterns = [path("", health, name="health")]
