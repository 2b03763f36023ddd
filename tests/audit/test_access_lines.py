"""The access log as lines for the council's SIEM: each entry at least once, none passed over, nothing typed."""

import json
import logging
import re

import pytest

from emerald.audit.record import record_act
from emerald.environment_setup import ROOT
from emerald.observability import tasks
from emerald.observability.access_lines import write_sealed_entries
from emerald.observability.json_lines import JsonLines
from tests.audit.conftest import seal_file

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["seal_file"]
OLDER = """
INSERT INTO audit_accessentry (verb, page, subject, reference, subject_ids, outcome, why, detail)
VALUES ('opened', '', 'case', 'EM-2026-0009', '{}', 'allowed', '', '')
"""


@pytest.fixture
def lines(monkeypatch):
    written = []
    monkeypatch.setattr(
        logging.getLogger("emerald.access_lines"), "info", lambda line: written.append(json.loads(line))
    )
    return written


def look(number, verb="opened"):
    return record_act("a test", verb, subject="case", reference=f"EM-2026-{number:04}", detail="Typed by somebody")


def test_rsyslog_as_the_guide_sets_it_up_finds_every_line_and_no_other(lines, seal, monkeypatch):
    guide = (ROOT / "emerald/docs/OPERATING.md").read_text().partition("### The access log to a SIEM")[2]
    tag, looked_for = re.search(r"""programname == "(.+?)" and \$msg contains '(.+?)' then""", guide).groups()
    assert f"tag: {tag}" in guide
    written = []
    monkeypatch.setattr(logging.getLogger("emerald.access_lines"), "info", written.append)
    look(1), look(2)
    seal()
    write_sealed_entries()
    assert [looked_for in line for line in written] == [True, True]
    record = logging.LogRecord("emerald", logging.INFO, "", 1, "An entry of the log", None, None)
    assert looked_for not in JsonLines().format(record)


def test_what_was_sealed_is_written_once_in_order_and_the_rest_waits(lines, seal):
    look(1), look(2)
    seal()
    look(3)
    assert write_sealed_entries() == 2
    assert write_sealed_entries() == 0
    assert [line["reference"] for line in lines] == ["EM-2026-0001", "EM-2026-0002"]
    seal()
    write_sealed_entries()
    assert [line["reference"] for line in lines][2:] == ["EM-2026-0003"]


def test_a_line_says_who_what_and_when_and_nothing_that_was_typed(lines, seal):
    entry = look(1, verb="exported")
    seal()
    write_sealed_entries()
    [line] = lines
    assert (line["log"], line["id"], line["verb"], line["outcome"]) == ("access", entry.pk, "exported", "allowed")
    assert line["actor_label"] == "a test"
    assert line["at"]
    assert "Typed by somebody" not in json.dumps(line)


@pytest.mark.parametrize(("reference", "told"), [("EM-2026-0001", "EM-2026-0001"), ("Tamsin Quillfeather", "")])
def test_a_reference_that_is_none_was_typed_by_somebody_and_stays_here(reference, told, lines, seal):
    record_act("a test", "searched", subject="audit log", reference=reference)
    seal()
    write_sealed_entries()
    assert [line["reference"] for line in lines] == [told]


def test_a_transaction_that_commits_later_than_younger_ones_is_not_passed_over(lines, seal, another):
    """It has the older number, and is sealed and written with a later seal."""
    with another.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(OLDER)
        look(1)
        cursor.execute("COMMIT")
    look(2)
    seal()
    write_sealed_entries()
    assert sorted(line["reference"] for line in lines) == ["EM-2026-0001", "EM-2026-0002", "EM-2026-0009"]


def test_a_run_that_is_interrupted_begins_again_and_loses_nothing(monkeypatch, seal):
    look(1), look(2)
    seal()
    written = []

    def stops(line):
        written.append(json.loads(line)["reference"])
        if len(written) == 1:
            raise OSError("The disk is full.")

    monkeypatch.setattr(logging.getLogger("emerald.access_lines"), "info", stops)
    with pytest.raises(OSError, match="disk is full"):
        write_sealed_entries()
    write_sealed_entries()
    assert written == ["EM-2026-0001", "EM-2026-0001", "EM-2026-0002"]


@pytest.mark.parametrize(("asked_for", "number"), [(True, 1), (False, 0)])
def test_lines_are_written_only_where_the_council_asked_for_them(asked_for, number, lines, seal, settings):
    settings.ACCESS_LOG_LINES = asked_for
    look(1)
    seal()
    tasks.write_access_lines()
    assert len(lines) == number
