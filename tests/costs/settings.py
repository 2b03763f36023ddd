"""Production's own settings, and what a page costs in its answer's head."""

from tests.production.settings import *  # noqa: F403  all of it is the point
from tests.production.settings import MIDDLEWARE

MIDDLEWARE = ["tests.costs.counted.counted", *MIDDLEWARE]
