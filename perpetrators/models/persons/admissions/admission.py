"""Whether the officer of a person of concern may open the cases of one child linked to that person.

Looking after a record of the register opens no child by itself: nobody appoints themself to a child. A worker of the
child's own case who links them, the officer before who hands the record over, or a manager of the child's team agrees;
until one of them does, the officer keeps the record and cannot see the child.
"""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.models import Case, Child
from cases.models.access.locks import changes_rights
from cases.models.access.rights import sync_rights_of_children
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.accounts.roles import POLICE_LIAISON
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet
from emerald.versioned import Locking
from perpetrators.models.persons.links.link import Link
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.register.linked_cases import chronicle_on_cases_of, latest_cases_of


class Answer(models.TextChoices):
    WAITING = "waiting", "Waiting for a manager"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"


class Ground(models.TextChoices):
    """By which act it was agreed."""

    LINKED = "linked", "A worker of the child linked them to the person"
    HANDED_OVER = "handed_over", "The officer before handed the record over"
    APPOINTED = "appointed", "A manager of the child’s team decided who is responsible for the record"
    DECIDED = "decided", "A manager of the child’s team decided"
    BEFORE = "before", "In force before it was asked"


class AdmissionQuerySet(models.QuerySet["Admission"]):
    def live(self) -> Self:
        return self.filter(ended_at=None)

    def waiting(self) -> Self:
        return self.live().filter(answer=Answer.WAITING)

    def agreed(self) -> Self:
        return self.live().filter(answer=Answer.AGREED)

    def in_force(self) -> Self:
        """Agreed, the link still stands and the officer is still one: these join the officer to the child's cases."""
        links = Link.objects.current().filter(person=OuterRef("person"), child=OuterRef("child"))
        return self.agreed().filter(Exists(links), officer__role=POLICE_LIAISON.key)

    def of_child(self, child: Child | int) -> Self:
        """Of one child, for the page on which its managers decide: what waits first, the latest first."""
        people = self.filter(child=child).select_related("person", "officer", "asked_by", "decided_by", "ended_by")
        return people.order_by(F("ended_at").desc(nulls_first=True), "-asked_at", "-pk")

    def of_key(self, pk: int) -> "Admission | None":
        return self.filter(pk=pk).first()

    def end(self, *, by: User | None, because: str) -> int:
        """Those that are live end. The caller syncs the cases of their children."""
        return self.live().update(ended_at=now(), ended_by=by, ended_because=because)


