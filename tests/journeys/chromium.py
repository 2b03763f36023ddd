"""The machine's own Chromium: nothing downloads a browser.

Its headless shell goes first: it draws no window, so that a page costs a quarter less of a processor and a new window a
quarter of what it costs the whole browser.
"""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WHERE_TO_GET_IT = "They need Chromium. On Debian or Ubuntu: apt-get install chromium-headless-shell (or chromium)"


def find_chromium():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)
