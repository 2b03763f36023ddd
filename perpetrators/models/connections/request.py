"""A request whether anybody knows more of what stands on a record, and what the owners of other records answer.

It is sent to the owner of every record on which the same stands and which its writer cannot open; there may be none.
Until an owner answers, whoever asked does not know whether there is one. An answer opens no record: it
says in words what may be said, and names the other record only where the owner chooses to.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q

from cases.models import Child
from cases.models.access.visible import rights_on
from cases.models.children.named import why_not_named
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from emerald.versioned import Locking
from perpetrators.models.connections.shared import OF, Connections, Elsewhere, Item
from perpetrators.models.persons.identifiers.particular import ParticularKind
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.places.place import Place
from perpetrators.models.register.scope import Scope

ASK_OF = """INSERT INTO perpetrators_connectionreply (request_id, person_id, place_id, child_id, answer)
SELECT %s, asked.person, asked.place, asked.child, ''
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS asked (person, place, child)"""


def one_record() -> Q:
    """Exactly one of person, place and child."""
    sides = ("person", "place", "child")
    return Q(*(Q(**{f"{side}__isnull": side != this for side in sides}) for this in sides), _connector=Q.OR)


class RequestQuerySet(models.QuerySet["ConnectionRequest"]):
    def asked_by(self, user: User) -> Self:
        """Theirs, about records they may still open."""
        scope = Scope(user)
        about = (
            Q(person__in=scope.persons(PersonOfConcern.objects.all(), Right.READ_SUSPECTS))
            | Q(place__in=scope.places(Place.objects.all()))
            | Q(child__in=scope.children())
        )
        return self.filter(about, asked_by=user).with_answers().order_by("-asked_at", "-pk")

    def about(self, record: Any) -> Self:
        return self.filter(**{OF[type(record)]: record}).with_answers().order_by("-asked_at", "-pk")

    def waiting_about(self, item: Item) -> Self:
        """Not answered by anybody yet."""
        return self.filter(kind=item.kind, match=item.match).exclude(replies__answered_at__isnull=False)

    def with_answers(self) -> Self:
        """With the replies that were given; how many are still to come is not even read."""
        given = ConnectionReply.objects.answered().select_related("answered_by", "person", "place", "child")
        return self.select_related("asked_by", "person", "place", "child").prefetch_related(
            models.Prefetch("replies", given.prefetch_related("child__cases"))
        )


@track_history()
class ConnectionRequest(models.Model):
    # The record of whoever asks.
    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ParticularKind)
    match = models.CharField(max_length=120)
    words = models.CharField(max_length=400)  # what connects, as it stands on the asker's record
    why = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)

    objects = RequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["asked_by", "-asked_at"], name="connections_asked_by")]
        constraints = [
            models.CheckConstraint(condition=one_record(), name="connection_is_asked_from_one_record"),
            models.CheckConstraint(condition=~Q(why=""), name="connection_request_says_why"),
        ]

    def __str__(self) -> str:
        return f"connection asked about {self.asked_at:%Y-%m-%d}"

    @property
    def record(self) -> Any:
        return self.person or self.place or self.child

    @property
    def answers(self) -> list["ConnectionReply"]:
        """The replies given so far; what is still to come is not counted, since it would tell how many there are."""
        return [one for one in self.replies.all() if one.answered_at]

    @classmethod
    def asked_here(cls, record: Any, user: User) -> "RequestQuerySet":
        """Of `record`, what `user` asked: nobody else's words, since they may tell of a child of theirs."""
        return cls.objects.about(record).filter(asked_by=user)

    @staticmethod
    @acting_as_emerald("read answers")
    def read(requests: "RequestQuerySet") -> list["ConnectionRequest"]:
        """These, each with the record it asks about and those that answers name."""
        return list(requests)

    @classmethod
    def asked(cls, user: User) -> "RequestQuerySet":
        """Everything `user` asked, the latest first."""
        return cls.objects.asked_by(user)

    @classmethod
    @acting_as_emerald("compare records")
    @transaction.atomic
    def ask(cls, *, by: User, record: Any, key: str, why: str) -> "ConnectionRequest":
        """Ask the owners of those records which share the item `key` (`shared.Item`) with `record` and which `by`
        cannot open. Where there are none it is kept all the same. Raises NotYours, NotYet."""
        if Right.RECORD_SUSPECTS not in rights_to_ask(record, by):
            raise NotYours("To ask about a connection one must be able to record on this record.")
        record.lock()
        connections = Connections(record, Scope(by))
        item, found = connections.item(key), connections.of_key(key)
        if item is None:
            raise NotYet("This does not stand on the record any more.")
        if cls.objects.about(record).waiting_about(item).exists():
            raise NotYet("Somebody has asked about this connection already, and no answer has come yet.")
        if not why.strip():
            raise NotYet("Say why you ask.")
        if obstacles := why_not_told(record, why, by=by):
            raise NotYet(*obstacles)
        asked = cls.objects.create(
            **{OF[type(record)]: record}, kind=item.kind, match=item.match, words=item.words[:400], why=why, asked_by=by
        )
        ConnectionReply.ask_of(asked, found.hidden if found else [])
        return asked