@track_history()
class Admission(Locking):
    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="admissions")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="admissions")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="admissions")
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    ground = models.CharField(max_length=12, choices=Ground, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    why = models.CharField(max_length=300)  # which act it came of, or what the officer wrote
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)
    # The officer changed, the link was taken back, a manager ended it, or it was asked again.
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=300, blank=True)

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["child", "answer"], name="admission_of_child"),
            models.Index(fields=["officer"], name="admission_of_officer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "child", "officer"], condition=Q(ended_at=None), name="one_admission_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", ground="", decided_by=None, decided_at=None, because="")
                | Q(answer__in=["agreed", "declined"], decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(ground=""),
                name="admission_decided_has_who_when_and_how",
            ),
            models.CheckConstraint(condition=~Q(ground="decided") | ~Q(because=""), name="admission_decided_says_why"),
            # What was in force before anybody was asked is the exception: who linked the child is all that is known.
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(ground="before") | ~Q(decided_by=F("officer")),
                name="nobody_admits_themself",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | Q(ended_at__isnull=False) & ~Q(ended_because=""),
                name="admission_ended_says_why",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="admission_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="admission_is_of_one_child_and_officer", fields=["child", "officer", "asked_by", "asked_at"]
            ),
            pgtrigger.Protect(
                name="admission_is_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.ended_at IS NOT NULL OR (OLD.answer <> 'waiting' AND (OLD.answer, OLD.ground, "
                    "OLD.decided_by_id, OLD.because) IS DISTINCT FROM (NEW.answer, NEW.ground, "
                    "NEW.decided_by_id, NEW.because))"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} and child {self.child_id}: {self.answer}"

    @property
    def is_waiting(self) -> bool:
        return self.ended_at is None and self.answer == Answer.WAITING

    @property
    def is_agreed(self) -> bool:
        return self.ended_at is None and self.answer == Answer.AGREED

    @classmethod
    def of_case(cls, case: Case) -> "AdmissionQuerySet":
        """Everything of the child of this case, for whoever allocates on it."""
        return cls.objects.of_child(case.child_id)

    @acting_as_emerald("change the register")
    @changes_rights
    def agree(self, *, by: User, because: str) -> None:
        """A manager of the child's team joins the officer to the child's cases. Of somebody who was joined by the same
        record and no longer looks after it that ends. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        obstacles = self._why_not_decide(because)
        if not obstacles and self.person.officer_now != self.officer:
            obstacles = [
                f"{self.officer.name} is no longer responsible for {self.person.reference}: there is nothing to agree."
            ]
        if obstacles:
            raise NotYet(*obstacles)
        self._decide(Answer.AGREED, by, because)
        others = self.person.admissions.filter(child=self.child_id).exclude(officer=self.officer_id)
        others.end(by=by, because=f"{self.officer.name} is now responsible for the record")
        sync_rights_of_children([self.child_id])
        self._chronicle(
            f"{self.officer.name}, police liaison, responsible for {self.person.reference}, was joined to this case.",
            by,
        )

    @acting_as_emerald("change the register")
    @changes_rights
    def decline(self, *, by: User, because: str) -> None:
        """A manager of the child's team leaves the child closed to the officer, who goes on keeping the record. Raises
        NotYours, NotYet."""
        self.begin_change(by=by)
        if obstacles := self._why_not_decide(because):
            raise NotYet(*obstacles)
        self._decide(Answer.DECLINED, by, because)
        self._chronicle(
            f"{self.officer.name}, police liaison, responsible for {self.person.reference}, was not joined to "
            "this case.",
            by,
        )

    @acting_as_emerald("change the register")
    @changes_rights
    def take_back(self, *, by: User, because: str) -> None:
        """A manager of the child's team ends what was agreed; the officer can ask again. Raises NotYours, NotYet."""
        self.begin_change(by=by)
        obstacles = [] if self.is_agreed else ["This has ended, or was never agreed."]
        if not because.strip():
            obstacles.append("Enter why it ends.")
        if obstacles:
            raise NotYet(*obstacles)
        self.ended_at, self.ended_by, self.ended_because = now(), by, because
        self.save(update_fields=["ended_at", "ended_by", "ended_because"])
        sync_rights_of_children([self.child_id])
        self._chronicle(
            f"{self.officer.name}, police liaison, is no longer joined to this case through {self.person.reference}.",
            by,
        )

    def begin_change(self, *, by: User) -> None:  # type: ignore[override]  # it has one right and no version
        """As `Locking.begin_change`; before it the case, which gives the right, and the person, in the order of every
        verb."""
        latest_cases_of([self.child_id]).get().begin_change(by=by, right=Right.ANSWER_FOR_CHILD)
        PersonOfConcern.lock_rows(type(self).objects.filter(pk=self.pk).values("person"))  # type: ignore[arg-type]  # asked in one go
        super().begin_change(by=by)

    def gives(self, right: Right, *, to: User) -> bool:
        return to.pk != self.officer_id

    def not_given(self, right: Right, *, to: User) -> str:
        return "You cannot decide about yourself. Ask another manager of the child’s team."

    def _why_not_decide(self, because: str) -> list[str]:
        sentences = [] if because.strip() else ["Enter why you decide so."]
        if self.ended_at:
            sentences.append(
                f"There is nothing to decide any more: {self.ended_because[:1].lower()}{self.ended_because[1:]}."
            )
        elif self.answer != Answer.WAITING:
            name = self.decided_by.name  # type: ignore[union-attr]  # a constraint holds that who stands beside it
            sentences.append(f"{name} has decided this already: {self.get_answer_display().lower()}.")
        return sentences

    def _decide(self, answer: str, by: User, because: str) -> None:
        self.answer, self.ground, self.because = answer, Ground.DECIDED, because
        self.decided_by, self.decided_at = by, now()
        self.save(update_fields=["answer", "ground", "because", "decided_by", "decided_at"])

    def _chronicle(self, sentence: str, by: User) -> None:
        chronicle_on_cases_of([self.child_id], sentence, by=by, page="case_officers")
