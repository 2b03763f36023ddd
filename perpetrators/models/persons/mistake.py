"""A link or a step of the law that was recorded by mistake: somebody says so and why, a second person agrees or not.

A step of the law counts until they agree. A link opens records, so it is taken back at once and opens nothing from then
on; whoever decides that it stands gives it back (decisions/0049-days-of-a-measure.md).
"""

from collections.abc import Iterable
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models import Case, Child
from cases.models.access.locks import changes_rights
from cases.models.children.named import why_not_named
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.audit.history import track_history
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet
from emerald.versioned import Locking
from emerald.words import day_in_words
from perpetrators.models.persons.legal_events.event import LegalEvent
from perpetrators.models.persons.links.link import Link
from perpetrators.models.persons.person import PersonOfConcern
from perpetrators.models.register.linked_cases import latest_cases_of
from perpetrators.models.register.scope import Scope
from perpetrators.models.register.two_people import Answer, DecidedByTwo, decided_once, stays


class PersonMistakeQuerySet(models.QuerySet["PersonMistake"]):
    def waiting(self) -> Self:
        return self.filter(answer=Answer.WAITING)

    def of_person(self, person: PersonOfConcern) -> Self:
        """Of this record, and of those merged into it."""
        return self.filter(Q(person=person) | Q(person__merged_into=person))

    def about_no_child(self) -> Self:
        """Those about which whoever keeps the record decides."""
        return self.filter(child=None)

    def newest_first(self) -> Self:
        return self.select_related("said_by", "decided_by").order_by("-pk")

    def of_key(self, pk: int) -> "PersonMistake | None":
        return self.newest_first().filter(pk=pk).first()


