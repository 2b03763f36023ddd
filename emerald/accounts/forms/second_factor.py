"""django-allauth's forms for the second step, in Emerald's words and with Emerald's limit on wrong codes."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as library
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from axes.handlers.proxy import AxesProxyHandler
from django.core.exceptions import ValidationError

from emerald.accounts import second_factor, second_steps, throttling
from emerald.accounts.forms.sign_in import ask

NOTHING_TO_GUESS_AT = "cannot_be_read"


class CountedCode:
    """Wrong codes use up the same few tries as wrong passwords (`guessing`)."""

    user: Any  # these of the library's form beside it
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, "Enter the six digits your authenticator app shows, or one of your recovery codes.")

    def clean_code(self) -> str:
        request = context.request
        if not AxesProxyHandler.is_allowed(request, {"email": self.user.email}):
            request.axes_locked_out = True
            throttling.refuse_if_waiting(request)
        try:
            code = self._right_code()
            second_factor.spend(self.user, code)
        except ValidationError as refusal:
            if refusal.code != NOTHING_TO_GUESS_AT:
                throttling.note_wrong_code(request, self.user)
            raise
        return code

    def _right_code(self) -> str:
        try:
            return super().clean_code()  # type: ignore[misc]  # of the library's form beside it
        except second_factor.CannotBeRead:
            return self._right_code_of_what_can_be_read()

    def _right_code_of_what_can_be_read(self) -> str:
        """The library stops at the first secret it cannot read; the others may still let somebody in."""
        code, readable = self.cleaned_data["code"], second_steps.readable(self.user)
        for self.authenticator in readable:
            if self.authenticator.wrap().validate_code(code):
                return code
        kinds = {one.type for one in readable}
        app_only = "app_cannot_be_read" if kinds else NOTHING_TO_GUESS_AT
        raise get_adapter().validation_error("incorrect_code" if Authenticator.Type.TOTP in kinds else app_only)


class CodeForm(CountedCode, library.AuthenticateForm):
    pass


class CodeAgainForm(CountedCode, library.ReauthenticateForm):
    pass


class SetUpForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_code(self, "Enter the six digits the app now shows.")

    def clean_code(self) -> str:
        """The code that set it up signs nobody in any more: it was on the screen that showed the secret."""
        code = super().clean_code()
        second_factor.spend(self.user, code)
        return code


def ask_code(form: Any, hint: str) -> None:
    field = ask(form, "code", "Code", required="Enter the code", hint=hint, autocomplete="one-time-code")
    field.width = 10
    field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}
