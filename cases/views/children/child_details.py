"""Whatever a child has several of: other names, times of being looked after, addresses, carers, professionals."""

from django.contrib import messages

from cases.door import open_case
from cases.forms.children.details import RemovalForm
from cases.forms.children.kinds import kind_of
from cases.registries.noticed import noticed
from cases.views.page import question_page
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent

SAVED = 302  # it leads away from the form only once it was saved


@idempotent
@autosaved("Add to the child’s details")
@needs(Right.EDIT_CHILD)
def add(request, reference, kind):
    case, kind = open_case(request, reference), kind_of(kind)
    return _keep(request, case, kind, kind.model(child=case.child), "Add")


@idempotent
@autosaved("Change the child’s details")
@needs(Right.EDIT_CHILD)
def change(request, reference, kind, pk):
    case, kind = open_case(request, reference), kind_of(kind)
    return _keep(request, case, kind, kind.find(case.child, pk), "Change")


@idempotent
@needs(Right.EDIT_CHILD)
def remove(request, reference, kind, pk):
    case, kind = open_case(request, reference), kind_of(kind)
    record = kind.find(case.child, pk)
    form = RemovalForm(answers(request), case=case, record=record)
    return question_page(
        request,
        case,
        form,
        "cases/child_detail_removal.html",
        tab="case_child",
        done="It was removed.",
        kind=kind,
        record=record,
    )


def _keep(request, case, kind, record, verb):
    form = kind.form(answers(request), case=case, record=record)
    answer = question_page(
        request, case, form, "cases/child_detail.html", tab="case_child", done=kind.saved, kind=kind, verb=verb
    )
    if answer.status_code == SAVED:
        for sentence in noticed(case, form.outcome, by=request.user):
            messages.warning(request, sentence)
    return answer
