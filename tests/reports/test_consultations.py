"""Consultations given in a period: a number apart, which opens to its rows and leaves as a file."""

from datetime import timedelta

from django.utils import timezone

from emerald.audit.models import AccessEntry
from tests.factories.contacts import make_consultation
from tests.factories.people import make_user

ROWS, FILE = "/caseload/consultations/", "/caseload/consultations/export/"


def test_the_number_on_the_caseload_opens_to_exactly_the_rows_the_viewer_may_see(
    team, elsewhere, priya, owen, morag, signed_in
):
    make_consultation(by=priya, team=team, to_agency="Harbour School")
    make_consultation(by=owen, team=elsewhere, to_agency="Far School")
    make_consultation(by=priya, team=team, to_agency="Old School", given_at=timezone.now() - timedelta(days=200))
    browser = signed_in(morag)
    assert '>1<span class="govuk-visually-hidden"> – Consultations given</span>' in browser.get("/caseload/").text
    shown = browser.get(ROWS).text
    assert "Consultations given: 1" in shown
    assert "Harbour School" in shown
    assert "Far School" not in shown
    assert "Old School" not in shown


def test_nobody_counted_is_said(morag, signed_in):
    assert "No consultation is counted here." in signed_in(morag).get(ROWS).text


def test_dates_that_make_no_sense_give_no_number(morag, signed_in):
    asked = {"on_day": "31", "on_month": "2", "on_year": "2026"}
    assert "There is a problem" in signed_in(morag).get(ROWS, asked).text
    assert signed_in(morag).get(FILE, asked).status_code == 404


def test_the_list_leaves_as_a_file_for_a_reason_with_its_mark(team, priya, morag, signed_in):
    advice = make_consultation(by=priya, team=team, to_name="=1+1", advice="Never in the file")
    answer = signed_in(morag).post(FILE, {"kind": "csv", "reason": "Cabinet report."})
    first, heads, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert "OFFICIAL-SENSITIVE" in first
    assert "Exported by Morag Ellis" in first
    assert heads.startswith("Given,Given by,Team")
    assert len(rows) == 1
    assert "'=1+1" in rows[0]
    assert "Never in the file" not in answer.text
    entry = AccessEntry.objects.get(verb="exported")
    assert (entry.subject, entry.subject_ids) == ("consultation", [advice.pk])
    assert entry.detail.endswith("csv: Cabinet report.")


def test_who_does_not_see_the_caseload_sees_no_list(team, signed_in):
    browser = signed_in(make_user(role="caseworker", teams=[team]))
    assert browser.get(ROWS).status_code == browser.get(FILE).status_code == 403
