"""A connection that was found when somebody saved something, with a record that they cannot open.

They are told nothing of it. Who manages one of the two children, and police liaison of a person or a place, hear of it
and decide whether the one who saved it is told, and what. Of a restricted child only those hear who manage that record.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q

from cases.models import Case, Child, Restriction
from cases.models.children.named import why_not_named
from cases.models.likeness import DECIDES
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.guards import NotYet
from emerald.versioned import Locking
from perpetrators.models.connections.shared import OF, Connection, Elsewhere
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place
from perpetrators.models.register.scope import Scope

NOTICE = """INSERT INTO perpetrators_connectionfound ({of}_id, other_person_id, other_place_id, other_child_id, kind,
    match, words, saved_by_id, saved_at, outcome, answer)
SELECT %(record)s, met.person, met.place, met.child, met.kind, met.match, met.words, %(by)s, %(at)s, '', ''
FROM unnest(%(persons)s::bigint[], %(places)s::bigint[], %(children)s::bigint[], %(kinds)s::varchar[],
    %(matches)s::varchar[], %(words)s::varchar[]) AS met (person, place, child, kind, match, words)
ON CONFLICT DO NOTHING"""


def _side(record: Any, scope: Scope, cases: Mapping[int, str]) -> Elsewhere | None:
    """None of what the reader may not open: the database shows it to them as little as this does."""
    if record is None:
        return None
    of = OF[type(record)]
    if of == "child":
        return Elsewhere(of, record, cases[record.pk]) if record.pk in cases else None
    held = scope.rights_on(record) if of == "person" else scope.rights_on_place(record)
    return Elsewhere(of, record) if Right.READ_SUSPECTS in held else None


class Outcome(models.TextChoices):
    TOLD = "told", "Tell the person who saved it what I write below"
    KEPT = "kept", "Tell them nothing"


def one_of(prefix: str = "") -> Q:
    """Exactly one of person, place and child."""
    sides = ("person", "place", "child")
    return Q(*(Q(**{f"{prefix}{side}__isnull": side != this for side in sides}) for this in sides), _connector=Q.OR)


class FoundQuerySet(models.QuerySet["ConnectionFound"]):
    def waiting(self) -> Self:
        return self.filter(outcome="")

    def for_decider(self, user: User) -> Self:
        """Those `user` may decide; the same people as `perpetrators.due.matches` tells."""
        mine = Case.objects.visible_to(user, DECIDES).order_by().values("child")
        restricted = Restriction.objects.in_force().values("child")
        keeps = user.has_site_right(SiteRight.KEEP_REGISTER)
        saved, other = (
            Q(**{f"{side}__in": mine}) | (Q(**{f"{side}__isnull": True}) if keeps else Q(pk=None))
            for side in ("child", "other_child")
        )
        one = saved & ~Q(other_child__in=restricted) | other & ~Q(child__in=restricted)
        return self.filter(saved & other | one & ~Q(saved_by=user))

    def reported_to(self, user: User) -> Self:
        """What `user` saved and was told about, on records they may still open."""
        scope = Scope(user)
        about = (
            Q(person__in=scope.persons(PersonOfConcern.objects.all(), Right.READ_SUSPECTS))
            | Q(place__in=scope.places(Place.objects.all()))
            | Q(child__in=scope.children())
        )
        return self.filter(about, saved_by=user, outcome=Outcome.TOLD).with_records().order_by("-decided_at", "-pk")

    def about(self, record: Any) -> Self:
        return self.filter(**{OF[type(record)]: record})

    def with_records(self) -> Self:
        return self.select_related(
            "saved_by", "decided_by", "person", "place", "child", "other_person", "other_place", "other_child"
        ).prefetch_related("child__cases", "other_child__cases")

    def oldest_first(self) -> Self:
        return self.with_records().order_by("saved_at", "pk")

    def of_key(self, pk: int) -> "ConnectionFound | None":
        return self.with_records().filter(pk=pk).first()


@track_history(exclude=["match"])
class ConnectionFound(Locking):
    # The record on which it was saved, and the one on which it stood already.
    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="connections_found")
    other_person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, null=True, related_name="+")
    other_place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    other_child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="connections_met")
    kind = models.CharField(max_length=10, choices=ParticularKind)
    match = models.CharField(max_length=120)
    words = models.CharField(max_length=400)  # what connects, as it stands on the record where it was saved
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = FoundQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "connections found"
        constraints = [
            models.CheckConstraint(condition=one_of(), name="connection_found_on_one_record"),
            models.CheckConstraint(condition=one_of("other_"), name="connection_found_with_one_record"),
            models.UniqueConstraint(
                fields=["person", "place", "child", "other_person", "other_place", "other_child", "kind", "match"],
                nulls_distinct=False,
                name="connection_found_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_by=None, decided_at=None)
                | ~Q(outcome="") & ~Q(answer="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="connection_found_decided_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"connection found {self.pk}"

    @classmethod
    def to_decide(cls, user: User) -> "FoundQuerySet":
        """What waits for a decision that `user` may take, the oldest first."""
        return cls.objects.waiting().for_decider(user).oldest_first()

    @classmethod
    def reported_to_user(cls, user: User, *, about: Any | None = None) -> "FoundQuerySet":
        """What `user` saved and was told about, the latest first; only `about` one record where it is given."""
        return (cls.objects.about(about) if about else cls.objects).reported_to(user)

    @classmethod
    def notice(cls, record: Any, found: Iterable[Connection], *, by: User) -> None:
        """Write down each hidden record among `found` (of `Connections`). One statement, also for nothing."""
        met = [(one.item, other) for one in found for other in one.hidden]
        sides = {
            f"{side}s": [other.record.pk if other.of == of else None for _, other in met]
            for of, side in (("person", "person"), ("place", "place"))
        }
        sides["children"] = [other.record.pk if other.of == "child" else None for _, other in met]
        with connection.cursor() as cursor:
            cursor.execute(
                NOTICE.format(of=OF[type(record)]),
                sides
                | {
                    "record": record.pk,
                    "by": by.pk,
                    "at": now(),
                    "kinds": [str(item.kind) for item, _ in met],
                    "matches": [item.match for item, _ in met],
                    "words": [item.words[:400] for item, _ in met],
                },
            )

    @classmethod
    def move_all(cls, gone: PersonOfConcern, stays: PersonOfConcern) -> None:
        """What was found on the record `gone` of a person goes over to `stays`, where it does not stand already."""
        mine = ("person", "place", "child", "other_person", "other_place", "other_child", "kind", "match")
        for side, across in (("person", "other_person"), ("other_person", "person")):
            for one in cls.objects.filter(**{side: gone}).exclude(**{across: stays}):
                setattr(one, side, stays)
                if not cls.objects.filter(**{name: getattr(one, name) for name in mine}).exists():
                    one.save(update_fields=[side])

    @property
    def record(self) -> Any:
        return self.person or self.place or self.child

    @property
    def other(self) -> Any:
        return self.other_person or self.other_place or self.other_child

    def sides_for(self, user: User) -> dict[str, Elsewhere | None]:
        """Those of the two records this person may open, as `shared.Elsewhere` under `saved` and `other`."""
        scope = Scope(user)
        children = [one.pk for one in (self.child, self.other_child) if one]
        cases = dict(
            scope.cases().filter(child__in=children).order_by("opened_on", "pk").values_list("child", "reference")
        )
        return {"saved": _side(self.record, scope, cases), "other": _side(self.other, scope, cases)}

    def gives(self, right: Right, *, to: User) -> bool:
        return type(self).objects.for_decider(to).filter(pk=self.pk).exists()

    def not_given(self, right: Right, *, to: User) -> str:
        return "Only whoever is responsible for one of the two records can decide this."

    def why_not_any_more(self) -> list[str]:
        return [f"{self.decided_by.name} has decided this already."] if self.outcome else []  # type: ignore[union-attr]  # a constraint holds that who stands beside it

    @transaction.atomic
    def decide(self, *, by: User, outcome: str, answer: str) -> Self:
        """Decide once whether the one who saved it is told `answer`; otherwise `answer` says why not. Raises NotYours,
        NotYet."""
        self.begin_change(by=by)
        if outcome not in Outcome.values:
            raise NotYet("Select whether you tell the person who saved it.")
        if not answer.strip():
            raise NotYet("Enter what you tell them, or why you tell them nothing.")
        if outcome == Outcome.TOLD:
            theirs = Scope(by).children().filter(pk=self.other_child_id or 0)
            if obstacles := why_not_named(theirs, [answer], told="Whoever saved it may not see the child."):
                raise NotYet(*obstacles)
        self.outcome, self.answer, self.decided_by, self.decided_at = outcome, answer, by, now()
        self.save()
        return self
