"""Keeps everything a test run logs, and fails the run when a child's name stands in it: a pytest plugin.

In tests/conftest.py:  pytest_plugins = ["tests.technical_log", ...]
                       def pytest_configure(config): config.technical_log_names = CHILD_NAMES
"""

import logging
import os
from pathlib import Path

import pytest

RUN = os.environ.get("EMERALD_TEST_RUN", "test")  # the set of servers it has: two runs at once have two
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")  # each process that runs tests has a log of its own
FOLDER = Path(__file__).parent.parent / "var" / "log"
LOG = FOLDER / f"{RUN}{WORKER}.log"
# The root, and the one of Django's loggers that does not pass its lines on to it.
_LOGGERS = ("", "django.server")
_handler = pytest.StashKey[logging.Handler]()


def words_found(text, names):
    """The names that occur in the text, whatever their case."""
    folded = text.casefold()
    return sorted(name for name in names if name.casefold() in folded)


def _formatter():
    """The one the settings give the console: what it leaves out is left out in production too."""
    return next(handler.formatter for handler in logging.getLogger().handlers if handler.get_name() == "console")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not WORKER:
        for before in FOLDER.glob(f"{RUN}gw*.log"):
            before.unlink()
    handler = logging.FileHandler(LOG, mode="w", encoding="utf-8")
    handler.setFormatter(_formatter())
    for logger in _LOGGERS:
        logging.getLogger(logger).addHandler(handler)
    session.config.stash[_handler] = handler


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    handler = session.config.stash.get(_handler, None)
    if handler is None:
        return
    for logger in _LOGGERS:
        logging.getLogger(logger).removeHandler(handler)
    handler.close()
    if WORKER:
        return  # the process that sent out the others reads what all of them logged
    told = "".join(path.read_text("utf-8") for path in (LOG, *FOLDER.glob(f"{RUN}gw*.log")))
    found = words_found(told, getattr(session.config, "technical_log_names", ()))
    if found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        reporter.ensure_newline()
        reporter.write_line(f"The technical log {LOG} holds: {', '.join(found)}", red=True, bold=True)
