"""Production's own settings, but the style sheets stay where they are: collecting them is proven in tests/setup."""

from emerald.settings import *  # noqa: F403  all of it is the point
from emerald.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
