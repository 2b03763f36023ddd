"""Other contacts and consultations, recorded through the verbs the pages use."""

from datetime import timedelta

from django.utils import timezone

from interventions.models import Consultation, Contact
from tests.days import an_hour_ago, standing_at


def make_contact(
    case,
    *,
    by,
    happened_at=None,
    kind="phone",
    direction="made",
    with_whom="carer",
    what_was_said="He had been home all evening.",
    late_reason="I was on leave.",
    **written,
):
    """A call an hour ago unless `happened_at` (aware datetime) says otherwise."""
    return Contact.record(
        case,
        by=by,
        happened_at=happened_at or an_hour_ago(case),
        kind=kind,
        direction=direction,
        with_whom=with_whom,
        what_was_said=what_was_said,
        late_reason=late_reason,
        **written,
    )


def make_meeting(case, *, by, **written):
    told = {
        "kind": "meeting",
        "direction": "",
        "with_whom": "professional",
        "agency": "Police",
        "present": "PC Olver; Ms Cardew, school",
        "decisions": "School rings on the first missed morning.",
    }
    return make_contact(case, by=by, **told | written)


def make_old_contact(case, *, by, hours=25, **written):
    """A contact recorded that many hours ago, an hour after it happened."""
    then = timezone.now() - timedelta(hours=hours)
    with standing_at(then):
        return make_contact(case, by=by, happened_at=then - timedelta(hours=1), **written)


def make_consultation(
    *,
    by,
    team,
    given_at=None,
    case=None,
    to_name="Bryn Olver",
    to_agency="Harbour School",
    kind="signs",
    question="A pupil has a second phone. Is it a sign?",
    advice="Write down what you see, and ring us.",
    **more,
):
    """Advice given an hour ago unless `given_at` says otherwise."""
    return Consultation.give(
        by=by,
        team=team,
        case=case,
        given_at=given_at or an_hour_ago(case),
        to_name=to_name,
        to_agency=to_agency,
        kind=kind,
        question=question,
        advice=advice,
        **more,
    )
