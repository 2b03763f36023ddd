"""Measures as their verbs make them: served, with a child named, broken."""

from datetime import timedelta

from django.utils import timezone

from perpetrators.models import Measure
from perpetrators.models.measures.document import MeasureDocument
from tests.factories.files import make_upload

INJUNCTION = {"court": "Truro County Court", "with_notice": True}
RISK_ORDER = {"court": "Truro Magistrates’ Court", "act": "Sent pictures to a girl of 13."}


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def make_injunction(*, by, person, days=30, **more):
    """A civil injunction made and served so many days ago, until further order."""
    said = {
        "made_on": days_ago(days),
        "served_on": days_ago(days),
        "served_how": "By hand",
        "served_by": "PC Dray",
        "until_further_order": True,
        "facts": INJUNCTION,
    }
    return Measure.record_made(by=by, kind="civil_injunction", person=person, **said | more)


def make_bail(*, by, person, arrested_on, **more):
    said = {"made_on": arrested_on, "facts": {"offence": "Sexual activity with a child", "arrested_on": arrested_on}}
    return Measure.record_made(by=by, kind="pre_charge_bail", person=person, **said | more)


def terms_of(measure, *, by):
    """A condition, a breach and a paper of a measure in force, as rows; and the kinds to make new ones of: the keys by
    which `tests.access.pages` names them."""
    condition = measure.conditions.create(sort="prohibition", text="Go to Harbour Street")
    breach = measure.breaches.create(
        happened_on=timezone.localdate(),
        what_happened="Waited outside the school.",
        reported_by="Her aunt",
        recorded_by=by,
    )
    mistake = measure.mistakes.create(breach=breach, reason="It was somebody else", said_by=by)
    upload = make_upload(by, "Injunction.png")
    paper = MeasureDocument.objects.create(
        measure=measure, file=upload.file, name=upload.name, kind="order", added_by=by
    )
    upload.delete()
    return {
        "condition": condition.pk,
        "breach": breach.pk,
        "mistake": mistake.pk,
        "paper": paper.pk,
        "measure_kind": "civil_injunction",
        "place_measure_kind": "closure_order",
    }
