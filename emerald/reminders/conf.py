"""The settings about reminders, read from the environment; `emerald.settings` takes them over. See decision 19."""

import re

from emerald import env

_PROVIDERS = {"smtp": "emerald.reminders.providers.Smtp", "notify": "emerald.reminders.notify.Notify"}

EMAIL_TIMEOUT = env.number("EMAIL_TIMEOUT", default=10)  # seconds, for each of the six answers a mail server gives
# The pulse of the reminders, in seconds; health pages count in it, and who is to be told is worked out at every tenth.
REMINDER_TICK_SECONDS = env.number("EMERALD_TICK_SECONDS", default=30)
REMINDER_SWEEP_SECONDS = 10 * REMINDER_TICK_SECONDS
# How long a mail belongs to the worker that took it: more than twice what the slowest sending takes.
REMINDER_LEASE_SECONDS = 2 * 6 * EMAIL_TIMEOUT + 2
# `smtp`, `notify` (GOV.UK Notify), or the dotted name of a class like those in `reminders.providers`.
_SAID = "".join(env.words("EMERALD_MAIL_PROVIDER", default="smtp")) or "smtp"
REMINDER_PROVIDER = _PROVIDERS.get(_SAID, _SAID)
if "." not in REMINDER_PROVIDER:
    raise env.MissingSetting(f"EMERALD_MAIL_PROVIDER is '{_SAID}'. It must be smtp or notify.")

NOTIFY_KEY = NOTIFY_TEMPLATE = ""
NOTIFY_API = "".join(env.words("NOTIFY_API")) or "https://api.notifications.service.gov.uk"
if _SAID == "notify":
    NOTIFY_KEY = env.required("NOTIFY_KEY", why="Copy a live key from GOV.UK Notify, API integration.")
    NOTIFY_TEMPLATE = env.required(
        "NOTIFY_TEMPLATE", why="Put the ID of an e-mail template there: its subject ((subject)), its message ((body))."
    )
    if not re.search(r"(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}$", NOTIFY_KEY):
        raise env.MissingSetting("NOTIFY_KEY is not a whole key of GOV.UK Notify: a name, then two long numbers.")
