"""The settings of the libraries that sign people in: fixed by decision, not by machine (emerald/decisions/
0004-sign-in.md). `emerald.settings` takes them over."""

from datetime import timedelta

from emerald import env

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "emerald.accounts.names.display"
ACCOUNT_ADAPTER = "emerald.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # who has just chosen a password is not asked for it; for their code they are
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or second step is told to its owner
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.mode() == env.Mode.PRODUCTION else "http"
ACCOUNT_FORMS = {
    "login": "emerald.accounts.forms.sign_in.SignInForm",
    "reset_password": "emerald.accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "emerald.accounts.forms.sign_in.ChoosePasswordForm",
    "change_password": "emerald.accounts.forms.sign_in.ChangePasswordForm",
    "reauthenticate": "emerald.accounts.forms.sign_in.PasswordAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# An unproven address keeps nobody from the second step: nobody signs themselves up here, and asking for a new password
# leaves such an address behind (a stranger could do that to anybody).
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Emerald"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_ADAPTER = "emerald.accounts.second_factor.EncryptedSecrets"
MFA_FORMS = {
    "authenticate": "emerald.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "emerald.accounts.forms.second_factor.CodeAgainForm",
    "activate_totp": "emerald.accounts.forms.second_factor.SetUpForm",
}
# One counter for wrong passwords and codes: axes, counting by known browser (emerald/decisions/0004-sign-in.md).
# allauth's own would lock out whoever shares an address with a stranger, or the owner: those are off, or count by
# account alone. The link to choose a password with cannot be guessed.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "signup": None,
    "reset_password": "5/m/key",
    "reset_password_from_key": None,
    "request_login_code": None,
    "verify_phone": None,
}
AXES_HANDLER = "emerald.accounts.throttling.BrowserThrottle"
AXES_USERNAME_CALLABLE = "emerald.accounts.throttling.counter"
AXES_CLIENT_IP_CALLABLE = "emerald.accounts.throttling.address"
AXES_LOCKOUT_CALLABLE = "emerald.accounts.throttling.locked_page"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # emerald.audit keeps who signed in
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS = ["login", "carried", "code", "csrfmiddlewaretoken"]
USERSESSIONS_TRACK_ACTIVITY = False  # `session_limits` notes it, once a minute instead of at every page
