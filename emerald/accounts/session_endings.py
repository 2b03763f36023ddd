"""Why a session ended, in the sentence the sign-in page shows."""

from django.conf import settings

ACCESS, HOURS, IDLE, OUT = "access", "hours", "idle", "out"
SIGNED_IN_AT = "signed_in_at"  # in the session: seconds since 1970


def sentence(ended: str | None) -> str:
    """The sentence for the word in the address; nothing for any other word, whoever wrote it there."""
    return {
        ACCESS: "You were signed out because your access to Emerald has ended. Your manager can say why.",
        HOURS: f"You were signed out because {settings.SESSION_HOURS} hours passed since you signed in. "
        "Sign in again to carry on.",
        IDLE: f"You were signed out, because nothing happened for {settings.IDLE_MINUTES} minutes or because the "
        "session was ended from another browser. Sign in again to carry on.",
        OUT: "You were signed out before this was saved, perhaps in another tab. Sign in again to carry on.",
    }.get(ended or "", "")
