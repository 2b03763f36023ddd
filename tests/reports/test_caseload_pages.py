"""The pages of the caseload: who gets in, what each look leaves in the log, and dates that make no sense."""

import re
from datetime import timedelta

import pytest

from emerald.audit.models import AccessEntry
from tests.factories.children import make_case

pytestmark = pytest.mark.usefixtures("cases")
PAGES = ("/caseload/", "/caseload/victims/", "/caseload/victims/export/")
NONSENSE = "?on_day=31&on_month=2&on_year=2026"


@pytest.fixture
def signed_in(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "answer"), [("priya", 403), ("ada", 403), ("morag", 200), ("both", 200)])
def test_only_managers_enter(request, signed_in, page, who, answer):
    assert signed_in(request.getfixturevalue(who)).get(page).status_code == answer


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_sign_in(client, page):
    assert client.get(page).status_code == 302


def test_every_number_on_the_page_opens_to_a_list_of_that_length(signed_in, both):
    browser = signed_in(both)
    page = browser.get("/caseload/").text
    links = re.findall(r'href="(/caseload/[^"]+)">(\d+)<', page)
    assert len(links) > 25
    for address, number in links:
        answer = browser.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert len(re.findall(r'href="/cases/EM-', answer.text)) == int(number), address


def test_a_list_leaves_a_read_entry_with_exactly_its_cases(signed_in, both, cases):
    signed_in(both).get("/caseload/victims/")
    entry = AccessEntry.objects.newest_first().first()
    assert (entry.verb, entry.page, entry.subject_ids) == ("listed", "caseload_rows", [cases["victim"].pk])


def test_the_page_says_whose_cases_are_counted(signed_in, morag):
    assert "the cases you can see" in signed_in(morag).get("/caseload/").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (NONSENSE, "The day of the numbers must be a real date"),
        ("?on_day=1&on_month=1", "The day of the numbers must include a year"),
        ("?on_day=1&on_month=1&on_year=2999", "The day of the numbers must be today or in the past"),
        ("?on_day=1&on_month=2&on_year=2026&since_day=2&since_month=2&since_year=2026", "must be before the day"),
    ],
)
@pytest.mark.parametrize("page", PAGES[:2])
def test_dates_that_make_no_sense_are_answered_with_a_sentence(signed_in, both, page, query, sentence):
    answer = signed_in(both).get(page + query)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "EM-2" not in answer.text


def test_a_past_day_keeps_its_date_on_the_way_to_the_list(signed_in, both, today):
    then = today - timedelta(days=10)
    query = f"?on_day={then.day}&on_month={then.month}&on_year={then.year}"
    page = signed_in(both).get(f"/caseload/{query}").text
    assert f"on_day={then.day}&amp;on_month={then.month}&amp;on_year={then.year}" in page


@pytest.mark.parametrize("figure", ["nonsense", "lead-999999", "team-1-closed"])
def test_an_unknown_figure_is_not_found(signed_in, both, figure):
    assert signed_in(both).get(f"/caseload/{figure}/").status_code == 404


def test_the_page_takes_as_many_queries_however_many_cases(signed_in, both, rhona, django_assert_max_num_queries):
    browser = signed_in(both)
    for page in PAGES[:2]:
        browser.get(page)
        with django_assert_max_num_queries(25) as few:
            browser.get(page)
        for _ in range(8):
            make_case(manager=rhona, status="victim")
        with django_assert_max_num_queries(len(few)):
            browser.get(page)
