"""Measures as their verbs make them: served, with a child named, broken."""

from datetime import timedelta

from django.utils import timezone

from perpetrators.models import Measure

INJUNCTION = {"court": "Truro County Court", "with_notice": True}
RISK_ORDER = {"court": "Truro Magistrates’ Court", "act": "Sent pictures to a girl of 13."}


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def make_injunction(*, by, person, days=30, **more):
    """A civil injunction made and served so many days ago, until further order."""
    said = {"made_on": days_ago(days), "served_on": days_ago(days), "served_how": "By hand", "served_by": "PC Dray",
            "until_further_order": True, "facts": INJUNCTION}
    return Measure.record_made(by=by, kind="civil_injunction", person=person, **said | more)


def make_bail(*, by, person, arrested_on, **more):
    said = {"made_on": arrested_on, "facts": {"offence": "Sexual activity with a child", "arrested_on": arrested_on}}
    return Measure.record_made(by=by, kind="pre_charge_bail", person=person, **said | more)
