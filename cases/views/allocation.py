"""Who works a case, and who did."""

from django.http import Http404
from django.views.decorators.http import require_safe

from cases.door import open_case
from cases.forms.allocation import AllocateForm, EndForm
from cases.views.page import case_page, question_page
from emerald.accounts.permissions import Right
from emerald.drafts.keeping import answers, keeps_drafts
from emerald.drafts.once import once


@require_safe
def history(request, reference):
    case = open_case(request, reference)
    everybody = case.allocations.with_people()
    return case_page(request, case, "cases/allocation.html", tab="case_allocation", whom_to_ask=case.whom_to_ask(),
                     current=[one for one in everybody if one.is_current],
                     ended=[one for one in everybody if not one.is_current])


@once
@keeps_drafts("Allocate or link somebody")
def allocate(request, reference):
    case = open_case(request, reference, to=Right.ALLOCATE)
    form = AllocateForm(answers(request), case=case)
    return question_page(
        request, case, form, "cases/allocate.html", tab="case_allocation",
        done=lambda saved: f"{saved.worker.name} is now {saved.outcome.get_part_display().lower()}.")


@once
@keeps_drafts("End an allocation")
def end(request, reference, allocation):
    case = open_case(request, reference, to=Right.ALLOCATE)
    ending = case.allocations.with_people().of_key(allocation)
    if ending is None:
        raise Http404("No such allocation on this case.")
    form = EndForm(answers(request), case=case, allocation=ending)
    return question_page(request, case, form, "cases/end_allocation.html", tab="case_allocation",
                         done=f"{ending.user.name} no longer works this case.", allocation=ending)
