"""Addresses of cases. A verb is a noun of its own: GET asks, POST does."""

from django.urls import path

from cases import references  # noqa: F401  registers the converter `case`
from cases.views import (
    allocation,
    case,
    child,
    child_details,
    chronology,
    closure,
    finding,
    handing_over,
    home,
    indicators,
    lists,
    opening,
    readers,
    restriction,
    risk,
    status,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("cases/", lists.my_cases, name="my_cases"),
    path("cases/team/", lists.team_cases, name="team_cases"),
    path("cases/unallocated/", lists.unallocated_cases, name="unallocated_cases"),
    path("cases/closures/", lists.closures_waiting, name="closures_waiting"),
    path("cases/assessments/", risk.waiting, name="assessments_waiting"),
    path("cases/find/", finding.find_child, name="find_child"),
    # Opening: look for the child first, then open.
    path("cases/open/", opening.look_for_child, name="open_case"),
    path("cases/open/new-child/", opening.open_for_new_child, name="open_case_new_child"),
    path("cases/<case:reference>/next-episode/", opening.next_episode, name="next_episode"),
    # One case.
    path("cases/<case:reference>/", case.overview, name="case"),
    path("cases/<case:reference>/chronology/", chronology.chronology, name="case_chronology"),
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
    path("cases/<case:reference>/restriction/", restriction.restriction, name="case_restriction"),
    path("cases/<case:reference>/restriction/new/", restriction.restrict, name="restrict"),
    path("cases/<case:reference>/restriction/names/", restriction.change_names, name="restriction_names"),
    path("cases/<case:reference>/restriction/end/", restriction.lift, name="lift_restriction"),
    path("cases/<case:reference>/readers/", readers.readers, name="case_readers"),
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
    path("cases/<case:reference>/child/needs/", child.needs, name="child_needs"),
    path("cases/<case:reference>/child/<slug:kind>/new/", child_details.add, name="add_child_detail"),
    path("cases/<case:reference>/child/<slug:kind>/<int:pk>/", child_details.change, name="change_child_detail"),
    path("cases/<case:reference>/child/<slug:kind>/<int:pk>/removal/", child_details.remove,
         name="remove_child_detail"),
    # The questions of the risk assessment.
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/new/", indicators.add, name="add_indicator"),
    path("indicators/<int:indicator>/", indicators.reword, name="reword_indicator"),
    path("indicators/<int:indicator>/retirement/", indicators.retire, name="retire_indicator"),
    # A leaver's cases.
    path("people/<int:pk>/hand-over/", handing_over.hand_over, name="hand_over"),
]
