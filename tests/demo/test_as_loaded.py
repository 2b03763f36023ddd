"""The demonstration agrees with the cabinet report (DOMAIN.md section 9, relations 1 to 9), whatever the day."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from cases.models import Allocation, Case, Document, RiskAssessment
from cases.models.access.rights import differences
from cases.models.chronology.entries import ChronologyEntry
from cases.models.chronology.pins import ChronologyPin
from cases.parts import PLAYED, CasePart
from emerald.accounts.models import User
from emerald.audit.history import History
from emerald.demo.calendar import last_report_day
from emerald.demo.cast import CAST, DOMAIN, POLICE, sign_ins
from emerald.drafts.models import Draft
from emerald.mail.models import Mail
from emerald.reminders.models import Absence, Notice
from emerald.wording.matching import found_in
from emerald.wording.models import Term
from interventions.consultations.models import Consultation
from interventions.contacts.models.contact import Contact
from interventions.models import Session
from interventions.planned.models import PlannedSession, PutOff
from interventions.sessions.models.addendum import Addendum
from interventions.sessions.models.shared_part import SharedPart
from interventions.sessions.models.struck_out import StruckOut
from perpetrators.models import Breach, LegalEvent, Link, Measure, Particular, PersonOfConcern, Place
from perpetrators.models.register.scope import Scope
from perpetrators.models.reports.counting import Disruption
from perpetrators.models.reports.lists import how_many

pytestmark = pytest.mark.django_db  # also when this file is run by itself
# Everything somebody of the team wrote; a child's own words are as they were said.
TEXTS = {
    Session: ("what_happened", "analysis", "why_not_held", "next_step", "late_reason"),
    SharedPart: ("what_happened",),
    Contact: ("what_was_said", "decisions", "analysis"),
    Consultation: ("question", "advice", "follow_up"),
    ChronologyEntry: ("sentence",),
    Addendum: ("text",),
}


def states(day):
    return Counter(case.state_then for case in Case.objects.as_at(day))


def test_44_children_are_supported_25_victims_and_19_at_risk(loaded):
    assert states(loaded) == {"victim": 25, "at_risk": 19}
    assert Case.objects.as_at(loaded).values("child").distinct().count() == 44


def test_the_history_and_the_cases_say_the_same(loaded):
    assert Counter(Case.objects.open().values_list("state", flat=True)) == states(loaded)


def test_every_victim_has_a_worker_who_may_enter_and_a_session(loaded):
    for case in Case.objects.victims():
        assert case.lead.may_enter(), case
        assert Session.objects.filter(case=case, attendance="held").exists(), case


def test_11_were_closed_since_the_last_report_9_and_2(loaded):
    closed = Case.objects.filter(closed_on__gt=last_report_day(loaded), closed_on__lte=loaded)
    assert Counter(closed.values_list("closure_reason", flat=True)) == {"C1": 9, "C2": 2}


def test_all_nine_of_the_first_reason_were_victims(loaded):
    closed = Case.objects.filter(closed_on__gt=last_report_day(loaded), closure_reason="C1")
    assert {case.state_changes.first().from_state for case in closed} == {"victim"}


def test_55_were_open_on_the_day_of_the_last_report_and_none_was_opened_since(loaded):
    assert Case.objects.as_at(last_report_day(loaded)).count() == 55
    assert not Case.objects.filter(opened_on__gt=last_report_day(loaded)).exists()


def test_rights_agree_with_connections(loaded):
    assert not any(len(missing) or len(too_many) for missing, too_many in differences(Case.objects.all()))


def test_nothing_lies_ahead_and_nobody_has_grown_up(loaded):
    assert all(case.opened_on <= loaded and case.child.age_on(loaded) < 18 for case in Case.objects.open())
    assert not Session.objects.filter(held_at__date__gte=loaded).exists()


def test_there_is_work_for_every_page(loaded):
    left = User.objects.without_access(loaded)
    assert Allocation.objects.current().leads().filter(user__in=left).count() == 2
    assert Case.objects.unallocated().count() == 5
    assert Case.objects.closing().count() == 3
    assert Case.objects.filter(closures__outcome="returned").count() == 1
    assert Case.objects.filter(child__restrictions__lifted_at=None, child__restrictions__isnull=False).count() == 1
    assert Case.objects.open().filter(episode=2).count() == 3


def test_reminders_stand_and_somebody_is_away_and_no_mail_was_made(loaded):
    assert Notice.objects.active().exists()
    assert [one.covered_by.name for one in Absence.objects.on(loaded)] == ["Priya Nair"]
    assert not Mail.objects.exists()


def test_nobody_waits_to_close_with_a_next_step_open(loaded):
    assert not Session.objects.with_next_step_open().filter(case__in=Case.objects.closing()).exists()
    assert Session.objects.with_next_step_open().exists()


def test_there_are_many_sessions_and_no_two_read_the_same(loaded):
    told = list(Session.objects.filter(attendance="held").values_list("what_happened", flat=True))
    assert 750 <= len(told) <= 1100
    # Of a session with several children each child has a short part of its own besides the one of the group.
    alone = Session.objects.filter(attendance="held", group=None, struck_out=None)
    assert len(set(alone.values_list("what_happened", flat=True))) == alone.count()
    assert len(set(told)) > 0.98 * len(told)
    assert not any("{" in text for text in told)


def test_some_sessions_did_not_take_place_and_nobody_was_seen_in_them(loaded):
    kinds = Counter(Session.objects.values_list("attendance", flat=True))
    assert 60 <= kinds["cancelled"] + kinds["did_not_attend"] <= 160
    assert Session.objects.exclude(analysis="").exists()
    for case in Case.objects.exclude(last_seen_on=None):
        assert case.last_seen_on == case.sessions.filter(attendance="held").newest_first()[0].held_on, case


def test_the_year_has_groups_plans_late_notes_and_second_thoughts(loaded):
    assert Session.objects.exclude(group=None).count() >= 25
    assert PlannedSession.objects.to_come().count() >= 15
    assert PlannedSession.objects.not_written_up().count() == 1
    assert PlannedSession.objects.filter(outcome="called_off").exists()
    assert PutOff.objects.count() == 1
    assert not PlannedSession.objects.waiting().filter(case__in=Case.objects.closing()).exists()
    assert Session.objects.exclude(late_reason="").count() >= 10
    assert StruckOut.objects.count() == 3
    assert Addendum.objects.count() >= 10


def test_there_is_work_beside_the_sessions(loaded):
    assert 180 <= Contact.objects.count() <= 330
    assert Contact.objects.exclude(late_reason="").exists()
    assert Consultation.objects.count() == 30
    assert ChronologyPin.objects.active().count() >= 5
    assert Document.objects.values("case").distinct().count() == 8
    assert Draft.of(User.objects.get(email="priya.nair@emerald.example")).count() == 3


def test_no_text_blames_a_child(loaded):
    terms = list(Term.objects.in_use())
    assert terms
    told = [text for model, names in TEXTS.items() for row in model.objects.values_list(*names) for text in row]
    assert not [(text, found) for text in told if (found := found_in(text, terms))]


def against(kind, **more):
    """The men against whom a measure of this kind stands."""
    return set(Measure.objects.live().filter(kind=kind, **more).values_list("person", flat=True))


def test_nine_men_are_being_disrupted_each_with_a_warning_notice_in_force(loaded):
    suspected = PersonOfConcern.objects.filter(sex="M", legal_status__in=("suspected", "arrested"))
    men = set(suspected.values_list("pk", flat=True))
    numbers = Disruption(Scope(User.objects.get(email=f"{POLICE}@{DOMAIN}")), loaded)
    assert len(men) == 9 == numbers.number == PersonOfConcern.objects.count()
    assert against("cawn") == men
    assert Measure.objects.live().filter(kind="cawn").count() == 13  # a row for each child and suspect


def test_five_are_on_bail_one_under_the_councils_injunction_two_under_a_providers_one_under_an_order(loaded):
    kinds = [
        against("pre_charge_bail"),
        against("civil_injunction", applicant_class="council"),
        against("civil_injunction", applicant_class="housing"),
        against("sro"),
    ]
    assert [len(each) for each in kinds] == [5, 1, 2, 1]
    assert len(set.union(*kinds)) == 9  # the simplest reading of the report: each has one of them


def test_those_on_bail_were_arrested_and_the_law_of_the_arrests_day_holds(loaded):
    on_bail = against("pre_charge_bail")
    assert set(LegalEvent.objects.filter(step="arrest").values_list("person", flat=True)) == on_bail
    regimes = Measure.objects.filter(kind="pre_charge_bail").values_list("facts__regime", "facts__stage")
    assert Counter(regimes) == {("2022", "initial"): 4, ("2022", "first"): 1}


def test_the_councils_injunction_was_broken_and_he_is_in_prison_and_still_counted(loaded):
    breach = Breach.objects.get()
    assert (breach.measure.applicant_class, breach.measure.state) == ("council", "breached")
    assert breach.sentence_days and breach.outcome.startswith("Imprisonment")


def test_the_register_has_something_in_each_of_its_lists(loaded):
    numbers = how_many(Measure.objects.all())
    assert all(numbers[which] for which in ("in_force", "expiring", "unserved", "breached", "pending"))
    assert Place.objects.count() == 4
    assert Link.objects.filter(other__isnull=False).count() == 2
    assert Particular.objects.filter(kind="vehicle", match__contains="?").count() == 2


def everything_kept():
    """Every change of every row there has been: one more would be a change."""
    return sum(model.objects.count() for model in History.__subclasses__()), User.objects.count(), Case.objects.count()


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before, said = everything_kept(), StringIO()
    call_command("load_demo", stdout=said)
    assert said.getvalue() == "The demonstration is here already. Nothing was changed.\n"
    assert everything_kept() == before


def test_everybody_listed_can_sign_in(loaded):
    for _, _, email, password, _ in sign_ins():
        person = User.objects.get_by_natural_key(email)
        assert person.check_password(password) and person.may_enter(), email
    assert not any(User.objects.get(email=one.email).may_enter(loaded) for one in CAST if not one.may_sign_in)


def test_everybody_has_the_role_of_the_table(loaded):
    for member in CAST:
        person = User.objects.get(email=member.email)
        assert (person.name, person.role, person.teams.count()) == (member.name, member.role.key, len(member.teams))


def test_nobody_met_a_child_after_they_had_left(loaded):
    for person in User.objects.without_access(loaded):
        assert not Session.objects.filter(recorded_by=person, held_at__date__gt=person.access_ends_on).exists()


def test_the_leaver_leads_no_victim(loaded):
    assert (
        not Case.objects.victims()
        .filter(allocations__user__in=User.objects.without_access(loaded), allocations__ended_on=None)
        .exists()
    )


def test_every_child_supported_has_a_history_of_signed_levels_that_fits(loaded):
    for case in Case.objects.open():
        signed = case.risk_assessments.signed_off().in_order()
        assert 1 <= len(signed) <= 4, case
        assert case.risk_level == list(signed)[-1].level
        assert all(one.decided_by != one.submitted_by for one in signed)
    assert not Case.objects.victims().at_level("low").exists()
    assert {*Case.objects.open().values_list("risk_level", flat=True)} == {"low", "medium", "high"}


def test_assessments_are_under_way_in_every_state(loaded):
    assert Counter(RiskAssessment.objects.under_way().values_list("status", flat=True)) == {
        "submitted": 2,
        "returned": 1,
        "draft": 1,
    }
    assert Case.objects.assessments_waiting_for_sign_off().count() == 2


def test_what_is_written_about_risk_varies(loaded):
    told = {(one.spoken_to, one.childs_view, one.protective_factors) for one in RiskAssessment.objects.all()}
    assert len(told) > 40


def test_every_record_that_a_part_says_the_demonstration_has_is_there_and_no_other(loaded):
    records = CasePart.joined("records")
    there = {record.model for record in records if apps.get_model(record.model)._base_manager.exists()}
    said = {record.model for record in records if record.demonstration == PLAYED}
    assert sorted(said - there) == [], "say in the part why the demonstration has none"
    assert sorted(there - said) == [], "the demonstration has some"
