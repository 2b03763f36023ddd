"""Start-up checks: guardian is set so that it opens nothing by itself.

That nobody holds a right on every case at once is asked in `emerald.accounts.checks`.
"""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from guardian.conf.settings import ANONYMOUS_USER_NAME

MUST_BE_OFF = {
    "GUARDIAN_AUTO_PREFETCH": "It reads every right a person holds, on every case, at every sign of life.",
    "GUARDIAN_LEGACY_GLOBAL_PERMS_GROUP_UNION": "It brings back a leak that guardian 3.5.1 closed.",
}


@register()
def guardian_opens_nothing_by_itself(app_configs: Any | None = None, **kwargs: Any) -> list[Error]:
    found = [
        Error(f"{name} is on.", hint=why, id="cases.E002")
        for name, why in MUST_BE_OFF.items()
        if getattr(settings, name, False)
    ]
    # Left out, it is not None but a name: guardian then keeps an account that everybody who is not signed in acts as.
    if getattr(settings, "ANONYMOUS_USER_NAME", "AnonymousUser") is not None or ANONYMOUS_USER_NAME is not None:
        found.append(
            Error(
                "ANONYMOUS_USER_NAME is not None.",
                id="cases.E001",
                hint="People who are not signed in would have an account that can be given rights.",
            )
        )
    return found
