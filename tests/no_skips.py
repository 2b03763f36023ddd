"""Plugin for continuous integration (`-p tests.no_skips`): a test that did not run is a failure."""

import os

import pytest

from tests.journeys.chromium import WHERE_TO_GET_IT, find_chromium

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def pytest_configure(config):
    if find_chromium() is None:
        raise pytest.UsageError(f"The journeys in a browser may not be left out here. {WHERE_TO_GET_IT}")
    config.pluginmanager.register(NoSkips(), "no-skips")


class NoSkips:
    def __init__(self):
        self.skipped = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report):
        self._note(report)
        if WORKER and report.skipped:  # of what a process of several collects, only failures reach the one that counts
            report.outcome, report.longrepr = "failed", f"NOT RUN: {report.nodeid}. Nothing may be skipped here."

    def pytest_runtest_logreport(self, report):
        self._note(report)

    def _note(self, report):
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if self.skipped and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        for nodeid in self.skipped:
            terminalreporter.write_line(f"NOT RUN: {nodeid}. Nothing may be skipped here.", red=True)
