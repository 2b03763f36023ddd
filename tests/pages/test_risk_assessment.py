"""The pages of risk: the tab, the long form, the signature, and who sees a level at all."""

import pytest
from django.urls import reverse

from cases.models import CaseGroupObjectPermission, RiskAssessment
from cases.models.access.visible import permission_ids
from emerald.accounts.permissions import Right
from tests.factories.assessments import all_answered, begin, sign_off, submit
from tests.factories.children import make_case
from tests.factories.people import make_user
from tests.factories.posting import date_parts
from tests.pages.form_reader import FormReader


def page(browser, name, *args, **query):
    return browser.get(reverse(name, args=args), query).text


def test_a_worker_goes_from_the_tab_to_a_submitted_assessment(case, priya, morag, signed_in):
    browser = signed_in(priya)
    assert "No level of risk has been signed off yet" in page(browser, "case_risk", case.reference)
    started = browser.post(
        reverse("start_assessment", args=[case.reference]), {"kind": "assessment", **date_parts("assessed_on")}
    )
    assessment = RiskAssessment.objects.get()
    assert started.url == reverse("write_assessment", args=[case.reference, assessment.pk])
    fields = FormReader(browser.get(started.url).text).fields
    typed = {
        f"{part}_{key}": text for key, words in all_answered(Is_picked_up="yes").items() for part, text in words.items()
    }
    typed |= {
        "spoken_to": "Tamsin.",
        "childs_view": "“I am fine.”",
        "learning_disability": "no",
        "exploitation_types": ["online", "peer"],
    }
    went_to = browser.post(started.url, fields | typed).url
    assert went_to == reverse("choose_level", args=[case.reference, assessment.pk])
    text = browser.get(went_to).text
    assert "Yes to 1: 4 points." in text
    version = FormReader(text).fields["version"]
    refused = browser.post(went_to, {"version": version, "level": "high", "level_reason": ""})
    assert "Enter why your level differs" in refused.text
    browser.post(went_to, {"version": version, "level": "high", "level_reason": "She is frightened."})
    assessment.refresh_from_db()
    assert (assessment.status, assessment.level, assessment.exploitation_types) == (
        "submitted",
        "high",
        ["online", "peer"],
    )
    assert "Sign off</a>" not in page(browser, "risk_assessment", case.reference, assessment.pk)


def test_a_manager_finds_reads_and_signs_it_off(case, priya, morag, signed_in):
    assessment = submit(case, by=priya, level="high")
    browser = signed_in(morag)
    assert case.reference in page(browser, "assessments_waiting")
    assert "She is fine" not in page(browser, "risk_assessment", case.reference, assessment.pk)
    address = reverse("sign_off_assessment", args=[case.reference, assessment.pk])
    assert browser.post(address, {"comment": "Agreed."}).status_code == 302
    text = page(browser, "case_risk", case.reference)
    assert "High risk" in text
    assert "<svg" in text
    assert "No assessment is waiting" in page(browser, "assessments_waiting")


def test_an_unfinished_form_is_saved_and_gone_on_with(case, priya, signed_in):
    assessment = begin(case, by=priya, answers={})
    browser, address = signed_in(priya), reverse("write_assessment", args=[case.reference, assessment.pk])
    key = next(iter(all_answered()))
    fields = FormReader(browser.get(address).text).fields
    refused = browser.post(address, fields | {f"said_{key}": "yes"})
    assert "There is a problem" in refused.text
    assert not assessment.answers.exists()
    assert browser.post(address, fields | {f"said_{key}": "yes", "then": "later"}).status_code == 302
    assert assessment.answers.get().said == "yes"


def test_last_times_answer_stands_beside_the_question_and_is_not_answered_for_today(case, priya, morag, signed_in):
    signed = sign_off(case, by=priya, signer=morag, answers=all_answered("possible"), level="high")
    assessment = case.start_assessment(by=priya, kind="review", assessed_on=signed.assessed_on)
    text = page(signed_in(priya), "write_assessment", case.reference, assessment.pk)
    assert text.count("<b>possible</b>") == len(all_answered())
    assert not [name for name in FormReader(text).fields if name.startswith("said_")]


@pytest.mark.parametrize(
    ("role", "sees_level", "reads"),
    [
        ("caseworker", True, True),
        ("auditor", True, True),
        ("camhs_practitioner", True, False),
        ("business_support", True, False),
    ],
)
def test_who_sees_the_level_and_who_reads_what_is_behind_it(
    role, sees_level, reads, case, priya, morag, team, signed_in
):
    signed = sign_off(case, by=priya, signer=morag, level="high")
    somebody = make_user(role=role, teams=[team])
    if role != "business_support":
        case.allocate(somebody, part="co_worker" if role == "caseworker" else "linked", by=morag)
    browser = signed_in(somebody)
    assert ("High risk" in page(browser, "case", case.reference)) == sees_level
    tab = page(browser, "case_risk", case.reference)
    link = reverse("risk_assessment", args=[case.reference, signed.pk])
    assert (link in tab) == reads
    assert browser.get(link).status_code == (200 if reads else 403)


def test_without_the_right_no_level_is_shown_on_the_case(case, priya, morag, team, signed_in):
    sign_off(case, by=priya, signer=morag, level="high")
    CaseGroupObjectPermission.objects.filter(permission=permission_ids()[Right.READ_RISK]).delete()
    browser = signed_in(make_user(role="business_support", teams=[team]))
    assert "High risk" not in page(browser, "case", case.reference)
    assert browser.get(reverse("case_risk", args=[case.reference])).status_code == 403


def test_the_team_list_shows_levels_and_narrows_by_them(case, priya, morag, signed_in):
    sign_off(case, by=priya, signer=morag, level="high")
    other = make_case(manager=morag)
    browser = signed_in(morag)
    assert {one.reference for one in (case, other) if one.reference in page(browser, "team_cases")} == {
        case.reference,
        other.reference,
    }
    for level, shown in (("high", case), ("none", other), ("low", None)):
        text = page(browser, "team_cases", level=level)
        assert [one for one in (case, other) if one.reference in text] == ([shown] if shown else [])


def test_the_pages_of_risk_cost_the_same_however_much_was_assessed(case, priya, morag, signed_in, queries_of):
    signed = sign_off(case, by=priya, signer=morag, level="high")
    sign_off(case, by=priya, signer=morag, level="low")
    addresses = [
        reverse("case_risk", args=[case.reference]),
        reverse("risk_assessment", args=[case.reference, signed.pk]),
    ]
    few = [queries_of(signed_in(priya), address) for address in addresses]
    for level in ("medium", "high", "low"):
        sign_off(case, by=priya, signer=morag, level=level)
    assert [queries_of(signed_in(priya), address) for address in addresses] == few
    assert max(few) <= 13


def test_the_list_of_what_waits_costs_the_same_however_long_it_is(team, priya, morag, signed_in, queries_of):
    def one_more():
        submit(make_case(manager=morag, lead=priya), by=priya)

    one_more()
    few = queries_of(signed_in(morag), reverse("assessments_waiting"))
    for _ in range(3):
        one_more()
    assert queries_of(signed_in(morag), reverse("assessments_waiting")) == few <= 12
