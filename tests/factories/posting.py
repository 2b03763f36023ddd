"""What a browser would post."""

from django.utils import timezone


def date_parts(name, day=None):
    """The three boxes of a date question; default today."""
    day = day or timezone.localdate()
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
