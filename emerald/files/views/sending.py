"""One file, sent by the script of an open page while the person goes on writing."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST

from emerald.accounts.door import SignedInRequest
from emerald.files.uploads import upload_ahead
from emerald.govuk.template_filters import file_size
from emerald.guards import Refused


@require_POST
def send_file(request: SignedInRequest) -> HttpResponse:
    """`key` is empty when the file was not taken; then `sentence` says why."""
    try:
        upload = upload_ahead(request)
        told = {
            "key": upload.pk,
            "name": upload.name,
            "words": f"{upload.file.words}, {file_size(upload.file.size)}",
            "harmful": upload.file.is_harmful,
            "sentence": " ".join(filter(None, (upload.same_as_before, *upload.file.why_not_open()))),
        }
    except Refused as refusal:
        told = {"key": "", "sentence": str(refusal)}
    return JsonResponse(told | {"csrf": get_token(request), "person": request.user.pk})
