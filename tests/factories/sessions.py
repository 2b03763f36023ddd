"""Sessions of direct work, recorded through the verb the pages use."""

from datetime import timedelta

from django.utils import timezone

from interventions.models import Session


def make_session(case, *, by, held_at=None, place="At school", work="safety", child_seen_alone=True,
                 what_happened="We talked about the way home.", childs_words="", next_step="", next_step_on=None):
    """A session held an hour ago unless `held_at` (aware datetime) says otherwise."""
    return Session.record(
        case, by=by, held_at=held_at or timezone.now() - timedelta(hours=1), place=place, work=work,
        child_seen_alone=child_seen_alone, what_happened=what_happened, childs_words=childs_words,
        next_step=next_step, next_step_on=next_step_on)
