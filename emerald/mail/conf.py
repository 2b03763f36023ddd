"""The settings about e-mail, read from the environment; `emerald.settings` takes them over."""

import re

from emerald import env
from emerald.mail.server_url import mail_settings

_PROVIDERS = {"smtp": "emerald.mail.providers.Smtp", "notify": "emerald.mail.notify.Notify"}

for _gone in ("EMAIL_HOST", "EMAIL_PORT"):
    if env.text(_gone):
        raise env.MissingSetting(f"{_gone} is not read any more: put EMAIL_URL=smtp://host:port in its place.")
_SERVER = mail_settings(env.text("EMAIL_URL"))
EMAIL_BACKEND = _SERVER["EMAIL_BACKEND"]
EMAIL_HOST = _SERVER.get("EMAIL_HOST", "")
EMAIL_PORT = _SERVER.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _SERVER.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _SERVER.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _SERVER.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _SERVER.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", default=10)  # seconds, for each of the six answers a mail server gives

# Whom e-mails come from. A mail server of the council refuses, or marks as forged, what comes from an invented address.
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="Emerald <emerald@council.example>")
if not re.fullmatch(r"[^@<>\r\n]*<[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+", DEFAULT_FROM_EMAIL):
    raise env.MissingSetting(
        "DEFAULT_FROM_EMAIL is no address. It looks like emerald@council.example or Emerald <emerald@council.example>."
    )
if env.mode() == env.Mode.PRODUCTION and EMAIL_HOST:
    env.required("DEFAULT_FROM_EMAIL", why="Put the address there that Emerald’s e-mails come from.")

# How long a mail belongs to the worker that took it: more than twice what the slowest sending takes.
MAIL_LEASE_SECONDS = 2 * 6 * EMAIL_TIMEOUT + 2
# `smtp`, `notify` (GOV.UK Notify), or the dotted name of a class like those in `mail.providers`.
_SAID = env.text("EMERALD_MAIL_PROVIDER", default="smtp")
MAIL_PROVIDER = _PROVIDERS.get(_SAID, _SAID)
if "." not in MAIL_PROVIDER:
    raise env.MissingSetting(f"EMERALD_MAIL_PROVIDER is '{_SAID}'. It must be smtp or notify.")

NOTIFY_KEY = NOTIFY_TEMPLATE = ""
NOTIFY_API = env.text("NOTIFY_API", default="https://api.notifications.service.gov.uk")
if _SAID == "notify":
    NOTIFY_KEY = env.required("NOTIFY_KEY", why="Copy a live key from GOV.UK Notify, API integration.")
    NOTIFY_TEMPLATE = env.required(
        "NOTIFY_TEMPLATE", why="Put the ID of an e-mail template there: its subject ((subject)), its message ((body))."
    )
    if not re.search(r"(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$", NOTIFY_KEY):
        raise env.MissingSetting("NOTIFY_KEY is not a whole key of GOV.UK Notify: a name, then two long numbers.")
