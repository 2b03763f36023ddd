"""gunicorn's own words go where all others go, in the same form."""

import logging
from typing import Any

from gunicorn.glogging import Logger


class OneLog(Logger):
    def setup(self, cfg: Any) -> None:
        """No handlers of its own: its lines are passed on to the root, which the settings arrange."""
        self.loglevel = self.LOG_LEVELS.get(cfg.loglevel.lower(), logging.INFO)
        self.error_log.setLevel(self.loglevel)
        self.error_log.propagate = True
        self.access_log.disabled = True
