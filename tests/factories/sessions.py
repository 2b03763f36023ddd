"""Sessions of direct work, recorded through the verb the pages use."""

from datetime import timedelta
from unittest.mock import patch

from django.utils import timezone

from interventions.models import Session


def make_session(case, *, by, held_at=None, place="At school", work="safety", child_seen_alone=True,
                 what_happened="We talked about the way home.", late_reason="I was on leave.", **written):
    """A session held an hour ago unless `held_at` (aware datetime) says otherwise."""
    return Session.record(
        case, by=by, held_at=held_at or timezone.now() - timedelta(hours=1), place=place, work=work,
        child_seen_alone=child_seen_alone, what_happened=what_happened, late_reason=late_reason, **written)


def make_missed_session(case, *, by, **written):
    """A session to which the child did not come."""
    told = {"attendance": "did_not_attend", "why_not_held": "No bus ran. We agreed to meet at school instead.",
            "child_seen_alone": None, "what_happened": ""}
    return make_session(case, by=by, **told | written)


def make_old_session(case, *, by, hours=25, **written):
    """A session recorded that many hours ago, an hour after it was held."""
    then = timezone.now() - timedelta(hours=hours)
    with patch.object(timezone, "now", lambda: then):
        return make_session(case, by=by, held_at=then - timedelta(hours=1), **written)
