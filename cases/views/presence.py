"""What a page that is open says by itself."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from cases.door import look_again
from cases.presenters.presence import beat_of
from emerald.accounts.door import SignedInRequest
from emerald.accounts.middleware import not_activity


@not_activity
@require_POST
def here(request: SignedInRequest, reference: str) -> HttpResponse:
    """For the script, every half minute: who else has the record open now, as a sentence or as nothing."""
    return JsonResponse({"sentence": beat_of(request, look_again(request, reference))})
