"""What somebody began to write and has not saved: theirs alone, until saved, thrown away or forgotten."""

import json
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.db.models import Q, Value
from django.db.models.functions import Replace
from django.shortcuts import get_object_or_404
from django.utils import timezone

from emerald.clock import now
from emerald.drafts.baseline import NAME as AS_SHOWN
from emerald.drafts.baseline import Typed, only_what_differs
from emerald.guards import Refused

# Longer than a holiday or a bout of flu. What nobody came back to after that is no record of anything, and text about
# a child that is on no record must not lie about.
FORGOTTEN_AFTER = timedelta(days=28)
REFERENCE = re.compile(r"\b[A-Z]{2}-\d{4}-\d{4,7}$")  # of whatever record the page is about
LONGEST = 1_500_000  # bytes; a request may bring 10 MB
TOO_LONG = "This is too long to be kept as a draft. Save the page, or make it shorter."
# What proves who somebody is, and what belongs to one copy of the page. The record's version stays: it tells, when the
# draft is sent after all, whether somebody else was quicker.
LEFT_OUT = re.compile(r"password|^(csrfmiddlewaretoken|once|draft|code|as_shown|whose)$", re.IGNORECASE)


class DraftQuerySet(models.QuerySet["Draft"]):
    def at(self, place: str) -> Self:
        return self.filter(place=place)

    def but(self, writing: UUID) -> Self:
        return self.exclude(writing=writing)

    def closed(self) -> Self:
        """Those whose authors may not open the record any more."""
        return self.exclude(closed_at=None)

    def to_give_out(self) -> Self:
        """Those of the closed about which a manager has not decided."""
        return self.closed().filter(given_at=None)

    def forget_old(self) -> tuple[int, dict[str, int]]:
        """Those nobody wrote on for so long; a closed one only once a manager had as long to give it out."""
        old = timezone.now() - FORGOTTEN_AFTER
        return self.filter(Q(closed_at=None) | Q(closed_at__lt=old), saved_at__lt=old).delete()


class Draft(models.Model):
    """One piece of writing on one page, by one person. No history of it is kept: it is not a record yet."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=200)  # the path of the form's own page: references, never a name
    title = models.CharField(max_length=200)  # in the page's own words, for the list
    writing = models.UUIDField()  # two windows on the same page are two pieces of writing, and neither eats the other
    reference = models.CharField(max_length=20, blank=True, db_index=True)  # of the record the page is about
    typed = models.JSONField()  # name -> [texts]; an empty list where the page showed something and it was emptied
    # Whether `typed` is all the page's answers, or only those that differ from what it showed (`drafts.baseline`).
    whole = models.BooleanField(default=True)
    saved_at = models.DateTimeField(default=now, db_index=True)
    # Since when its author may not open the record any more, and whether that is so of the page alone.
    closed_at = models.DateTimeField(null=True)
    closed_by_its_page = models.BooleanField(default=False)
    # The manager who let its author read it all the same.
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "place", "writing"], name="one_draft_of_a_writing")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of(cls, user: Any) -> DraftQuerySet:
        """The person's own drafts, the latest first. Every other reader of drafts starts here."""
        return cls.objects.filter(user=user).order_by("-saved_at", "-pk")

    @classmethod
    def find(cls, user: Any, pk: int) -> "Draft":
        """The person's own draft; somebody else's is not there (404)."""
        return get_object_or_404(cls.of(user), pk=pk)

    @classmethod
    def store(cls, user: Any, *, place: str, title: str, writing: UUID, typed: Typed) -> "Draft":
        """Write down what was typed and the page did not show already (`drafts.baseline`, which comes with it under
        `as_shown`); raises Refused when it is too long."""
        signed = next(iter(typed.get(AS_SHOWN, [])), "")
        typed, whole = only_what_differs(cleaned(typed), signed, writing)
        if len(json.dumps(typed, ensure_ascii=False).encode()) > LONGEST:
            raise Refused(TOO_LONG)
        draft, _ = cls.objects.update_or_create(
            user=user,
            place=place,
            writing=writing,
            defaults={
                "title": title,
                "reference": reference_in(title),
                "typed": typed,
                "whole": whole,
                "saved_at": now(),
            },
        )
        return draft

    def move_to(self, reference: str) -> None:
        """It goes on at the same page of another record; not saved."""
        self.place = self.place.replace(f"/{self.reference}/", f"/{reference}/")
        self.title = self.title.replace(self.reference, reference)
        self.reference = reference

    @classmethod
    def writers_under(cls, path: str) -> models.QuerySet[Any]:
        """Who began to write on a page whose path begins so."""
        return get_user_model().objects.filter(pk__in=cls.objects.filter(place__startswith=path).values("user"))

    @classmethod
    def move_all(cls, writers: Iterable[Any], *, old: str, new: str, under: str) -> None:
        """What these people began on pages under the path `under` goes on at the same page of another record, because
        what it is about was moved from the reference `old` to `new`. It stays its writer's alone."""
        cls.objects.filter(place__startswith=under, user__in=writers).update(
            place=Replace("place", Value(f"/{old}/"), Value(f"/{new}/")),
            title=Replace("title", Value(old), Value(new)),
            reference=Replace("reference", Value(old), Value(new)),
        )


def reference_in(title: str) -> str:
    """The reference at the end of a title, or nothing."""
    found = REFERENCE.search(title)
    return found[0] if found else ""


def take_turns(user: Any, writing: UUID) -> None:
    """Every save of this writing, as a draft or for good, waits here for the other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"draft {user.pk} {writing}"])


def cleaned(typed: Typed) -> Typed:
    """Without what must not be kept, and without the characters PostgreSQL cannot keep."""
    return {
        _storable(name): [_storable(text) for text in texts]
        for name, texts in typed.items()
        if not LEFT_OUT.search(name)
    }


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