def why_not_told(record: Any, text: str, *, by: User) -> list[str]:
    """Why `text` about `record` cannot go to those who may not open it: it names its child, or one whom its person of
    concern is linked to, of those whom `by` may see."""
    children: Iterable[Child] = [record] if isinstance(record, Child) else ()
    if isinstance(record, PersonOfConcern):
        children = Scope(by).children().filter(pk__in=record.children_now())
    return why_not_named(children, [text], told="Whoever reads it may not see the child.")


def rights_to_ask(record: Any, user: User) -> frozenset[str]:
    """What `user` may do with the record the connection starts from."""
    scope = Scope(user)
    if isinstance(record, PersonOfConcern):
        return scope.rights_on(record)
    if isinstance(record, Place):
        return scope.rights_on_place(record)
    return frozenset().union(*(rights_on(case, user) for case in record.cases.all()))


class ReplyQuerySet(models.QuerySet["ConnectionReply"]):
    def answerable_by(self, user: User) -> Self:
        """Asked of records whose owner `user` is: police liaison of persons and places, whoever records on the case of
        a child of that child. Not one's own requests."""
        scope = Scope(user)
        theirs = Q(child__in=scope.children(Right.RECORD_SUSPECTS))
        if scope.keeps:
            theirs |= Q(child=None)
        return self.filter(theirs).exclude(request__asked_by=user)

    def waiting(self) -> Self:
        return self.filter(answered_at=None)

    def answered(self) -> Self:
        return self.exclude(answered_at=None)

    def with_records(self) -> Self:
        return self.select_related(
            "request__asked_by", "person__officer", "place", "child", "answered_by"
        ).prefetch_related("child__cases")

    def oldest_first(self) -> Self:
        return self.order_by("request__asked_at", "pk")

    def latest_answered(self) -> Self:
        return self.answered().order_by("-answered_at", "-pk")

    def of_key(self, pk: int) -> "ConnectionReply | None":
        return self.with_records().filter(pk=pk).first()


@track_history()
class ConnectionReply(Locking):
    """What the owner of one of the other records answers; empty until they do."""

    request = models.ForeignKey(ConnectionRequest, on_delete=models.PROTECT, related_name="replies")
    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="connection_replies")
    answer = models.TextField(blank=True)
    shares = models.BooleanField(null=True)  # whether the answer names the other record by its reference
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["answered_at", "id"], name="connection_replies"),
            models.Index(fields=["child"], name="connection_reply_of_child"),
        ]
        constraints = [
            models.CheckConstraint(condition=one_record(), name="connection_reply_is_about_one_record"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, shares=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, shares__isnull=False) & ~Q(answer=""),
                name="connection_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk}"

    @property
    def record(self) -> Any:
        return self.person or self.place or self.child

    @property
    def reference(self) -> str:
        """Of the record asked about: of a child the reference of the latest case."""
        if self.child is None:
            return self.record.reference
        return max(self.child.cases.all(), key=lambda case: (case.opened_on, case.pk)).reference

    @property
    def owner_in_words(self) -> str:
        """Who looks after the record asked about."""
        if self.person:
            return self.person.officer.name if self.person.officer else "Police liaison"
        return "Police liaison" if self.place else "The child’s workers"

    @classmethod
    def asked_of(cls, user: User) -> "ReplyQuerySet":
        """What `user` was asked and may answer."""
        return cls.objects.answerable_by(user).with_records()

    @classmethod
    def ask_of(cls, request: "ConnectionRequest", others: Sequence[Elsewhere]) -> None:
        """One of each of these records (`shared.Elsewhere`). One statement, also for nothing."""
        sides = [[other.record.pk if other.of == of else None for other in others] for of in OF.values()]
        with connection.cursor() as cursor:
            cursor.execute(ASK_OF, [request.pk, *sides])

    def gives(self, right: Right, *, to: User) -> bool:
        return type(self).objects.answerable_by(to).filter(pk=self.pk).exists()

    def not_given(self, right: Right, *, to: User) -> str:
        return "Only whoever is responsible for the record that was asked about can answer."

    def why_not_any_more(self) -> list[str]:
        return [f"{self.answered_by.name} has answered this already."] if self.answered_at else []  # type: ignore[union-attr]  # a constraint holds that who stands beside it

    @transaction.atomic
    def give(self, *, by: User, answer: str, shares: bool) -> Self:
        """Answer once. `shares`: whether whoever asked is told the reference of the record. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        if not answer.strip():
            raise NotYet("Enter what you can tell them, or why you cannot.")
        if obstacles := why_not_told(self.record, answer, by=by):
            raise NotYet(*obstacles)
        self.answer, self.shares, self.answered_by, self.answered_at = answer, shares, by, now()
        self.save()
        return self
