"""A question for managers: two records have the same number, or may be of the same child.

It is asked when somebody saves what stands on a record too, and it is asked of managers, never of who saved it: the
answer would tell them whether a child is known. Of a restricted record only those named on it hear.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Exists, F, Q

from cases.models.access.grants import CaseGroupObjectPermission, CaseUserObjectPermission
from cases.models.access.restriction import Restriction
from cases.models.access.visible import permission_ids
from cases.models.case import Case
from cases.models.children.child import Child
from cases.models.children.identifiers import NUMBERS
from cases.models.chronology.entries import Kind
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet
from emerald.versioned import Locking

NAME = "name"
DECIDES = Right.ANSWER_FOR_CHILD  # on the child's latest case: who manages it

NOTICE = """INSERT INTO cases_likeness (record_id, other_id, what, noticed_by_id, noticed_at, outcome, because)
SELECT %(record)s, met.other, met.what, %(by)s, %(at)s, '', ''
FROM unnest(%(others)s::bigint[], %(whats)s::varchar[]) AS met (other, what) ON CONFLICT DO NOTHING"""


class Alike(models.TextChoices):
    NHS_NUMBER = "nhs_number", "The same NHS number"
    UPN = "upn", "The same unique pupil number (UPN)"
    SOCIAL_CARE_ID = "social_care_id", "The same social-care number"
    NAME = NAME, "A name that sounds alike, and the same date of birth"


class Outcome(models.TextChoices):
    LATER_WRONG = "later_wrong", "The number is not this child’s on the record where it was entered last"
    FIRST_WRONG = "first_wrong", "The number is not this child’s on the record that had it first"
    SAME = "same", "It is one child with two records"
    DIFFERENT = "different", "They are two children"
    CHANGED = "changed", "The number was changed meanwhile"


def manages(child: F, person: User) -> Q:
    """Whether `person` holds DECIDES on a case of `child`; both as they stand in the query outside."""
    held = {"permission": permission_ids()[DECIDES], "content_object__child": child}
    return Q(Exists(CaseUserObjectPermission.objects.filter(user=person, **held))) | Q(
        Exists(CaseGroupObjectPermission.objects.filter(group__user=person, **held))
    )


def is_restricted(child: F) -> Exists:
    return Exists(Restriction.objects.in_force().filter(child=child))


class LikenessQuerySet(models.QuerySet["Likeness"]):
    def waiting(self) -> Self:
        return self.filter(outcome="")

    def for_manager(self, user: User) -> Self:
        """Those `user` may decide: who manages one of the records and did not enter it themselves, unless the other is
        restricted; and who manages both. The same people as `cases.due.likenesses` tells."""
        mine = Case.objects.visible_to(user, DECIDES).order_by().values("child")
        restricted = Restriction.objects.in_force().values("child")
        one = Q(record__in=mine) & ~Q(other__in=restricted) | Q(other__in=mine) & ~Q(record__in=restricted)
        return self.filter(Q(record__in=mine, other__in=mine) | one & ~Q(noticed_by=user))

    @acting_as_emerald("decide a likeness")
    def of_key(self, pk: int) -> "Likeness | None":
        return self.select_related("record", "other", "noticed_by", "decided_by").filter(pk=pk).first()

    def oldest_first(self) -> Self:
        return self.select_related("record", "other", "noticed_by").order_by("noticed_at", "pk")


@track_history()
class Likeness(Locking):
    """`record`: the one that was saved; `other`: the one on which the same stood already."""

    record = models.ForeignKey("cases.Child", on_delete=models.PROTECT, related_name="likenesses")
    other = models.ForeignKey("cases.Child", on_delete=models.PROTECT, related_name="likenesses_met")
    what = models.CharField(max_length=20, choices=Alike)
    noticed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noticed_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    because = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    right_to_change = DECIDES

    objects = LikenessQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "likenesses"
        constraints = [
            models.UniqueConstraint(
                fields=["record", "other", "what"], condition=Q(outcome=""), name="likeness_asked_once"
            ),
            models.CheckConstraint(condition=~Q(record=F("other")), name="likeness_is_of_two_records"),
            models.CheckConstraint(
                condition=Q(outcome="", because="", decided_by=None, decided_at=None)
                | ~Q(outcome="") & ~Q(because="") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="likeness_decided_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"likeness {self.pk}"

    @classmethod
    def to_decide(cls, user: User) -> list["Likeness"]:
        """What waits for a decision that `user` may take, the oldest first."""
        with acting_as_emerald("decide a likeness"):
            return list(cls.objects.waiting().for_manager(user).oldest_first())

    @classmethod
    def notice(cls, record: Child, met: Iterable[tuple[int, str]], *, by: User) -> None:
        """Ask whose each is: `met` is pairs (key of the other child, what). One statement, also for nothing."""
        met = sorted(met)
        with connection.cursor() as cursor:
            cursor.execute(
                NOTICE,
                {
                    "record": record.pk,
                    "by": by.pk,
                    "at": now(),
                    "others": [one for one, _ in met],
                    "whats": [what for _, what in met],
                },
            )

    @property
    def is_of_a_number(self) -> bool:
        return self.what != NAME

    def sides_for(self, user: User) -> dict[str, Any]:
        """The latest case of each record this person may open, as `record` and `other`; None where they may not."""
        cases = Case.objects.visible_to(user, Right.READ_CHILD).filter(child__in=[self.record_id, self.other_id])
        latest = {case.child_id: case for case in cases.with_people().order_by("opened_on", "pk")}
        return {"record": latest.get(self.record_id), "other": latest.get(self.other_id)}

    @property
    def choices(self) -> list["Outcome"]:
        """The outcomes a manager chooses from."""
        return (
            [Outcome.LATER_WRONG, Outcome.FIRST_WRONG, Outcome.SAME]
            if self.is_of_a_number
            else [Outcome.SAME, Outcome.DIFFERENT]
        )

    def gives(self, right: Right, *, to: User) -> bool:
        return type(self).objects.for_manager(to).filter(pk=self.pk).exists()

    def not_given(self, right: Right, *, to: User) -> str:
        return "Only a manager of one of the two records can decide this."

    def why_not_any_more(self) -> list[str]:
        return [f"{self.decided_by.name} has decided this already."] if self.outcome else []  # type: ignore[union-attr]  # a constraint holds that who stands beside it

    @acting_as_emerald("decide a likeness")
    @transaction.atomic
    def decide(self, *, by: User, outcome: str, because: str) -> Self:
        """Decide once. A number found wrong is taken off that record, and its chronology says so. Raises NotYours,
        NotYet."""
        self.begin_change(by=by)
        if outcome not in self.choices:
            raise NotYet("Select what it is.")
        if not because.strip():
            raise NotYet("Enter how you know.")
        self.outcome, self.because, self.decided_by, self.decided_at = outcome, because, by, now()
        self.save()
        wrong = {Outcome.LATER_WRONG: self.record, Outcome.FIRST_WRONG: self.other}.get(Outcome(outcome))
        if wrong:
            self._take_off(wrong, by=by)
        elif outcome == Outcome.SAME:
            self._say_on_both("A manager found that this child may be on record twice.", by=by)
        return self

    def _take_off(self, child: Child, *, by: User) -> None:
        child.lock()
        was = {self.what: getattr(child, self.what)}
        setattr(child, self.what, "")
        child.save_with_numbers(by=by, was=was)
        called = NUMBERS[self.what]
        _say(child, f"{called[:1].upper()}{called[1:]} taken off: a manager found that it is not this child’s.", by=by)

    def _say_on_both(self, sentence: str, *, by: User) -> None:
        """Nothing on one record tells that there is another which is restricted."""
        sides = [self.record, self.other]
        restricted = {child.pk: child.restrictions.in_force().exists() for child in sides}
        for child, across in (sides, sides[::-1]):
            if not restricted[across.pk]:
                _say(child, sentence, by=by)


def _say(child: Child, sentence: str, *, by: User) -> None:
    case = child.cases.order_by("-opened_on", "-pk").first()
    if case:
        case.chronicle(
            Kind.DETAILS, sentence, by=by, needs=Right.READ_CHILD, page="case_child", reference=case.reference
        )