@track_history()
class PersonMistake(DecidedByTwo, Locking):
    """What somebody says of one link or one step of the law of a person of concern."""

    person = models.ForeignKey(PersonOfConcern, on_delete=models.PROTECT, related_name="mistakes")
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True, related_name="mistakes")
    legal_event = models.ForeignKey(LegalEvent, on_delete=models.PROTECT, null=True, related_name="mistakes")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="link_mistakes")  # of the link
    # What it is about: whoever decides about a link may not see the person any more, now that it is taken back.
    about = models.CharField("what it is about", max_length=200)

    objects = PersonMistakeQuerySet.as_manager()

    class Meta(DecidedByTwo.Meta):
        indexes = [models.Index(fields=["child"], name="mistake_of_link_to_child")]
        constraints = [
            *DecidedByTwo.Meta.constraints,
            models.CheckConstraint(
                condition=Q(link=None, legal_event__isnull=False, child=None) | Q(link__isnull=False, legal_event=None),
                name="person_mistake_is_of_one_record",
            ),
            models.UniqueConstraint(
                fields=["link"], condition=Q(answer="waiting", link__isnull=False), name="one_waiting_mistake_of_a_link"
            ),
            models.UniqueConstraint(
                fields=["legal_event"],
                condition=Q(answer__in=["waiting", "agreed"], legal_event__isnull=False),
                name="one_mistake_of_a_legal_event",
            ),
        ]
        triggers = [
            stays("mistake_stays"),
            pgtrigger.ReadOnly(
                name="mistake_is_of_one_record",
                fields=["person", "link", "legal_event", "child", "about", "reason", "said_by", "said_at"],
            ),
            decided_once("mistake_is_decided_once"),
        ]

    def __str__(self) -> str:
        return f"{self.about} said to be a mistake: {self.answer}"

    @classmethod
    def of_person(cls, person: PersonOfConcern) -> PersonMistakeQuerySet:
        """Those about which whoever keeps this record decides."""
        return cls.objects.of_person(person).about_no_child()

    @classmethod
    def of_case(cls, case: Case) -> PersonMistakeQuerySet:
        """Those about which the managers of the child of this case decide."""
        return cls.objects.filter(child=case.child_id)

    @classmethod
    @acting_as_emerald("change the register")
    @changes_rights
    def say_of_link(cls, link: Link, *, by: User, reason: str, version: int | None = None) -> "PersonMistake":
        """Say that `link` was recorded by mistake: it is taken back, and a second person decides. Right:
        RECORD_SUSPECTS at both ends. `version`: of the link. Raises NotYours, NotYet, ChangedMeanwhile."""
        if obstacles := why_not_told(link.person, reason, by=by, child=link.child_id):
            raise NotYet(*obstacles)
        link.take_back(by=by, because=reason, version=version)
        far_end: Any = link.other or link.place or link.person  # of a child the page is theirs
        about, child = f"the link to {far_end.reference}", link.child
        if link.has_conditions:  # of what it says nobody hears but police liaison, who decide
            about, child = "a link with handling conditions", None
        return cls.objects.create(
            person=link.person, link=link, child=child, about=about, reason=reason.strip(), said_by=by
        )

    @classmethod
    @acting_as_emerald("change the register")
    @changes_rights
    def say_of_legal_event(
        cls, event: LegalEvent, *, person: PersonOfConcern, by: User, reason: str, version: int | None = None
    ) -> "PersonMistake":
        """Say that a step of the law of `person` was recorded by mistake; nothing changes before a second person has
        agreed. Right: KEEP_MEASURES. `version`: of the person. Raises NotYours, NotYet, ChangedMeanwhile."""
        person.begin_change(by=by, right=Right.KEEP_MEASURES, version=version)
        event = LegalEvent.objects.of_person(person).get(pk=event.pk)
        if obstacles := why_not_said(event, cls.objects.filter(legal_event=event)):
            raise NotYet(*obstacles)
        if not reason.strip():
            raise NotYet("Enter why it is a mistake.")
        if obstacles := why_not_told(person, reason, by=by):
            raise NotYet(*obstacles)
        about = f"{event.get_step_display().lower()} of {day_in_words(event.on)}"
        return cls.objects.create(
            person=person, legal_event=event, about=f"the {about}", reason=reason.strip(), said_by=by
        )

    @acting_as_emerald("change the register")
    @changes_rights
    def decide(self, *, by: User, agrees: bool, because: str = "") -> "PersonMistake":
        """The second person's answer: agreed, it is gone from where somebody stands and stays to be read; otherwise it
        stands, and a link is given back. Of a link to a child its managers decide (ANSWER_FOR_CHILD), of any other link
        police liaison, who see both ends of each, and of a step of the law whoever keeps the record (KEEP_MEASURES).
        Raises NotYours (also for whoever said it), NotYet."""
        self.begin_change(by=by)
        if obstacles := why_not_told(self.record, because, by=by, child=self.child_id):
            raise NotYet(*obstacles)
        self.decide_as(by, agrees=agrees, because=because)
        if self.link and not agrees:
            self.link.stand_again(by=by)
        if self.legal_event and agrees:
            self.record.take_legal_back(self.legal_event, by=by, because=self.reason)
        return self

    @property
    def record(self) -> PersonOfConcern:
        """The person, or the one whose record theirs was merged into."""
        return self.person.merged_into or self.person

    def begin_change(self, *, by: User) -> None:  # type: ignore[override]  # it has one right and no version
        """As `Locking.begin_change`; before it what gives the right, in the order of every verb."""
        if self.child_id:
            latest_cases_of([self.child_id]).get().begin_change(by=by, right=Right.ANSWER_FOR_CHILD)
            PersonOfConcern.lock_rows([self.record.pk])
        else:
            self.record.begin_change(by=by, right=Right.KEEP_MEASURES)
        super().begin_change(by=by)

    def gives(self, right: Right, *, to: User) -> bool:
        return not self.why_not_decided_by(to)

    def not_given(self, right: Right, *, to: User) -> str:
        return " ".join(self.why_not_decided_by(to))

    def why_not_decided_by(self, user: Any) -> list[str]:
        """Nobody is their own second person; and who sees a person of concern need not see whom or what else they are
        linked to."""
        if self.link_id and not self.child_id and not user.has_site_right(SiteRight.KEEP_REGISTER):
            return ["Police liaison decides about a link to somebody else or to a place."]
        return super().why_not_decided_by(user)


def why_not_told(person: PersonOfConcern, text: str, *, by: User, child: int | None = None) -> list[str]:
    """The sentence where `text` names a linked child, who is not for everybody that reads this record; `child` (a key)
    is the one it is about, whose managers alone read it."""
    linked = Scope(by).children().filter(suspect_links__person=person).exclude(pk=child).distinct()
    told = "Everybody who may read this record reads it."
    return why_not_named(linked, [text], told=told, besides=[person.family_name])


def why_not_said(event: LegalEvent, said: Iterable[PersonMistake]) -> list[str]:
    """Why it cannot be said (again) that this step of the law is a mistake; `said`: all that was said of it."""
    if event.correction:
        return ["This entry was corrected already. Say it of the later one."]
    waits = any(one.is_waiting for one in said)
    return ["Somebody said so already, and a second person has not decided yet."] if waits else []
