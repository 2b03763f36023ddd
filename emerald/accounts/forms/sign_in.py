"""django-allauth's forms in Emerald's words. What they check and do stays the library's."""

from typing import Any

from allauth.account import forms as library
from django import forms
from django.core.validators import MaxLengthValidator

from emerald.accounts.passwords import LONGEST, TOO_LONG

PASSWORD_HINT = (
    "At least 15 characters, at most 128. Three or four words that do not belong together are easy to remember."  # noqa: S105  a hint
)


def ask(form: Any, name: str, label: str, *, required: str, hint: str = "", autocomplete: str | None = None) -> Any:
    """Give one of the library's fields our label, hint and error sentence, and take its placeholder away."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages |= {"required": required}
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.pop("autofocus", None)
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete
    return field


def ask_password(
    form: Any, name: str, label: str, *, required: str, hint: str = "", autocomplete: str | None = None
) -> None:
    """The same for a password, which is refused before it is hashed when it is too long."""
    field = ask(form, name, label, required=required, hint=hint, autocomplete=autocomplete)
    field.validators.append(MaxLengthValidator(LONGEST, TOO_LONG))


def ask_email(form: Any, name: str) -> None:
    field = ask(form, name, "E-mail address", required="Enter your e-mail address", autocomplete="username")
    field.widget.input_type = "email"
    field.widget.attrs |= {"spellcheck": "false"}
    sentence = "Enter an e-mail address like name@council.example"
    field.error_messages |= {"invalid": sentence}
    for validator in field.validators:
        if validator.code == "invalid":
            validator.message = sentence


def ask_new_password(form: Any) -> None:
    ask_password(
        form,
        "password1",
        "New password",
        required="Enter a new password",
        hint=PASSWORD_HINT,
        autocomplete="new-password",
    )
    ask_password(
        form, "password2", "New password again", required="Enter the new password again", autocomplete="new-password"
    )


class SignInForm(library.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_email(self, "login")
        ask_password(self, "password", "Password", required="Enter your password")


class ForgottenPasswordForm(library.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_email(self, "email")


class ChoosePasswordForm(library.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_new_password(self)


class ChangePasswordForm(library.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_password(self, "oldpassword", "Current password", required="Enter your current password")
        ask_new_password(self)


class PasswordAgainForm(library.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_password(self, "password", "Password", required="Enter your password")


class NothingToFill(forms.Form):
    """A button that needs no answers."""
