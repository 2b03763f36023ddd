"""Everything Emerald does by the clock, on one page.

Beat sends ticks and nothing else: a tick says "see what is due", never what to do, so a lost, doubled or late one does
no harm. Every schedule is a number of seconds: a crontab falls silent for the hour that October repeats. Every tick
expires before the next, so that a worker coming back finds one and not a night's worth.
"""

from typing import Any

from emerald.reminders.conf import REMINDER_SWEEP_SECONDS, REMINDER_TICK_SECONDS


def every(seconds: float, task: str) -> dict[str, Any]:
    """One row of the table."""
    return {"task": task, "schedule": float(seconds), "options": {"expires": seconds * 0.9}}


TIMETABLE = {
    # Who should be told of what today, from the registers: cheap, so that a change takes effect within minutes and not
    # in the night. The days come from dates, not from when it runs. (emerald/decisions/0019-reminders.md)
    "see what is due": every(REMINDER_SWEEP_SECONDS, "emerald.reminders.tasks.sweep"),
    # What is kept of what is due is compared with its sources once a day; the tick only asks whether it was.
    "check what is kept of it": every(60 * 60, "emerald.reminders.tasks.check_due"),
    # The e-mails about it.
    "send reminders": every(REMINDER_TICK_SECONDS, "emerald.reminders.tasks.drain"),
    # The access log's new rows get their seal, so that a later change to them shows. (DESIGN.md section 8)
    "seal the access log": every(60, "emerald.audit.tasks.seal"),
    # Each year the access log and every history begin a new partition. A late one loses nothing: the newest takes
    # whatever comes. (emerald/decisions/0043-partitions.md)
    "begin partitions": every(10 * 60, "emerald.audit.tasks.begin_partitions"),
    # The certificate of Emerald's own address, before it ends and nobody can open the page that says so.
    "look at the certificate": every(60 * 60, "emerald.reminders.tasks.look_at_certificate"),
    # What was sealed of it goes to the council's SIEM, where it has one.
    "write access lines": every(60, "emerald.observability.tasks.write_access_lines"),
    # The whole record is proved once a night; the tick only asks whether it is time.
    "prove the record": every(15 * 60, "emerald.audit.tasks.verify"),
    # Sessions that have ended are forgotten, and with them who signed in from where.
    "forget ended sessions": every(60 * 60, "emerald.accounts.tasks.forget_ended_sessions"),
    # What tells a form sent twice from two forms: kept for a while, then nobody's business.
    "forget old postings": every(60 * 60, "emerald.drafts.tasks.forget_old_postings"),
    # What somebody began to write and left lying for weeks. (emerald/decisions/0008-drafts.md)
    "forget old drafts": every(60 * 60, "emerald.drafts.tasks.forget_old_drafts"),
    # Who has which page open is nobody's business once it is closed.
    "forget pages that were left": every(10 * 60, "cases.tasks.forget_pages_left"),
    # Measures whose last day is over; until then every page reads them as expired already.
    "end measures that ran out": every(60 * 60, "perpetrators.tasks.expire_measures"),
    # The days on which they stood are compared with them once a day; the tick only asks whether it was.
    "check the days of measures": every(60 * 60, "perpetrators.tasks.check_days"),
    # Files that no scanner has answered for yet. (emerald/decisions/0015-attachments.md)
    "scan waiting files": every(60, "emerald.files.tasks.scan_waiting"),
    # Files brought for a page that was never saved, once the draft would be forgotten too.
    "forget abandoned files": every(60 * 60, "emerald.files.tasks.forget_abandoned"),
    # Files on disk whose row never came.
    "sweep files without a row": every(60 * 60, "emerald.files.tasks.sweep"),
}
