"""Measures: those of a person or a place, one in full, proposing one and recording one that was made."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_measure, open_person, open_place
from perpetrators.forms.measures.making import ProposeForm, record_form_of
from perpetrators.models import PersonOfConcern
from perpetrators.models.law.catalogue.kinds import KINDS, groups, is_offered
from perpetrators.models.law.catalogue.row import MeasureKind
from perpetrators.presenters.measure import MeasurePresenter
from perpetrators.presenters.subject import Subject
from perpetrators.views.measures.page import measure_page
from perpetrators.views.page import header_of, record_page


@require_safe
@needs(Right.READ_SUSPECTS)
def measure(request: SignedInRequest, measure: str) -> HttpResponse:
    """One measure in full, as far as its reader may see what it names."""
    found = open_measure(request, measure)
    return measure_page(request, found, "perpetrators/measure.html", presented=MeasurePresenter(found), row=found.row)


def _open(request: SignedInRequest, suspect: str | None, place: str | None) -> Subject:
    """The person or the place, through its door."""
    return Subject(open_person(request, suspect) if suspect else open_place(request, place or ""))


def _page(request: SignedInRequest, subject: Subject, template: str, **words: Any) -> HttpResponse:
    record = subject.record
    header = (
        header_of(record)
        if isinstance(record, PersonOfConcern)
        else {"title": record.name, "status": (record.get_kind_display(), "blue"), "facts": [record.area.name]}
    )
    return record_page(request, record, template, header=header, tab=subject.page("measures"), subject=subject, **words)


@require_safe
@needs(Right.READ_SUSPECTS)
def measures_of(request: SignedInRequest, suspect: str | None = None, place: str | None = None) -> HttpResponse:
    """Every measure against a person or at a place that the reader may see, newest first."""
    return _page(request, _open(request, suspect, place), "perpetrators/measures_of.html")


@require_safe
@needs(Right.RECORD_SUSPECTS)
def choose_measure(request: SignedInRequest, suspect: str | None = None, place: str | None = None) -> HttpResponse:
    """The catalogue, to choose from."""
    subject = _open(request, suspect, place)
    return _page(request, subject, "perpetrators/choose_measure.html", groups=subject.fitting(groups()))


def _row(kind: str, subject: Subject) -> MeasureKind:
    row = KINDS.get(kind)
    if row is None or not is_offered(row) or not subject.fits(row):
        raise Http404("There is no such measure here.")
    return row


@idempotent
@autosaved("Propose a measure")
@needs(Right.RECORD_SUSPECTS)
def propose_measure(
    request: SignedInRequest, kind: str, suspect: str | None = None, place: str | None = None
) -> HttpResponse:
    subject = _open(request, suspect, place)
    row = _row(kind, subject)
    form = ProposeForm(answers(request), subject=subject.record, kind=row)
    return ask(
        request,
        form,
        done=lambda form: f"{row.title} proposed.",
        then=lambda form: form.outcome,
        draw=lambda: _page(request, subject, "perpetrators/new_measure.html", form=form, row=row, proposes=True),
    )


@idempotent
@autosaved("Record a measure")
@needs(Right.KEEP_MEASURES)
def record_measure(
    request: SignedInRequest, kind: str, suspect: str | None = None, place: str | None = None
) -> HttpResponse:
    subject = _open(request, suspect, place)
    row = _row(kind, subject)
    form = record_form_of(row)(answers(request), subject=subject.record, kind=row)
    return ask(
        request,
        form,
        done=lambda form: f"Recorded: {', '.join(one.reference for one in form.made)}.",
        then=lambda form: form.made[0] if len(form.made) == 1 else subject.href("measures"),
        draw=lambda: _page(request, subject, "perpetrators/new_measure.html", form=form, row=row, proposes=False),
    )
