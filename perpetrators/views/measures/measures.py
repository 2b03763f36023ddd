"""Measures: those of a person or a place, one in full, proposing one and recording one that was made."""

from django.http import Http404
from django.views.decorators.http import require_safe

from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right
from emerald.asking import ask
from emerald.drafts.autosave import answers, autosaved
from emerald.drafts.idempotency import idempotent
from perpetrators.door import open_measure, open_person, open_place
from perpetrators.forms.measures.making import ProposeForm, record_form_of
from perpetrators.models.law.catalogue.kinds import KINDS, groups
from perpetrators.presenters.measure import MeasurePresenter
from perpetrators.presenters.subject import Subject
from perpetrators.views.measures.page import measure_page
from perpetrators.views.page import header_of, record_page


@require_safe
@needs(Right.READ_SUSPECTS)
def measure(request, measure):
    """One measure in full, as far as its reader may see what it names."""
    found = open_measure(request, measure)
    return measure_page(request, found, "perpetrators/measure.html", presented=MeasurePresenter(found), row=found.row)


def _open(request, suspect, place):
    """The person or the place, through its door."""
    record = open_person(request, suspect) if suspect else open_place(request, place)
    return Subject(record)


def _page(request, subject, template, **words):
    record = subject.record
    header = (
        header_of(record)
        if subject.is_person
        else {"title": record.name, "status": (record.get_kind_display(), "blue"), "facts": [record.area.name]}
    )
    return record_page(request, record, template, header=header, tab=subject.page("measures"), subject=subject, **words)


@require_safe
@needs(Right.READ_SUSPECTS)
def measures_of(request, suspect=None, place=None):
    """Every measure against a person or at a place that the reader may see, newest first."""
    return _page(request, _open(request, suspect, place), "perpetrators/measures_of.html")


@require_safe
@needs(Right.RECORD_SUSPECTS)
def choose_measure(request, suspect=None, place=None):
    """The catalogue, to choose from."""
    subject = _open(request, suspect, place)
    return _page(request, subject, "perpetrators/choose_measure.html", groups=subject.fitting(groups()))


def _row(kind, subject):
    row = KINDS.get(kind)
    if row is None or not subject.fits(row):
        raise Http404("There is no such measure here.")
    return row


@idempotent
@autosaved("Propose a measure")
@needs(Right.RECORD_SUSPECTS)
def propose_measure(request, kind, suspect=None, place=None):
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
def record_measure(request, kind, suspect=None, place=None):
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
