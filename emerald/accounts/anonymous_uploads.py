"""Anybody who is not signed in makes Emerald read no more than typed text, and keep no file at all.

It must stand before whatever reads a posted form: the check against forgery is the first.
"""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse

from emerald.accounts import devices

SENDS_NOTHING = {"GET", "HEAD", "OPTIONS", "TRACE"}


class DiscardFiles(FileUploadHandler):
    """Keeps no file, on disk or in memory."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def text_only_before_sign_in(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse unread what is larger than any text; of what is smaller, take the text and no file.

    Somebody whose session is over is no stranger, nor is a browser from which somebody signed in before: what they
    typed travels through sign-in (`emerald.accounts.interrupted_form`), so their form is read however large its files
    are, and the files are not kept.
    """

    def middleware(request: Any) -> HttpResponse:
        if request.method not in SENDS_NOTHING and not _is_signed_in(request):
            request.upload_handlers = [DiscardFiles(request)]
            if _size(request) > settings.LONGEST_FROM_STRANGERS and not _was_signed_in(request):
                request._mark_post_parse_error()  # no page that answers this may begin to read it
                raise RequestDataTooBig("Nobody is signed in, and this is larger than any text.")
        return get_response(request)

    return middleware


def _is_signed_in(request: Any) -> bool:
    user = get_user(request)
    return user.is_authenticated and user.may_enter()


def _was_signed_in(request: Any) -> bool:
    if devices.is_known(request):
        return True
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return bool(key) and "\0" not in key and UserSession.objects.filter(session_key=key).exists()


def _size(request: Any) -> int:
    """What the sender says; Django reads no further, and nothing where it makes no sense."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
