"""The machine's own Chromium: nothing downloads a browser."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
WHERE_TO_GET_IT = "They need Chromium. On Debian or Ubuntu: apt-get install chromium"


def find_chromium():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)
