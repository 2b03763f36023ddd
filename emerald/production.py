"""What production never starts with: asked once the settings are read, so that no process of any kind gets further.

Not a system check of Django's: `call_command`, the web server, the worker and beat run none.
"""

from collections.abc import Iterator
from typing import Any

from emerald.env import MAKE_A_KEY, MissingSetting

SHORTEST_KEY, FEWEST_SIGNS, SHORTEST_TOKEN = 50, 8, 24
MAKE_ONE = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
LONGEST_IDLE_MINUTES, LONGEST_SESSION_HOURS = 60, 24
ENCRYPTING = ("FACTS_KEYS", "SECOND_STEP_KEYS")
EMBEDDED = (
    "Production may not use the embedded PostgreSQL and Redis: they trust everybody on this machine and nobody backs "
    "them up. Set DATABASE_URL and REDIS_URL to real servers and leave out EMERALD_EMBEDDED."
)


def refuse_unsafe(settings: Any) -> None:
    """Raises MissingSetting with every sentence that holds of these settings (name -> value)."""
    if found := list(reasons_not_to_start(settings)):
        raise MissingSetting(" ".join(found))


def reasons_not_to_start(settings: Any) -> Iterator[str]:  # noqa: C901  one question after the other
    if settings["EMBEDDED_SERVERS"]:
        yield EMBEDDED
    if settings["DEBUG"]:
        yield "EMERALD_DEBUG is on: its error pages show what people typed. Production runs without it."
    for number, key in enumerate((settings["SECRET_KEY"], *settings["SECRET_KEY_FALLBACKS"])):
        if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS:
            name = "SECRET_KEY_FALLBACKS has a key that" if number else "SECRET_KEY"
            yield f"{name} can be guessed: it must have at least {SHORTEST_KEY} signs, and be random. {MAKE_ONE}"
    yield from _reasons_of_keys(settings)
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts or any(host.startswith(("*", ".")) for host in hosts):
        yield "ALLOWED_HOSTS must name each address people type to reach Emerald, in full: no * and no leading dot."
    if any(not origin.startswith("https://") or "*" in origin for origin in settings["CSRF_TRUSTED_ORIGINS"]):
        yield "CSRF_TRUSTED_ORIGINS must hold whole addresses that begin with https://."
    if not settings["SITE_ADDRESS"].startswith("https://"):
        yield "EMERALD_ADDRESS must begin with https://: it stands in every link that is mailed."
    if not settings["NOTIFY_API"].startswith("https://"):
        yield "NOTIFY_API must begin with https://: the key of GOV.UK Notify travels to it."
    if not settings["REQUIRE_SECOND_FACTOR"]:
        yield "EMERALD_REQUIRE_SECOND_FACTOR is off: a password alone opens children’s records. Leave it out."
    if 0 < len(settings["METRICS_TOKEN"]) < SHORTEST_TOKEN:
        yield f"EMERALD_METRICS_TOKEN can be guessed: it must have at least {SHORTEST_TOKEN} signs. {MAKE_ONE}"
    if not 1 <= settings["IDLE_MINUTES"] <= LONGEST_IDLE_MINUTES:
        yield f"EMERALD_IDLE_MINUTES must be from 1 to {LONGEST_IDLE_MINUTES}."
    if not 1 <= settings["SESSION_HOURS"] <= LONGEST_SESSION_HOURS:
        yield f"EMERALD_SESSION_HOURS must be from 1 to {LONGEST_SESSION_HOURS}."


def _reasons_of_keys(settings: Any) -> Iterator[str]:
    for name in ENCRYPTING:
        if any(len(set(key)) < FEWEST_SIGNS for key in settings[name]):
            yield f"EMERALD_{name} has a key that can be guessed: it must be random. {MAKE_A_KEY}"
    if set(settings["FACTS_KEYS"]) & set(settings["SECOND_STEP_KEYS"]):
        yield "EMERALD_FACTS_KEYS and EMERALD_SECOND_STEP_KEYS share a key: whoever gets one of them would have both."
