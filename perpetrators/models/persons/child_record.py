"""A person of concern who is a child too: which child's record is their own.

They are a child first. Who may see both records follows from one to the other; nobody else sees a sign of which child
it is, and on the child's page nothing says that they are of concern. It opens no record to anybody.
"""

from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from cases.models import Child
from emerald.accounts.models import User
from emerald.accounts.permissions import Right
from emerald.audit.history import track_history
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from emerald.versioned import Locking
from perpetrators.models.persons.links.recording import may_link_to
from perpetrators.models.persons.person import PersonOfConcern, YesNo
from perpetrators.models.register.scope import Scope


class HowKnown(models.TextChoices):
    SAID = "said", "They or their family said so"
    RECORDS = "records", "Name and date of birth are the same in both records"
    POLICE = "police", "The police know it"
    PROFESSIONAL = "professional", "School, health or another professional knows it"


ITSELF = "This is the person’s own record as a child: nobody is of concern to themself."


class ChildRecordQuerySet(models.QuerySet["ChildRecord"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def seen_by(self, scope: Scope) -> Self:
        """Those of children of whom the reader may know that somebody of concern has to do with them."""
        return self.filter(child__in=scope.children())


# Whoever writes: nobody is linked as of concern to their own record, in whichever order the two are written.
NOT_LINKED_TO_THEMSELF = pgtrigger.Trigger(
    name="child_record_is_no_link",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func="""
        IF NEW.ended_at IS NULL AND EXISTS (SELECT FROM perpetrators_link link WHERE link.person_id = NEW.person_id
                                            AND link.child_id = NEW.child_id AND link.ended_at IS NULL) THEN
            RAISE EXCEPTION 'a person of concern is linked to this child' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.ended_at IS NULL AND NOT EXISTS (SELECT FROM perpetrators_personofconcern person
                                                WHERE person.id = NEW.person_id AND person.also_a_child = 'yes') THEN
            RAISE EXCEPTION 'whose record this is is recorded as a child too' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


@track_history()
class ChildRecord(Locking):
    part_of, right_to_change = "person", Right.RECORD_SUSPECTS

    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="child_records")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    how_known = models.CharField(max_length=12, choices=HowKnown)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ChildRecordQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_child_record_of_a_person"),
            models.CheckConstraint(condition=~Q(how_known=""), name="child_record_says_how_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="child_record_end_has_who_and_when",
            ),
        ]
        triggers = [
            NOT_LINKED_TO_THEMSELF,
            pgtrigger.Protect(name="child_record_stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="child_record_is_of_one_child", fields=["child", "how_known", "recorded_by"]),
        ]

    def __str__(self) -> str:
        return f"child record of person {self.person_id}"

    @classmethod
    @acting_as_emerald("change the register")
    @transaction.atomic
    def say(cls, *, person: Any, child: Child, by: User, how_known: str, version: int | None = None) -> "ChildRecord":
        """Record that `child` is this person of concern. The age is the child's from then on. `by` must hold
        RECORD_SUSPECTS on both. Raises NotYours, NotYet, ChangedMeanwhile."""
        person.begin_change(by=by, version=version)
        if not may_link_to(Scope(by), child=child):
            raise NotYours(f"This child is not yours to record about. {person.whom_to_ask()}")
        if obstacles := cls._obstacles(person, child, how_known):
            raise NotYet(*obstacles)
        person.also_a_child = YesNo.YES
        if child.date_of_birth:
            person.take(date_of_birth=child.date_of_birth)
        elif not person.date_of_birth:
            person.take(estimated_age=child.age)
        person.save_next_version()
        person.add_entry("Recorded as a child too, with a record of their own.", by=by)
        return cls.objects.create(person=person, child=child, how_known=how_known, recorded_by=by)

    @acting_as_emerald("change the register")
    @transaction.atomic
    def take_back(self, *, by: User, because: str, version: int | None = None) -> None:
        """It was another child's record. That the person is a child too stays as recorded. `because` names no child: it
        stands on the timeline of the person. Raises as `say`."""
        self.person.begin_change(by=by, version=version)
        self.begin_change(by=by)
        if not because.strip():
            raise NotYet("Enter why it is taken back.")
        self.ended_at, self.ended_by = now(), by
        self.save()
        self.person.add_entry(f"Which child’s record is their own was taken back: {because.strip()}"[:600], by=by)

    def gives(self, right: Any, *, to: User) -> bool:
        return may_link_to(Scope(to), child=self.child)

    def not_given(self, right: Any, *, to: User) -> str:
        return f"This child is not yours to record about. {self.person.whom_to_ask()}"

    def why_not_any_more(self) -> list[str]:
        return [] if self.ended_at is None else ["This was taken back already."]

    @classmethod
    def _obstacles(cls, person: Any, child: Child, how_known: str) -> list[str]:
        said = [
            (how_known not in HowKnown.values, "Select how you know that they are the same."),
            (
                person.child_records.current().exists(),
                "It is recorded already which child this person is. Take that back first.",
            ),
            (person.links.current().filter(child=child).exists(), f"{ITSELF} Take the link to the child back first."),
            (
                person.date_of_birth and child.date_of_birth and person.date_of_birth != child.date_of_birth,
                "The two dates of birth differ. Put the one right that is wrong.",
            ),
        ]
        return [sentence for wrong, sentence in said if wrong]
