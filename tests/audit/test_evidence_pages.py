"""The pages of the access log: for those who may read it, and reading it is on it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from emerald.accounts.permissions import SiteRight
from emerald.accounts.roles import ROLES
from emerald.audit.models import AccessEntry
from emerald.audit.record import record_act
from emerald.oversight.evidence.views import access_log, seals
from tests.factories.bare import past_the_rules
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
PAGES = ("audit_log", "audit_seals")


@pytest.fixture
def reading(client, ada):
    client.force_login(ada)
    return client


def entries_shown(answer):
    return [entry.actor_label for entry in answer.context["entries"]] if answer.context else answer.text


@pytest.mark.parametrize("url_name", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_may_read_the_access_log_do(client, role, url_name):
    client.force_login(make_user(role=role))
    allowed = SiteRight.READ_AUDIT in ROLES[role].site
    assert client.get(reverse(url_name)).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("url_name", PAGES)
def test_reading_the_access_log_is_in_the_access_log(reading, ada, url_name):
    reading.get(reverse(url_name))
    entry = AccessEntry.objects.newest_first().first()
    assert (entry.actor_id, entry.verb, entry.subject, entry.page) == (ada.pk, "listed", "audit log", url_name)


def test_a_search_of_the_access_log_says_what_was_looked_for(reading):
    reading.get(reverse("audit_log"), {"reference": "EM-2026-0042", "verb": "opened"})
    entry = AccessEntry.objects.newest_first().first()
    assert (entry.verb, entry.reference, entry.detail) == (
        "searched",
        "EM-2026-0042",
        "reference: EM-2026-0042, verb: opened",
    )


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, {"EM-2026-0001", "EM-2026-0002"}),
        ({"reference": "em-2026-0002"}, {"EM-2026-0002"}),
        ({"verb": "opened"}, {"EM-2026-0001"}),
        ({"outcome": "refused"}, set()),
        ({"since_day": "1", "since_month": "1", "since_year": "2100"}, set()),
        ({"until_day": "1", "until_month": "1", "until_year": "2020"}, set()),
    ],
)
def test_the_log_is_narrowed_by_each_question(reading, asked, shown):
    record_act("one", "opened", subject="case", reference="EM-2026-0001")
    record_act("two", "exported", subject="case", reference="EM-2026-0002")
    text = reading.get(reverse("audit_log"), asked).text
    assert {reference for reference in ("EM-2026-0001", "EM-2026-0002") if f"case {reference}" in text} == shown


def test_the_log_is_narrowed_to_one_person(reading, ada):
    priya = make_user(name="Priya Nair")
    record_act(priya, "opened", subject="case", reference="EM-2026-0001")
    record_act(ada, "opened", subject="case", reference="EM-2026-0002")
    text = reading.get(reverse("audit_log"), {"person": priya.pk}).text
    assert "case EM-2026-0001" in text
    assert "case EM-2026-0002" not in text


def test_a_refusal_is_shown_with_its_reason(client, reading, ada):
    reading.get("/no-such-page/")
    text = reading.get(reverse("audit_log")).text
    assert "Refused" in text
    assert "There is no such page or record" in text


def test_a_day_is_a_day_in_london():
    record_act("late on the 1st", "opened", subject="case")
    evening = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # 23:30 in London
    entry = AccessEntry(at=evening, actor_label="evening", verb="opened")
    with past_the_rules():  # the moment is the database's to say
        entry.save(force_insert=True)
    on_the_first = AccessEntry.objects.on_or_after(evening.date()).on_or_before(evening.date())
    assert list(on_the_first) == [entry]


def test_the_log_is_paged_by_key_without_losing_or_repeating_an_entry(reading, monkeypatch):
    monkeypatch.setattr(access_log, "ON_A_PAGE", 3)
    for number in range(7):
        record_act(f"reader {number}", "opened", subject="case", reference=f"EM-2026-{number:04}")
    seen, asked = [], {"verb": "opened"}
    while True:
        text = reading.get(reverse("audit_log"), asked).text
        seen += [number for number in range(6, -1, -1) if f"case EM-2026-{number:04}" in text]
        if "after=" not in text:
            break
        asked["after"] = text.split("after=")[1].split('"')[0]
    assert seen == [6, 5, 4, 3, 2, 1, 0]


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 40, "١"])
def test_a_page_key_that_is_none_starts_at_the_newest(reading, nonsense):
    record_act("one", "opened", subject="case", reference="EM-2026-0001")
    assert "case EM-2026-0001" in reading.get(reverse("audit_log"), {"after": nonsense}).text


def test_the_log_costs_the_same_whatever_its_length(reading, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(15) as seen:
            reading.get(reverse("audit_log"))
        return len(seen)

    reading.get(reverse("audit_log"))
    short = cost()
    for number in range(20):
        record_act(f"reader {number}", "opened", subject="case")
    assert cost() == short


def test_entries_that_wait_too_long_for_a_seal_are_told_of(reading, monkeypatch):
    monkeypatch.setattr(seals, "LATE", -seals.LATE)
    assert "waiting for a seal since" in reading.get(reverse("audit_seals")).text
