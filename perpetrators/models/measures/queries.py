"""Which measures: those a reader may see, and those that stand, end, bind or are known by a reference."""

from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Upper
from django.utils import timezone

from cases.models import Child
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from perpetrators.models.measures.expiry import Expiring
from perpetrators.models.measures.found_by import FoundBy
from perpetrators.models.measures.period import BINDS_WHEN_MADE
from perpetrators.models.measures.replacing import end_replaced_of_all_kinds
from perpetrators.models.measures.states import LIVE
from perpetrators.models.register.scope import Scope

if TYPE_CHECKING:
    from perpetrators.models.persons.person import PersonOfConcern


def begun(day: date) -> Q:
    """Of measures that are live: that they stand on `day` already, by the columns an index of the live ones has."""
    return Q(started_on__lte=day) | Q(kind__in=BINDS_WHEN_MADE)


class MeasureQuerySet(Expiring):
    def visible_to(self, user: User, right: Right = Right.READ_SUSPECTS) -> "MeasureQuerySet":
        """Those `user` may see: the only way in. See `perpetrators.models.register.scope`."""
        return Scope(user).measures(self, right)

    def live(self) -> "MeasureQuerySet":
        """Made and not over, also where its first day is still to come. Without those whose last day is over, also
        before the clock has ended them."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()), state__in=LIVE)

    def in_force(self) -> "MeasureQuerySet":
        """What stands against its subject today (DOMAIN.md section 3.1): what a figure of today counts."""
        return self.live().filter(begun(timezone.localdate()))

    def to_tell_of(self) -> "MeasureQuerySet":
        """Those of which something may be due: the live ones, and those whose days changed with what became known of
        their child, until somebody has looked."""
        return self.live() | self.filter(followed_on__isnull=False)

    def of_kind(self, *kinds: str) -> "MeasureQuerySet":
        return self.filter(kind__in=kinds)

    def unserved(self) -> "MeasureQuerySet":
        """Made, live, and not served yet: most orders bind only after service."""
        return self.live().filter(served_on=None)

    def protecting(self, child: Child) -> "MeasureQuerySet":
        named = apps.get_model("perpetrators", "ProtectedChild").objects.filter(measure=OuterRef("pk"), child=child)
        return self.filter(Exists(named))

    def of_reference(self, text: str) -> "MeasureQuerySet":
        """Those of this reference, of an order or a crime of it, or that it is an answer of (`found_by`)."""
        known = FoundBy.objects.filter(text=Upper(Value(text)))
        return self.filter(pk__in=known.values("measure"))

    def end_replaced_of(self, person: "PersonOfConcern", *, by: User) -> None:
        """Of somebody who now has the orders of two records: what a later order ended is over."""
        end_replaced_of_all_kinds(person, by)

    def with_subjects(self) -> "MeasureQuerySet":
        return self.select_related("person", "place", "officer", "area")

    def newest_first(self) -> "MeasureQuerySet":
        return self.order_by("-started_on", "-pk")
