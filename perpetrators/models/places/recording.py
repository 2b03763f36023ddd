"""The verbs of a place: recording it, changing it, and what cannot be true of it."""

from datetime import date
from typing import Any, Protocol, Self, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models.planning.action import why_not_to_do
from emerald.accounts.models import User
from emerald.accounts.permissions import Right, SiteRight
from emerald.accounts.roles import ROLES
from emerald.clock import now
from emerald.database.identity import acting_as_emerald
from emerald.guards import NotYet, NotYours
from emerald.versioned import Versioned
from perpetrators.models.register.numbering import RegisterNumber
from perpetrators.models.register.scope import Scope

ThatPlace = TypeVar("ThatPlace", bound="PlaceRecordingHost")


class PlaceRecordingHost(Protocol):
    """What this trait needs of the record, and what it has of its own."""

    actions: Any
    links: Any
    particulars: Any
    plan_aims: Any
    plan_changed_at: Any
    plan_changed_by: Any

    def begin_change(self, *, by: Any, right: Any = ..., version: int | None = ...) -> None: ...
    def save_next_version(self, *fields: str) -> None: ...


class PlaceRecording(Versioned):
    """The trait of a place that it is recorded and kept right."""

    plan_changed_by: Any  # fields of the place that it sets
    plan_changed_at: Any

    right_to_change, called_here = Right.RECORD_SUSPECTS, "this place"

    class Meta:
        abstract = True

    @classmethod
    @acting_as_emerald("change the register")
    @transaction.atomic
    def record(cls, *, by: User, person: Any | None = None, nature: str = "", **facts: Any) -> Self:
        """Put a place on the register. `person`: the person of concern it belongs to, through whom those who do not
        keep the register see it; `nature`: what they have to do with it. Raises NotYours, NotYet. Returns the Place."""
        scope = Scope(by)
        if person is None and not by.has_site_right(SiteRight.KEEP_REGISTER):
            raise NotYours("Record a place from the page of a person of concern who belongs to it.")
        if person is not None and Right.RECORD_SUSPECTS not in scope.rights_on(person):
            raise NotYours(f"You cannot {Right.RECORD_SUSPECTS.label} here. {person.whom_to_ask()}")
        obstacles = why_not_place(**facts)
        if person is not None and not nature.strip():
            obstacles.append("Say what the person has to do with the place.")
        if obstacles:
            raise NotYet(*obstacles)
        place = cls(reference=RegisterNumber.next_reference("PL", timezone.localdate().year), recorded_by=by, **facts)
        place.save()
        if person is not None:
            person.join(by=by, place=place, nature=nature)
        return place

    @transaction.atomic
    def change(self: ThatPlace, *, by: User, version: int | None = None, **facts: Any) -> ThatPlace:
        """Put its details right. Raises NotYours, NotYet, ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        if obstacles := why_not_place(**facts):
            raise NotYet(*obstacles)
        for name, value in facts.items():
            setattr(self, name, value)
        self.save_next_version()
        return self

    @transaction.atomic
    def add_particular(
        self: PlaceRecordingHost, *, by: User, kind: str, value: str, detail: str = "", source: str = ""
    ) -> Any:
        """Add a number, name or handle by which it is found again. Raises NotYours, NotYet. Returns the Particular."""
        self.begin_change(by=by)
        if not value.strip():
            raise NotYet("Enter what it is.")
        return self.particulars.create(kind=kind, value=value.strip(), detail=detail, source=source, recorded_by=by)

    @transaction.atomic
    def take_off_particular(self: PlaceRecordingHost, particular: Any, *, by: User) -> None:
        """Take one off; the kept history still has it. Raises NotYours."""
        self.begin_change(by=by)
        self.particulars.filter(pk=particular.pk).delete()

    def gives(self: PlaceRecordingHost, right: Right, *, to: User) -> bool:
        return right in Scope(to).rights_on_place(self)

    @acting_as_emerald("count what is hidden")
    def whom_to_ask(self: PlaceRecordingHost) -> str:
        """The sentence that ends every refusal: the officer of the place's person of concern longest linked to it."""
        linked = self.links.current().filter(person__officer__isnull=False).select_related("person__officer")
        first = linked.order_by("recorded_at", "pk").first()
        return first.person.whom_to_ask() if first else "Ask a police liaison officer."

    @transaction.atomic
    def write_plan(self: ThatPlace, *, by: User, aims: str, version: int | None = None) -> ThatPlace:
        """Say what is to be achieved at this place. `version`: the place's. Raises NotYours, NotYet,
        ChangedMeanwhile."""
        self.begin_change(by=by, version=version)
        if not aims.strip():
            raise NotYet("Say what is to be achieved at this place.")
        self.plan_aims, self.plan_changed_by, self.plan_changed_at = aims, by, now()
        self.save_next_version()
        return self

    @transaction.atomic
    def add_action(
        self: PlaceRecordingHost,
        *,
        by: User,
        text: str,
        due_on: date,
        owner: User | None = None,
        owner_elsewhere: str = "",
    ) -> Any:
        """Put an action on the place's plan. Raises NotYours, NotYet. Returns the PlaceAction."""
        self.begin_change(by=by)
        obstacles = why_not_action(self, text=text, owner=owner, owner_elsewhere=owner_elsewhere, due_on=due_on)
        if not obstacles and due_on < timezone.localdate():
            obstacles = ["An action is for today or later. Enter the day by which it is to be done."]
        if obstacles:
            raise NotYet(*obstacles)
        return self.actions.create(text=text, due_on=due_on, owner=owner, owner_elsewhere=owner_elsewhere, added_by=by)


def why_not_place(
    *, name: str = "", lines: str = "", postcode: str = "", web_address: str = "", kind: str = "", **_: Any
) -> list[str]:
    sentences = []
    if not name.strip():
        sentences.append("Enter what the place is called.")
    if kind == "online" and not web_address.strip():
        sentences.append("Enter the address or name by which the online space is found.")
    if kind != "online" and not (lines.strip() or postcode):
        sentences.append("Enter where it is: an address, or how to find it.")
    return sentences


@acting_as_emerald("change the register")
def why_not_action(
    place: Any,
    *,
    text: str = "",
    owner: User | None = None,
    owner_elsewhere: str = "",
    due_on: date | None = None,
    **_: Any,
) -> list[str]:
    sentences = why_not_to_do(text=text, owner=owner, owner_elsewhere=owner_elsewhere, due_on=due_on)
    if owner and Right.READ_SUSPECTS not in Scope(owner).rights_on_place(place):
        sentences.append(
            f"{owner.name} cannot open this place. Choose somebody who can, or name them as somebody elsewhere."
        )
    return sentences


def people_who_may_act(place: Any) -> QuerySet[User]:
    """Those who can be given an action here: police liaison, and of the place's team whoever records persons of
    concern. Whether they can open this place is asked when one is chosen."""
    roles = [role for role in ROLES.values() if Right.RECORD_SUSPECTS in role.on_a_case]
    keepers = Q(role__in=[role.key for role in roles if SiteRight.KEEP_REGISTER in role.site])
    here = Q(role__in=[role.key for role in roles], memberships__team=place.area_id)
    return User.objects.may_enter().filter(keepers | here).distinct().order_by("name__in_order")
