"""Addresses of cases. A verb is a noun of its own: GET asks, POST does."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from cases.views import (
    case,
    closure,
    documents,
    due,
    home,
    indicators,
    likeness,
    lists,
    opening,
    presence,
    risk,
    status,
)
from cases.views.access import allocation, handing_over, readers, restriction, team_moves, teams
from cases.views.children import child, child_details, search
from cases.views.chronology import chronology, events, packs
from cases.views.planning import frequencies, oversight, plan, reviews

urlpatterns = [
    path("", home.home, name="home"),
    path("due/", due.due, name="due"),
    path("due/team/", due.due_team, name="due_team"),
    path("due/calendar/<str:token>.ics", due.calendar_feed, name="calendar_feed"),
    path("cases/", lists.my_cases, name="my_cases"),
    path("cases/alike/", likeness.likenesses, name="likenesses"),
    path("cases/alike/<int:likeness>/", likeness.likeness, name="likeness"),
    path("cases/team/", lists.team_cases, name="team_cases"),
    path("cases/unallocated/", lists.unallocated_cases, name="unallocated_cases"),
    path("cases/closures/", lists.closures_waiting, name="closures_waiting"),
    path("cases/assessments/", risk.waiting, name="assessments_waiting"),
    path("cases/find/", search.find_child, name="find_child"),
    # Opening: look for the child first, then open.
    path("cases/open/", opening.look_for_child, name="open_case"),
    path("cases/open/new-child/", opening.open_for_new_child, name="open_case_new_child"),
    path("cases/<case:reference>/next-episode/", opening.next_episode, name="next_episode"),
    # One case.
    path("cases/<case:reference>/", case.overview, name="case"),
    path("cases/<case:reference>/here/", presence.here, name="here"),
    path("cases/<case:reference>/chronology/", chronology.chronology, name="case_chronology"),
    path("cases/<case:reference>/chronology/print/", chronology.print_chronology, name="print_chronology"),
    path("cases/<case:reference>/chronology/events/new/", events.record_event, name="record_event"),
    path("cases/<case:reference>/chronology/<int:entry>/withdrawal/", events.withdraw_event, name="withdraw_event"),
    path("cases/<case:reference>/chronology/<int:entry>/pin/", events.pin, name="pin_entry"),
    path("cases/<case:reference>/chronology/<int:entry>/unpin/", events.unpin, name="unpin_entry"),
    path("cases/<case:reference>/packs/", packs.packs, name="packs"),
    path("cases/<case:reference>/packs/new/", packs.make_pack, name="make_pack"),
    path("cases/<case:reference>/status/", status.history, name="case_status"),
    path("cases/<case:reference>/status/victim/", status.identify_as_victim, name="identify_as_victim"),
    path("cases/<case:reference>/status/step-down/", status.step_down, name="step_down"),
    path("cases/<case:reference>/closure/", closure.closure, name="case_closure"),
    path("cases/<case:reference>/closure/proposal/", closure.propose, name="propose_closure"),
    path("cases/<case:reference>/closure/approval/", closure.approve, name="approve_closure"),
    path("cases/<case:reference>/closure/return/", closure.give_back, name="return_closure"),
    path("cases/<case:reference>/closure/withdrawal/", closure.withdraw, name="withdraw_closure"),
    path("cases/<case:reference>/allocation/", allocation.history, name="case_allocation"),
    path("cases/<case:reference>/allocation/new/", allocation.allocate, name="allocate"),
    path("cases/<case:reference>/allocation/<int:allocation>/end/", allocation.end, name="end_allocation"),
    path("cases/<case:reference>/allocation/<int:allocation>/end-reading/", allocation.end_reading, name="end_reading"),
    path(
        "cases/<case:reference>/allocation/<int:allocation>/give-reading-back/",
        allocation.give_reading_back,
        name="give_reading_back",
    ),
    path("cases/<case:reference>/restriction/", restriction.restriction, name="case_restriction"),
    path("cases/<case:reference>/restriction/new/", restriction.restrict, name="restrict"),
    path("cases/<case:reference>/restriction/names/", restriction.change_names, name="restriction_names"),
    path("cases/<case:reference>/restriction/end/", restriction.lift, name="lift_restriction"),
    path("cases/<case:reference>/readers/", readers.readers, name="case_readers"),
    # The plan, its reviews, and the managers' oversight.
    path("cases/<case:reference>/plan/", plan.plan, name="case_plan"),
    path("cases/<case:reference>/plan/change/", plan.write, name="write_plan"),
    path("cases/<case:reference>/plan/actions/new/", plan.add_action, name="add_plan_action"),
    path("cases/<case:reference>/plan/actions/<int:action>/", plan.change_action, name="change_plan_action"),
    path("cases/<case:reference>/plan/actions/<int:action>/end/", plan.resolve_action, name="resolve_plan_action"),
    path("cases/<case:reference>/reviews/", reviews.reviews, name="case_reviews"),
    path("cases/<case:reference>/reviews/<int:review>/", reviews.review, name="review"),
    path("cases/<case:reference>/reviews/<int:review>/day/", reviews.plan_review, name="plan_review"),
    path("cases/<case:reference>/reviews/<int:review>/held/", reviews.hold_review, name="hold_review"),
    path("cases/<case:reference>/reviews/<int:review>/not-held/", reviews.put_off_review, name="put_off_review"),
    path("cases/<case:reference>/oversight/", oversight.oversight, name="case_oversight"),
    path("cases/<case:reference>/oversight/decision/", oversight.record_decision, name="record_decision"),
    path("cases/<case:reference>/oversight/supervision/", oversight.record_supervision, name="record_supervision"),
    path("settings/how-often/", frequencies.frequencies, name="frequencies"),
    path("settings/how-often/<int:pk>/", frequencies.change_frequency, name="change_frequency"),
    # Its documents.
    path("cases/<case:reference>/documents/", documents.documents, name="case_documents"),
    path("cases/<case:reference>/documents/new/", documents.add_documents, name="add_documents"),
    path("cases/<case:reference>/documents/<int:document>/", documents.download_document, name="download_document"),
    path(
        "cases/<case:reference>/documents/<int:document>/removal/",
        documents.take_off_document,
        name="take_off_document",
    ),
    path("cases/<case:reference>/risk/", risk.risk, name="case_risk"),
    path("cases/<case:reference>/risk/new/", risk.start, name="start_assessment"),
    path("cases/<case:reference>/risk/<int:assessment>/", risk.assessment, name="risk_assessment"),
    path("cases/<case:reference>/risk/<int:assessment>/answers/", risk.write, name="write_assessment"),
    path("cases/<case:reference>/risk/<int:assessment>/level/", risk.choose_level, name="choose_level"),
    path("cases/<case:reference>/risk/<int:assessment>/sign-off/", risk.sign_off, name="sign_off_assessment"),
    path("cases/<case:reference>/risk/<int:assessment>/return/", risk.give_back, name="return_assessment"),
    # The child.
    path("cases/<case:reference>/child/", child.child, name="case_child"),
    path("cases/<case:reference>/child/identity/", child.identity, name="child_identity"),
    path("cases/<case:reference>/child/numbers/", child.numbers, name="child_numbers"),
    path("cases/<case:reference>/child/needs/", child.change_needs, name="child_needs"),
    path("cases/<case:reference>/child/<slug:kind>/new/", child_details.add, name="add_child_detail"),
    path("cases/<case:reference>/child/<slug:kind>/<int:pk>/", child_details.change, name="change_child_detail"),
    path(
        "cases/<case:reference>/child/<slug:kind>/<int:pk>/removal/", child_details.remove, name="remove_child_detail"
    ),
    # The questions of the risk assessment.
    path("settings/indicators/", indicators.indicators, name="indicators"),
    path("settings/indicators/new/", indicators.add, name="add_indicator"),
    path("settings/indicators/<int:indicator>/", indicators.reword, name="reword_indicator"),
    path("settings/indicators/<int:indicator>/retirement/", indicators.retire, name="retire_indicator"),
    # Teams, and which of them has a case.
    path("cases/<case:reference>/team/", team_moves.move_case, name="move_case"),
    path("teams/", teams.my_teams, name="my_teams"),
    path("teams/moves/<int:told>/", team_moves.team_move, name="team_move"),
    path("teams/<slug:slug>/move/", team_moves.move_cases, name="move_cases"),
    path("teams/<slug:slug>/split/", team_moves.split_team, name="split_team"),
    path("teams/<slug:slug>/join/", teams.join_team, name="join_team"),
    path("teams/<slug:slug>/end/", teams.end_team, name="end_team"),
    # A leaver's cases.
    path("people/<int:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
]
