"""The figures, for whoever has the token."""

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from emerald.accounts.door import SignedInRequest
from emerald.observability import wrong_tokens
from emerald.observability.metrics import exposition
from emerald.public import public


@public(because="Prometheus asks without signing in, with a token of its own; the figures name nobody.")
@require_safe
@transaction.non_atomic_requests  # a database that is down is a figure, not an error
def metrics(request: SignedInRequest) -> HttpResponse:
    """As if there were no such page, for anybody without the token; and for everybody where none is set."""
    said = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(said, f"Bearer {settings.METRICS_TOKEN}"):
        if settings.METRICS_TOKEN and said:
            wrong_tokens.note(request)
        raise Http404
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)
